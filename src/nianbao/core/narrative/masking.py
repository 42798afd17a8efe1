"""Years, dates, titles and numbering are no counts: they are put out of sight, place by place.

Masked text is as long as the text it stands for. Full-width digits become half-width ones,
what is hidden becomes one of the signs below, so that vocabulary may still ask for a year.
"""

import re

HIDDEN = "□"
"""Stands for what is neither a number nor a word here."""

LAST_YEAR, THIS_YEAR, NEXT_YEAR, OTHER_YEAR = "◁", "▣", "▷", "◇"
"""Stand for each digit of a year, by what it is to the year reported on."""

NUMBERING = "¶"
"""Stands for the number of a heading or an item, with which something new begins."""

_WIDE = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) in "%.0123456789"}

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d{2}(?=\s*(?:年|[-—－～至/.]\s*(?:19|20)?\d{2,4}\s*年))")
_CHINESE_YEAR = re.compile(r"[二一][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")

_NO_COUNT = re.compile(
    r"《[^《》]{0,200}》|〈[^〈〉]{0,200}〉"  # a title
    r"|[〔﹝\[（(]\s?\d{4}\s?[〕﹞\]）)]\s?第?\s?\d{1,6}\s?号"  # a document number
    r"|第\s?[\d一二三四五六七八九十百千零〇]{1,8}\s?(?:条|款|项|号|次|届|期|批|章|节|轮|个|位|名|季度|版|类|责任|一)"
    r"|\d{1,2}月(?:\s*\d{1,2}日|份|底|初|中旬|上旬|下旬)?|\d{1,2}\s*日(?![均常])"
    r"|\d{3,4}[-－—]\d{7,8}|(?<!\d)1\d{10}(?!\d)|\d{1,2}[:：]\d{2}"
    r"|[\d一二三四五六七八九十两]{1,5}\s?(?:个?工作日|小时|分钟|天|个月|周(?!岁)|年(?:内|期|以上)|岁)"
    r"|https?://[\x21-\x7e]{1,300}|[A-Za-z][\w.@/:-]{0,100}"  # a web address, a Latin word
    r"|[县市区镇乡][（(][县市区镇乡、]+[）)]"  # 各区（县）: brackets that part nothing
    r"|(?<=无)[一1](?=[件起例宗])|(?<=没有)[一1](?=[件起例宗])"
    r"|[一二三四五六七八九十](?:是|则|方面|体化?|定|步|致|律|同|些|直|旦|般|线|流|系列|把手|网|窗|站|站式)"
    r"|十[一二三四]五|三公|两会|双随机|双公示|一公开|一件事|一次性|一次办|一条龙|三审三校|两法|[一二三四五六七八九十百千\d]{1,6}分之[一二三四五六七八九十百千\d]{1,6}|三农|五公开|六稳|六保|万众|千家万户|百姓|百年"
)

_SEVERAL_YEARS = re.compile(
    r"近(?:年来|些年|几年)|(?:近|过去|这|前)?[二三四五六七八九十两几2-9]年(?:来|间)"
    r"|(?:近|过去|前)[二三四五六七八九十两几2-9]年"
)
_NUMBERING = re.compile(
    r"[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)]"
    r"|^\s*(?:\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、)"
)


def mask(words: str, year: int | None) -> str:
    """Hide in a paragraph what is no count, seen from the year reported on.

    The digits of a year stay to be asked for, as one of the signs above.
    """
    text = _CHINESE_YEAR.sub(_hidden, _YEAR.sub(lambda y: _sign(y, year), words.translate(_WIDE)))
    text = _NUMBERING.sub(lambda found: NUMBERING * len(found[0]), text)
    text = _SEVERAL_YEARS.sub(lambda found: OTHER_YEAR * len(found[0]), text)
    return _NO_COUNT.sub(_hidden, text)


def _sign(found: re.Match[str], year: int | None) -> str:
    distance = None if year is None else int(found[0]) - year
    signs = {-1: LAST_YEAR, 0: THIS_YEAR, 1: NEXT_YEAR}
    return (
        signs.get(distance, OTHER_YEAR) * len(found[0]) if distance is not None else _hidden(found)
    )


def _hidden(found: re.Match[str]) -> str:
    return HIDDEN * len(found[0])
