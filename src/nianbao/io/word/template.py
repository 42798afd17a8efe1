"""The office's own base.docx: edited in Word or WPS, kept in the user's folder, read strictly.

What it lacks is said in words; `template_parts` decides what is taken from it. Without one the
program's own base.docx is used.
"""

from pathlib import Path

from lxml import etree

from nianbao.io.archive import open_archive
from nianbao.io.atomic import reason, write_whole
from nianbao.io.own_folder import make_own
from nianbao.io.paths import data
from nianbao.io.problems import Refusal, Refused
from nianbao.io.word.fit import PAGE, WIDTH
from nianbao.io.word.measures import measured
from nianbao.io.word.package import BASE, DOCUMENT, STYLES, Base, attributes, read_base
from nianbao.io.word.styles import SHOWN, LacksStylesError, W, style_ids
from nianbao.io.word.template_parts import NotWordError, taken_parts

TEMPLATE = "年报模板.docx"
PUT_ASIDE = "年报模板（不用了）.docx"
DOCUMENT_NAME = "Word 文档"
"""What is not written, in words, where the name of its file is not known yet."""

_ADVICE = "请在 Word 或 WPS 里改好这个模板，或者不用它，改用程序自带的模板"
_MILLIMETRE = 1440 / 25.4


def office_template(own: Path | None) -> Path | None:
    """Find the office's template in the user's folder; None when there is none."""
    path = None if own is None else own / TEMPLATE
    try:
        return path if path is not None and path.is_file() else None
    except OSError:  # a folder that cannot be looked into
        return None


def base_for(own: Path | None) -> Base:
    """Read the template to write with: the office's where there is one. Raises Refused."""
    path = office_template(own)
    return read_base() if path is None else read_template(path)


def write_shipped_base(target: Path) -> None:
    """Write the program's own base.docx where the clerk can edit it. Raises Refused."""
    write_whole(target, (data("resources") / BASE).read_bytes())


def keep_template(source: Path, own: Path) -> Path:
    """Take an edited base.docx up as the office's template; give where it is kept.

    Raises Refused when it cannot be one; the template in use stays as it was then.
    """
    read_template(source)
    make_own(own)
    write_whole(own / TEMPLATE, source.read_bytes())
    return own / TEMPLATE


def forget_template(own: Path) -> None:
    """Go back to the program's own base.docx; the office's is kept under another name."""
    path = office_template(own)
    if path is not None:
        try:
            path.replace(own / PUT_ASIDE)
        except OSError as error:
            raise Refused(Refusal.WRITE, TEMPLATE, reason(error)) from error


def read_template(path: Path) -> Base:
    """Read an edited base.docx: page, page numbers, styles and nothing else.

    Raises Refused with the reason in words: damaged, no Word document, styles lost, a page
    too small for the tables.
    """
    try:
        parts = taken_parts(open_archive(path))
        styles = style_ids(parts[STYLES])
    except Refused as damaged:
        raise _refused(path, "它打不开，或者已经损坏") from damaged
    except NotWordError as error:
        raise _refused(path, str(error)) from error
    except LacksStylesError as lacks:
        names = "、".join(f"“{SHOWN.get(name, name)}”" for name in lacks.names)
        raise _refused(path, f"里面少了样式{names}") from lacks
    _require_room(path, parts[DOCUMENT])
    return Base(parts, styles, measured(parts[STYLES], styles))


def _require_room(path: Path, document: bytes) -> None:
    """Refuse a page whose type area cannot hold the official tables."""
    (page,) = etree.fromstring(document).iter(f"{{{W}}}sectPr")
    size, margins = (_lengths(page, name) for name in ("pgSz", "pgMar"))
    try:
        across = size["w"] - margins["left"] - margins["right"]
        down = size["h"] - margins["top"] - margins["bottom"]
    except KeyError as lacking:
        raise _refused(path, "里面没有写明纸张大小或者页边距") from lacking
    if across < WIDTH - _MILLIMETRE or down < PAGE - _MILLIMETRE:
        area = f"{across / _MILLIMETRE:.0f}×{down / _MILLIMETRE:.0f}"
        raise _refused(path, f"版心只有 {area} 毫米，表格要 156×225 毫米才放得下")


def _lengths(page: etree._Element, name: str) -> dict[str, int]:
    """Read the lengths an element says, in twentieths of a point."""
    found: dict[str, int] = {}
    for element in page.iterfind(f"{{{W}}}{name}"):
        for key, value in attributes(element).items():
            length = value.removeprefix("-")
            if length.isdecimal():
                found[key.removeprefix(f"{{{W}}}")] = int(length)
    return found


def _refused(path: Path, words: str) -> Refused:
    detail = f"模板“{path.name}”不能用：{words}"
    return Refused(Refusal.WRITE, DOCUMENT_NAME, detail, advice=_ADVICE)
