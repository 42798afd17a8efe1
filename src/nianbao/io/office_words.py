"""The office's own list of words: a plain text file that a clerk edits in Notepad.

Read leniently: a line that makes no sense is skipped and named, and no state of the file stops
the program. Knows no Qt.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from nianbao.core.checker import RuleBook
from nianbao.core.rules import Rule
from nianbao.core.rules.wording.slip_finders import HEAD, WordList
from nianbao.core.rules.wording.slips import Finder, Wording
from nianbao.io.atomic import write_whole
from nianbao.io.own_folder import make_own, own_folder
from nianbao.io.sniff_text import decoded

FILE_NAME = "词语表.txt"
MOST_BYTES = 256 * 1024
MOST_LINES = 2_000
LONGEST_WORD = 40
"""Characters of a word; what is longer is a text pasted by mistake."""
MOST_NAMED = 20
"""Lines that are named one by one; of more only the number is said."""

_BETWEEN = re.compile(r"\s*(?:=>|->|＝＞|－＞|[=＝→])\s*")
_COMMENT = ("#", "＃")
_NEVER = ("!", "！")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")

TEMPLATE = """\
# 年报助手的词语表：检查年报正文时，除了程序自带的错别字，还按这里写的词语检查。
# 用记事本修改，保存以后重新打开年报助手就会生效。每行写一条：
#
#   错误写法=正确写法    遇到左边的词语就提醒，并建议改成右边的
#   不要用的词语          只写一个词语：遇到就提醒，不提改法
#   !不要提醒的词语       前面加感叹号：这个词语是对的，里面的字不再提醒
#
# 以“#”开头的行是说明，不起作用。下面几行是例子，去掉前面的“#”就会生效。
# 每个词语至少两个字。请只写无论在哪里出现都不对的写法，免得误报。

#行政审批居=行政审批局
#我处室
#!帐户管理系统
"""
"""What the file holds when the clerk first asks for it."""


class _Skipped(Exception):  # noqa: N818  a line is skipped, nothing went wrong
    """Why a line cannot be used, in words for the clerk."""


@dataclass(frozen=True)
class OfficeWords:
    """What the office has written down: {wrong: right}, "" where it proposes nothing.

    `exceptions` are never to be reported; `problems` name what could not be used, in words
    for the clerk.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    exceptions: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def office_words_path(platform: str, environment: Mapping[str, str], home: PurePath) -> PurePath:
    """Say where the file lies: in the program's own folder of this user."""
    return own_folder(platform, environment, home) / FILE_NAME


def read_office_words(path: Path) -> OfficeWords:
    """Read the file. Never raises: a missing one is empty, an ill one says so in `problems`."""
    try:
        if not path.is_file():
            return OfficeWords()
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return OfficeWords(problems=("词语表打不开，这一次没有用它。请关掉打开它的程序再试。",))
    text = decoded(data[:MOST_BYTES])
    if text is None:
        return OfficeWords(
            problems=("词语表不是文本文件，这一次没有用它。请用记事本打开，另存为 UTF-8 编码。",)
        )
    return parse_office_words(text, cut=len(data) > MOST_BYTES)


def parse_office_words(text: str, *, cut: bool = False) -> OfficeWords:
    """Read the words line by line; `cut` says that the end of the file is missing."""
    lines = re.split(r"\r\n|\r|\n", text)
    problems: list[str] = []
    if cut or len(lines) > MOST_LINES:
        lines = lines[: min(MOST_LINES, len(lines) - cut)]
        problems.append(f"词语表太长，只用了前面 {len(lines)} 行。请删去不需要的行。")
    words: dict[str, str] = {}
    exceptions: list[str] = []
    skipped: list[str] = []
    for number, line in enumerate(lines, 1):
        entry = line.strip("\ufeff\u200b \t\u3000\xa0")
        if not entry or entry.startswith(_COMMENT):
            continue
        try:
            if entry.startswith(_NEVER):
                exceptions.append(_word(entry[1:].strip()))
            else:
                wrong, right = _entry(entry)
                _check_new(words, wrong, right)
                words[wrong] = right
        except _Skipped as why:
            skipped.append(f"词语表第 {number} 行{why}，已跳过。")
    return OfficeWords(words, tuple(exceptions), (*problems, *_named(skipped)))


def with_office_words(book: RuleBook, office: OfficeWords) -> RuleBook:
    """Make the rules of a form look for the office's words too, and mind its exceptions."""
    if not office.words and not office.exceptions:
        return book
    return replace(book, rules=tuple(_with(rule, office) for rule in book.rules))


def write_template(path: Path) -> None:
    """Write an explained file to begin with; one that is there stays as it is.

    With a mark of order and CRLF, for the Notepad of Windows 10 1809 needs both. Raises Refused
    where it cannot be written.
    """
    if path.exists():
        return
    with contextlib.suppress(OSError):  # the writing itself says in words what is wrong
        make_own(path.parent)
    write_whole(path, TEMPLATE.replace("\n", "\r\n").encode("utf-8-sig"))


def _entry(entry: str) -> tuple[str, str]:
    """Take a line apart into what is wrong and what is right, "" where nothing is said."""
    parts = _BETWEEN.split(entry)
    if len(parts) > 2:  # noqa: PLR2004  left and right
        raise _Skipped("有不止一个等号")
    wrong = _word(parts[0])
    if len(parts) == 1 or not parts[1]:
        return wrong, ""
    right = parts[1]
    if len(right) > LONGEST_WORD or _CONTROL.search(right):
        raise _Skipped("的正确写法太长，或者有看不懂的字符")
    if right == wrong:
        raise _Skipped("两边一样")
    return wrong, right


def _word(word: str) -> str:
    """Take a word that is looked for. Raises _Skipped where it would be found everywhere."""
    if len(word) < HEAD:
        raise _Skipped("的词语不到两个字，会误报")
    if len(word) > LONGEST_WORD or _CONTROL.search(word):
        raise _Skipped("的词语太长，或者有看不懂的字符")
    return word


def _check_new(words: Mapping[str, str], wrong: str, right: str) -> None:
    if words.get(wrong, right) != right:
        raise _Skipped(f"的“{wrong}”前面已经写过，改法不一样")


def _named(skipped: list[str]) -> Iterator[str]:
    yield from skipped[:MOST_NAMED]
    if len(skipped) > MOST_NAMED:
        yield f"词语表还有 {len(skipped) - MOST_NAMED} 行看不懂，已跳过。"


def _with(rule: Rule, office: OfficeWords) -> Rule:
    if not isinstance(rule, Wording):
        return rule
    never = "|".join(map(re.escape, sorted(office.exceptions, key=len, reverse=True)))
    return replace(
        rule,
        finders=tuple(_extended(rule.finders, office.words)),
        never=re.compile(never) if never else None,
    )


def _extended(finders: Iterable[Finder], words: Mapping[str, str]) -> Iterator[Finder]:
    """Give the office's list its words; from the program's lists take what stands in it too."""
    for finder in finders:
        if not isinstance(finder, WordList):
            yield finder
        elif finder.office:
            yield replace(finder, words=words)
        else:
            ours = finder.words.items()
            yield replace(finder, words={word: new for word, new in ours if word not in words})
