"""What a page must offer those who listen to it or use no mouse: a check of our own.

After WCAG 2.2 (1.3.1, 1.4.3, 2.4.2, 2.4.3, 2.4.6, 3.1.1) and techniques H42, H43, H51, H57.
"""

import re
from collections import Counter
from itertools import pairwise

import html5lib

ENOUGH_CONTRAST = 4.5
COLOUR = re.compile("#[0-9a-f]{6}")
ASKS_THE_NET = ("src", "href", "srcset", "data", "action", "poster", "background")


def parsed(markup):
    """Read a page as strictly as the standard allows: any error is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)


def parsed_piece(markup):
    """The same for a piece of a page."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(markup)


def elements(tree, *names):
    return [each for each in tree.iter() if isinstance(each.tag, str) and each.tag in names]


def words(element):
    return "".join("".join(element.itertext()).split())


def contrast(one, other):
    """Give the contrast of two colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faults(tree):
    """List what a piece of a page lacks."""
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id"))
    found = [f"id {name} stands {times} times" for name, times in ids.items() if times > 1]
    found += [f"<{e.tag}> is no part of a report" for e in elements(tree, "script", "iframe")]
    found += [
        f"<{each.tag} {name}> asks the net or runs"
        for each in tree.iter()
        for name in each.attrib
        if name in ASKS_THE_NET or name.startswith("on")
    ]
    found += [
        f"tabindex {each.get('tabindex')} breaks the order"
        for each in tree.iter()
        if int(each.get("tabindex", "0")) > 0
    ]
    found += [
        f"{each.get('aria-labelledby')} names nothing"
        for each in tree.iter()
        if each.get("aria-labelledby") and not ids[each.get("aria-labelledby")]
    ]
    return found + _headings(tree) + _tables(tree)


def page_faults(tree):
    """List what a whole page lacks."""
    found = [] if tree.get("lang") == "zh-CN" else ["the page says no language"]
    head = tree.find("head")
    if head[0].tag != "meta" or head[0].get("charset") != "utf-8":
        found.append("the encoding does not come first")
    titles = [words(title) for title in head.findall("title")]
    if len(titles) != 1 or not titles[0]:
        found.append("the page has no title")
    if len(elements(tree, "main")) != 1:
        found.append("there is no main part")
    levels = [each.tag for each in elements(tree, "h1", "h2", "h3", "h4", "h5", "h6")]
    if levels[:1] != ["h1"] or levels.count("h1") != 1:
        found.append("there is not one first heading")
    return found + faults(tree)


def _headings(tree):
    headings = elements(tree, "h1", "h2", "h3", "h4", "h5", "h6")
    found = [f"<{heading.tag}> is empty" for heading in headings if not words(heading)]
    levels = [int(heading.tag[1]) for heading in headings]
    return found + [
        f"h{before} is followed by h{after}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]


def _tables(tree):
    found = []
    for table in elements(tree, "table"):
        caption = table.find("caption")
        if caption is None or not words(caption):
            found.append("a table has no caption")
        heads = {each.get("id"): each for each in elements(table, "th")}
        for head in heads.values():
            if head.get("scope") not in {"col", "colgroup", "row", "rowgroup"}:
                found.append(f"“{words(head)}” does not say what it heads")
            if not words(head):
                found.append("a head is empty")
        for cell in elements(table, "td"):
            named = (cell.get("headers") or "").split()
            if not named:
                found.append("a number has no heads")
            found += [
                f"{name} heads a number and is no head" for name in named if name not in heads
            ]
        found += ["a row stands in no group of rows"] * len(table.findall("tr"))
    return found
