"""The commands that need no window: what was typed, read by argparse, and done.

Loaded only when there is such a command: the window would wait for all of it.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from nianbao import __version__
from nianbao.app.command_line import WrongArguments
from nianbao.app.commands import check, export, read, review, start

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "缺少 {}"),
    (r"unrecognized arguments: (.+)", "不认得 {}"),
    (r"argument (\S+): expected one argument", "{} 后面还要写上内容"),
    (r"argument (\S+): invalid int value: .*", "{} 后面要写整数"),
)
"""What argparse says, and the same in the clerk's words."""

ROLLUP = "把所属单位的三张表相加，写明缺哪些单位、哪些文件用不了、哪些数要核对。"


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _COMPLAINTS:
            if found := re.fullmatch(pattern, message):
                detail = words.format(found[1])
                raise WrongArguments(f"命令的写法不对（{detail}），用 nianbao --help 看用法。")
        raise WrongArguments("命令的写法不对，用 nianbao --help 看用法。")


def run_typed(arguments: Sequence[str]) -> int:
    """Do what was typed; return the exit status.

    Raises WrongArguments where it makes no sense, and Refused where a file is of no use.
    """
    parser, commands = _parsers()
    first = next((word for word in arguments if not word.startswith("-")), None)
    if arguments and (first in commands or arguments[0].startswith("-")):
        typed = parser.parse_args(arguments)
        if typed.self_test is not None:
            return _self_test(typed.self_test)
        if "command" in typed:
            deed: Callable[[argparse.Namespace], int] = typed.command
            return deed(typed)
    raise WrongArguments("一次只能打开一个文件，用 nianbao --help 看用法。")


def _parsers() -> tuple[argparse.ArgumentParser, set[str]]:
    parser = _Parser(
        prog="nianbao",
        description="年报助手：政府信息公开工作年度报告的填写、检查和导出。不带命令时打开窗口。",
    )
    parser.add_argument("--version", action="version", version=f"nianbao {__version__}")
    parser.add_argument(
        "--self-test", nargs="?", const="", metavar="OUT.json", help="检验安装好的程序"
    )
    commands = parser.add_subparsers(title="命令")
    reading = _command(commands, "read", read, "读入文件，写成年报助手的格式")
    reading.add_argument("-o", dest="out", type=Path, help="写到这个 .nianbao 文件；不写就打印")
    starting = _command(commands, "start", start, "从上一年的年报开始今年的年报")
    starting.add_argument("-o", dest="out", type=Path, required=True, help="新的 .nianbao 文件")
    checking = _command(commands, "check", check, "列出要处理的问题")
    checking.add_argument("--previous", type=Path, help="上一年的年报")
    checking.add_argument("--json", action="store_true", help="以 JSON 打印")
    exporting = _command(commands, "export", export, "导出 .docx、.xlsx、.html 或 .pdf")
    exporting.add_argument("-o", dest="out", type=Path, required=True, help="导出的文件")
    exporting.add_argument("--previous", type=Path, help="上一年的年报")
    exporting.add_argument("--draft", action="store_true", help="导出带水印的草稿")
    reviewing = _command(commands, "review", review, "写出供审核签发的核对说明，内部使用")
    reviewing.add_argument("-o", dest="out", type=Path, required=True, help="写到这个 .docx 文件")
    reviewing.add_argument("--previous", type=Path, help="上一年的年报")
    rolling = commands.add_parser("rollup", help="汇总所属单位的年报", description=ROLLUP)
    rolling.add_argument(
        "inputs", type=Path, nargs="+", metavar="INPUT", help="各单位的文件，或者放着它们的文件夹"
    )
    rolling.add_argument("-o", dest="out", type=Path, required=True, help="写到这个 .nianbao 文件")
    rolling.add_argument("--units", type=Path, help="应报单位名单，文本文件，一行一个名称")
    _choosing(rolling)
    rolling.set_defaults(command=_rollup)
    return parser, set(commands.choices)


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    deed: Callable[[argparse.Namespace], int],
    words: str,
) -> argparse.ArgumentParser:
    """Add a command that takes an input file."""
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("input", type=Path, metavar="INPUT", help="可以导入的文件或 .nianbao")
    _choosing(parser)
    parser.set_defaults(command=deed)
    return parser


def _choosing(parser: argparse.ArgumentParser) -> None:
    """Let one of several reports in a file be chosen."""
    parser.add_argument("--set", help="文件里有几套数据时，用哪一套")
    parser.add_argument("--year", type=int, help="文件里有几年数据时，用哪一年")


def _rollup(typed: argparse.Namespace) -> int:
    from nianbao.app.rolling_up import rollup  # noqa: PLC0415  for this command alone

    return rollup(typed)


def _self_test(out: str) -> int:
    from nianbao.app.self_test import self_test  # noqa: PLC0415  Qt is loaded only for its pages

    return self_test(Path(out) if out else None)
