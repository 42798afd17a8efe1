"""Make the user's guide, one HTML file with its pictures inside, from docs/guide/*.md.

    python packaging/make_guide.py

Needs nothing but Python. It understands what the chapters use of Markdown: headings, paragraphs,
lists, tables, pictures on a line of their own, **bold**, `keys` and links to other chapters.
"""

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHAPTERS = ROOT / "docs" / "guide"
OUT = ROOT / "resources" / "guide.html"

HEADING = re.compile(r"(#{1,3}) (.+)")
PICTURE = re.compile(r"!\[(.*)\]\((.+)\)$")
ITEM = re.compile(r"(?:- |\d+\. )(.+)")
SPANS = (
    (re.compile(r"`([^`]+)`"), r"<kbd>\1</kbd>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\[([^\]]+)\]\((\w+)\.md\)"), r'<a href="#\2">\1</a>'),
)

STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --faint: #5b6876; --paper: #fff;
  --line: #c9d1da; --desk: #f3f5f8; --accent: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --faint: #a9b4c0; --paper: #1b2027;
  --line: #3a4450; --desk: #232a33; --accent: #8ab8ee; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper);
  font: 16px/1.75 "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC",
  "WenQuanYi Micro Hei", sans-serif; }
nav { position: fixed; inset: 0 auto 0 0; width: 232px; padding: 24px 16px; overflow: auto;
  background: var(--desk); border-right: 1px solid var(--line); }
nav b { display: block; margin-bottom: 12px; }
nav a { display: block; padding: 3px 8px; border-radius: 4px; color: var(--ink);
  text-decoration: none; font-size: 15px; }
nav a:hover, nav a:focus { background: var(--line); }
main { margin-left: 232px; padding: 8px 48px 96px; max-width: 1060px; }
h1 { font-size: 28px; margin: 40px 0 8px; }
h2 { font-size: 22px; margin: 56px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 17px; margin: 24px 0 4px; }
p, ul, ol { margin: 8px 0; }
a { color: var(--accent); }
kbd { font: inherit; font-size: .92em; padding: 0 5px; border: 1px solid var(--line);
  border-radius: 4px; background: var(--desk); white-space: nowrap; }
figure { margin: 16px 0; }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 6px; }
figcaption { color: var(--faint); font-size: 14px; }
table { border-collapse: collapse; margin: 12px 0; }
th, td { border: 1px solid var(--line); padding: 4px 12px; text-align: left; vertical-align: top; }
th { background: var(--desk); }
@media (max-width: 760px) { nav { position: static; width: auto; } main { margin: 0;
  padding: 8px 20px 64px; } }
section:first-of-type h2 { margin-top: 24px; border-top: 0; padding-top: 0; }
section h2, section h3 { break-after: avoid; }
figure, tr { break-inside: avoid; }
@media print { nav { display: none; } main { margin: 0; padding: 0; max-width: none; } }
"""

Picture = Callable[[str], str]


def main() -> None:
    """Write the guide."""
    html = guide(embedded)
    OUT.write_text(html, encoding="utf-8", newline="\n")
    print(f"{OUT}: {len(html) // 1024} KB")


def guide(picture: Picture) -> str:
    """Make the whole page; `picture` gives the address of a picture named in a chapter."""
    chapters = [
        (path.stem, path.read_text(encoding="utf-8")) for path in sorted(CHAPTERS.glob("*.md"))
    ]
    contents = "".join(
        f'<a href="#{name}">{escape(text.splitlines()[0].lstrip("# "))}</a>'
        for name, text in chapters
    )
    body = "\n".join(
        f'<section id="{name}">\n{chapter(text, picture)}\n</section>' for name, text in chapters
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>年报助手使用说明</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<nav aria-label="目录"><b>年报助手使用说明</b>{contents}</nav>\n'
        f"<main>\n<h1>年报助手使用说明</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def embedded(name: str) -> str:
    """Give a picture as part of the page."""
    data = (CHAPTERS / name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def chapter(text: str, picture: Picture) -> str:
    """Turn one chapter into HTML, block by block."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n".join(part for block in blocks for part in _block(block.splitlines(), picture))


def _block(lines: Sequence[str], picture: Picture) -> Iterator[str]:
    heading, shown = HEADING.fullmatch(lines[0]), PICTURE.fullmatch(lines[0])
    if heading:
        level = len(heading[1]) + 1
        yield f"<h{level}>{_spans(heading[2])}</h{level}>"
        if lines[1:]:
            yield from _block(lines[1:], picture)
    elif shown:
        words = escape(shown[1])
        yield (
            f'<figure><img alt="{words}" src="{picture(shown[2])}">'
            f"<figcaption>{words}</figcaption></figure>"
        )
    elif lines[0].startswith("|"):
        yield _table(lines)
    elif ITEM.match(lines[0]):
        kind = "ul" if lines[0].startswith("-") else "ol"
        yield f"<{kind}>{''.join(f'<li>{_spans(item)}</li>' for item in _items(lines))}</{kind}>"
    else:
        yield f"<p>{_spans(''.join(line.strip() for line in lines))}</p>"


def _items(lines: Sequence[str]) -> list[str]:
    """Join the lines that go on with an item; Chinese needs no blank between them."""
    items: list[str] = []
    for line in lines:
        found = ITEM.match(line)
        if found:
            items.append(found[1])
        else:
            items[-1] += line.strip()
    return items


def _table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = "".join(f"<th>{_spans(cell)}</th>" for cell in rows[0])
    body = "".join(
        f"<tr>{''.join(f'<td>{_spans(cell)}</td>' for cell in row)}</tr>" for row in rows[2:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _spans(text: str) -> str:
    words = escape(text, quote=False)
    for pattern, html in SPANS:
        words = pattern.sub(html, words)
    return words


if __name__ == "__main__":
    main()
