"""Tells a web page's own furniture from the document it shows: menus, counters, its heading.

Knows nothing of markup, and of the document only that it is not furniture.
"""

import re

from nianbao.io.documents.flow import Flow, Paragraph, Table, texts_of

_LONGEST = 80
_SHORT = 14
_SHORTEST_TITLE = 8

_NAMED = re.compile(
    r"""(?:
      (?:您的?|你的?)?(?:当前|现在|所在)?的?位置[:：]|首页[>»›＞》/-].+
    | [\[【(（]?(?:发布|发文|成文|生成|公开|更新|添加|录入)(?:时间|日期)[:：]
    | (?:信息|文章|稿件)?(?:来源|出处)[:：]
    | (?:浏览|访问|点击|阅读|阅览)(?:次数|人次|量|数)[:：]
    | [\[【(（]?(?:字体|字号|字体大小|文字大小)[:：]
    | (?:索引号|索取号|信息索引|发布机构|发文机关|公开方式|公开类别)[:：]
    | (?:信息分类|主题分类|主题词|责任编辑|编辑|分享到|上一篇|下一篇|上一条|下一条)[:：]
    | 相关(?:链接|附件|新闻|信息|文档|文章|解读|阅读|稿件)[:：]
    | (?:版权所有|(?:主办|承办|协办)(?:单位)?[:：]|技术支持[:：]|网站标识码|您是第[0-9])
    | .{0,30}(?:ICP备|公网安备)
    )""",
    re.VERBOSE,
)
"""Beginnings of lines that pages put around a document."""

_BUTTON = re.compile(
    r"[\[【(（]?(?:打印|关闭|收藏|分享|纠错|扫一扫|扫码|返回|大中小|大】|浏览量|上一[篇条]|下一[篇条]"
    r"|网站地图|联系我们|关于我们|相关(?:链接|附件|新闻|信息|文档|文章|解读|阅读|稿件)).*"
)

_SITE = re.compile(r"\s*(?:[|｜_—–]+|--+|(?<=[^\w\s])-|-(?=[^\d]))\s*")


def is_furniture(text: str) -> bool:
    """Tell whether a paragraph belongs to the page, not to the document on it."""
    plain = "".join(text.split())
    if len(plain) <= _SHORT and _BUTTON.fullmatch(plain):
        return True
    return len(plain) <= _LONGEST and _NAMED.match(plain) is not None


def headed(flow: Flow, title: str) -> Flow:
    """Give the document its heading once: from the page's title if it stands nowhere else.

    Pages show it above the document, and the document that was pasted in begins with it again.
    """
    heading = _heading(title)
    if not heading:
        return flow
    plain = _plain(heading)
    if plain not in _plain("".join(texts_of(flow))):
        return [Paragraph(heading), *flow]
    _once(flow, plain, seen=False)
    return flow


def _once(flow: Flow, plain: str, *, seen: bool) -> bool:
    """Put every repetition of a heading aside; tell whether it was seen by now."""
    for number, block in enumerate(flow):
        if isinstance(block, Table):
            seen = _once_in(block, plain, seen=seen)
        elif _plain(block.text) == plain and not block.aside:
            flow[number] = Paragraph(block.text, aside=seen)
            seen = True
    return seen


def _once_in(table: Table, plain: str, *, seen: bool) -> bool:
    for row in table.rows:
        for cell in row.cells:
            seen = _once(cell.flow, plain, seen=seen)
    return seen


def _heading(title: str) -> str:
    """Take the name of the site off a page's title."""
    parts = [part.strip() for part in _SITE.split(title)]
    return next((part for part in parts if len(part) >= _SHORTEST_TITLE), "")


def _plain(text: str) -> str:
    return "".join(text.split())
