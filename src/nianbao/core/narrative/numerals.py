"""Numbers in a text, as people write them: 1,234件, 一百二十六件, 3.2万元, 260余条, 4.34%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

TEN, MYRIAD = 10, 10_000

SPELLED = 2
"""So many digits may be strung together without a scale (二六); more of them are a name."""

_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_UNITS = (
    "个百分点|%|‰|倍|美元|元|件次|人次|场次|件|宗|起|条|份|例|个(?!方面|部门|单位|乡|镇|街道|县|区|市|环节|类|领域|栏目|专栏|平台|渠道|账号|阶段|问题|重点|科室|处室|工作|季度|批次|小组)|项|次|篇|期|场|人|名|家|页|户|批|册|则"
    "|部|种|幅|张|平方米|公里|吨|亩|字|处|所|支|轮|节|堂|只|辆|台|套|本|组|余"
)
_NUMBER = re.compile(
    rf"(?P<about>大?约|近|将近|超过?|突破|逾|不足|接近|至少|多达)?(?:为|有)?\s{{0,3}}"
    rf"(?P<digits>(?<!\d)\d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d{{1,9}})?(?!\d)"
    rf"|(?<!\d)\d{{1,15}}(?:\.\d{{1,9}})?(?!\d)"
    rf"|(?<![{_CHINESE}])[{_CHINESE}]{{1,20}}(?=[余多]?\s?(?:{_UNITS})))"
    rf"\s{{0,3}}(?P<scale>[百千]?[万亿]|[百千](?=[余多]?\s?(?:{_UNITS})))?"
    rf"(?P<more>余|多|几|来)?\s{{0,3}}(?P<unit>{_UNITS})?(?P<after>以上|左右|上下|以内)?"
)


class About(StrEnum):
    """How near a written number wants to be."""

    EXACT = "exact"
    NEAR = "near"
    MORE = "more"
    LESS = "less"


ABOUT = {
    **dict.fromkeys(("约", "大约", "左右", "上下", "近", "将近", "接近"), About.NEAR),
    **dict.fromkeys(
        ("超", "超过", "突破", "逾", "至少", "多达", "余", "多", "几", "来", "以上"), About.MORE
    ),
    **dict.fromkeys(("不足", "以内"), About.LESS),
}


@dataclass(frozen=True, slots=True, eq=False)
class Numeral:
    """A number in a text; each is itself, however many look the same.

    It reaches from `begin` up to `end` with all that belongs to it, its digits and scale from
    `first` up to `last`. `times` is its scale (3.2万: 10000), `step` the place value of its last
    digit (1000).
    """

    begin: int
    end: int
    first: int
    last: int
    value: Decimal
    step: Decimal
    times: Decimal
    unit: str
    about: About

    @property
    def is_share(self) -> bool:
        """Tell whether it measures a part or a change rather than counts."""
        return self.unit in ("%", "‰", "个百分点", "倍")

    def fits(self, true: Decimal | int) -> bool:
        """Tell whether this is a fair way of writing the true number."""
        off = Decimal(true) - self.value
        match self.about:
            case About.NEAR:
                return abs(off) <= max(self.step, self.value / 10)
            case About.MORE:
                return 0 <= off < max(self.step * 10, _round_step(self.value))
            case About.LESS:
                return -self.value / 5 <= off <= 0
            case About.EXACT:
                return off == 0 or (self.step != 1 and abs(off) <= self.step / 2)


def find_numerals(masked: str) -> tuple[Numeral, ...]:
    """Find the numbers of a masked paragraph, in order."""
    return tuple(_numerals(masked))


def read_chinese(digits: str) -> int | None:
    """Read 一百二十六 or 一二六; None for what is no number, such as 百 or 零一十."""
    if not any(digit in SCALES for digit in digits):
        spelled = "".join(str(DIGITS[digit]) for digit in digits)
        return int(spelled) if len(digits) <= SPELLED else None
    total = section = 0
    digit: int | None = None
    for mark in digits:
        if mark in DIGITS:
            if digit:
                return None
            digit = DIGITS[mark]
        elif (scale := SCALES[mark]) >= MYRIAD:
            total = (total + section + (digit or 0)) * scale
            section, digit = 0, None
        else:
            if digit is None and (section or total or scale > TEN):
                return None
            section += (1 if digit is None else digit) * scale
            digit = None
    return total + section + (digit or 0)


def write_chinese(value: int) -> str:
    """Write a number below ten thousand the Chinese way; a larger one in digits."""
    if not 0 <= value < MYRIAD:
        return str(value)
    marks = "零一二三四五六七八九"
    if value < TEN:
        return marks[value]
    parts: list[str] = []
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            parts.append(marks[digit] + name)
        elif parts and parts[-1] != "零" and value % scale:
            parts.append("零")
    written = "".join(parts)
    return written[1:] if written.startswith("一十") else written


def rewritten(as_written: str, value: Decimal | int) -> str:
    """Write another value in the manner of a number as it stood: its digits, its separators."""
    if as_written and all(mark in _CHINESE for mark in as_written) and value == int(value):
        return write_chinese(int(value))
    digits = Decimal(value)
    plain = f"{digits:,f}" if "," in as_written else f"{digits:f}"
    if "０" <= as_written[:1] <= "９":
        return plain.translate({ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789."})
    return plain


def _numerals(masked: str) -> Iterator[Numeral]:
    for found in _NUMBER.finditer(masked):
        digits, scale = found["digits"], found["scale"] or ""
        value = _value(digits)
        if value is None or (found.start("digits") and masked[found.start("digits") - 1] in ".,"):
            continue
        times = Decimal(1)
        for mark in scale:
            times *= SCALES[mark]
        places = len(digits.partition(".")[2])
        unit = found["unit"] or ""
        yield Numeral(
            begin=found.start(),
            end=found.end(),
            first=found.start("digits"),
            last=found.end("scale") if scale else found.end("digits"),
            value=value * times,
            step=times.scaleb(-places),
            times=times,
            unit="" if unit == "余" else unit,
            about=_about(found["about"], found["more"], found["after"], unit),
        )


def _value(digits: str) -> Decimal | None:
    if digits[0].isdecimal():  # of any script
        return Decimal(digits.replace(",", ""))
    value = read_chinese(digits)
    return None if value is None else Decimal(value)


def _about(*words: str | None) -> About:
    return next((ABOUT[word] for word in words if word in ABOUT), About.EXACT)


def _round_step(value: Decimal) -> Decimal:
    """Give the place value of a number's last digit that is not zero (260: 10)."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step
