"""The words that lead back: sheet names and labels of the sheets we write and read.

Knows nothing of how a workbook is written or read.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from nianbao.core.report import OrganKind, Scope

TEXT_SHEET = "文字部分"
FACTS_SHEET = "基本信息"
HEADER = ("项目", "内容")
"""What stands over the two columns of both sheets."""

LINKED, PRINTED = 2, 3
"""Hidden columns beside a text with linked numbers: how the report file writes it, and how it
was printed. They tell whether somebody has changed the words since."""

BESIDE_SHEET = "上年对照"
BESIDE_HEADER = ("表", "项目", "栏目", "本年", "上年", "增减")
"""What the columns of the comparison begin with; the years follow their words."""

TITLE, PREAMBLE, HEADING, PARAGRAPH = "标题", "导语", "小标题", "正文"
SIGNATURE, DATE = "落款", "日期"

ORGAN, KIND, YEAR, SCOPE = "单位名称", "单位类别", "年度", "数据口径"
NOTICES = "信息处理费：发出收费通知的件数"
NOTIFIED = "信息处理费：通知收费的总金额（元）"
COLLECTED = "信息处理费：实际收取的总金额（元）"

CONTINUED = "（续）"
"""Marks a row whose text goes on, without a break, where the row above ended."""

KINDS: Mapping[str, OrganKind] = MappingProxyType(
    {
        "国务院部门": OrganKind.MINISTRY,
        "省级政府": OrganKind.PROVINCE,
        "市级政府": OrganKind.CITY,
        "县级政府": OrganKind.COUNTY,
        "乡镇政府": OrganKind.TOWNSHIP,
        "部门": OrganKind.DEPARTMENT,
    }
)
SCOPES: Mapping[str, Scope] = MappingProxyType(
    {"本机关": Scope.ORGAN, "本级汇总": Scope.GOVERNMENT}
)


def key(label: str) -> str:
    """Give a label as it is compared: without blanks, brackets of one kind."""
    return "".join(unicodedata.normalize("NFKC", label).split())
