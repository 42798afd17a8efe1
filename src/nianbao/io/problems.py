"""Why a file was refused, in the clerk's words: which file, what is wrong, what to do.

Every refusal's wording is in this one table. Knows nothing of how files are read or written.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Refusal(StrEnum):
    """The codes that other programs and tests hold on to."""

    EMPTY = "E_EMPTY"
    BLANK = "E_BLANK"
    NOT_SUPPORTED = "E_NOT_SUPPORTED"
    PASSWORD = "E_PASSWORD"  # noqa: S105  a code, no password
    CORRUPT = "E_CORRUPT"
    TOO_BIG = "E_TOO_BIG"
    UNSAFE = "E_UNSAFE"
    OLD_WORD = "E_OLD_WORD"
    LOCK_FILE = "E_LOCK_FILE"
    NO_TABLES = "E_NO_TABLES"
    CHOOSE = "E_CHOOSE"
    NOT_FOUND = "E_NOT_FOUND"
    BUSY = "E_BUSY"
    WRITE = "E_WRITE"


_NOTHING_DONE = "；没有导入任何内容。"

_WORDS: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.EMPTY: "“{file}”是空文件，请换一份有内容的文件" + _NOTHING_DONE,
        Refusal.BLANK: "“{file}”里有年报的表格，但一个数字也没有填，请换一份填好的文件"
        + _NOTHING_DONE,
        Refusal.NOT_SUPPORTED: "“{file}”{detail}，{advice}" + _NOTHING_DONE,
        Refusal.PASSWORD: "“{file}”设了打开密码，请在 Excel、Word 或 WPS 里去掉密码，另存后再导入"
        + _NOTHING_DONE,
        Refusal.CORRUPT: "“{file}”已损坏（{detail}），{advice}" + _NOTHING_DONE,
        Refusal.TOO_BIG: "“{file}”超过了能读取的大小（{detail}），请只留下年报的表格，另存后再导入"
        + _NOTHING_DONE,
        Refusal.UNSAFE: "“{file}”里有不安全的内容（{detail}），请用 Excel、Word 或 WPS "
        "打开后另存再导入" + _NOTHING_DONE,
        Refusal.OLD_WORD: "“{file}”是旧版的文字文件（.doc、.wps 等），请用 Word 或 WPS "
        "“另存为 .docx”后再导入" + _NOTHING_DONE,
        Refusal.LOCK_FILE: "“{file}”是 Excel、Word 或 WPS 打开文件时留下的临时文件，不是年报本身，"
        "请改选名字前面没有“~$”的那一份" + _NOTHING_DONE,
        Refusal.NO_TABLES: "“{file}”里没有找到年报的表格，请确认选对了文件，"
        "表格的标题和项目名称还在" + _NOTHING_DONE,
        Refusal.CHOOSE: "“{file}”里有几套不同的数据：{detail}，请选定一套"
        "（命令行里用 --set 或 --year 指明）" + _NOTHING_DONE,
        Refusal.NOT_FOUND: "找不到“{file}”（{detail}），请检查文件名和所在的位置" + _NOTHING_DONE,
        Refusal.BUSY: "“{file}”打不开，可能正被 Excel、WPS 等程序占用，也可能没有权限，"
        "请关掉打开它的程序，或者把文件复制到桌面再试" + _NOTHING_DONE,
        Refusal.WRITE: "“{file}”写不进去（{detail}），{advice}；原来的文件没有改动。",
    }
)

_USUAL_DETAIL: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.NOT_SUPPORTED: "不是认得的文件类型",
        Refusal.CORRUPT: "内容不完整",
        Refusal.TOO_BIG: "内容太多",
        Refusal.UNSAFE: "文档类型定义",
        Refusal.CHOOSE: "名称不明",
        Refusal.NOT_FOUND: "没有这个文件",
        Refusal.WRITE: "文件被占用或没有权限",
    }
)


_USUAL_ADVICE: Mapping[Refusal, str] = MappingProxyType(
    {
        Refusal.NOT_SUPPORTED: "读不了，请换成 Excel 表格（.xlsx、.xls）、Word 文档（.docx）、"
        "网页（.html）或文本文件",
        Refusal.CORRUPT: "请重新取得这个文件，或者用 Excel、WPS 打开后另存再导入",
        Refusal.WRITE: "请关掉打开它的程序，或者换一个位置保存",
    }
)


class Refused(Exception):  # noqa: N818  an answer to the clerk, not a fault of the program
    """A file that is not read or not written, with one clear sentence on why.

    `file` is the file's name as the clerk knows it, `detail` Chinese words for the place the
    table leaves open, `choices` the names of which one is to be chosen, `advice` what to do
    where the usual advice does not help. Survives pickling, so that it can come back from
    another process.
    """

    def __init__(
        self,
        code: Refusal,
        file: str,
        detail: str = "",
        choices: tuple[str, ...] = (),
        advice: str = "",
    ) -> None:
        super().__init__(code, file, detail, choices, advice)
        self.code = code
        self.choices = choices
        self.message = _WORDS[code].format(
            file=_one_line(file),
            detail=_one_line(detail) or _USUAL_DETAIL.get(code, ""),
            advice=advice or _USUAL_ADVICE.get(code, ""),
        )

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"


def _one_line(text: str) -> str:
    """Make a name safe to stand inside a sentence: no line breaks, no invisible marks."""
    return "".join(char if char.isprintable() else " " for char in text).strip()
