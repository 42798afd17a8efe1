"""Names that every system takes for a file."""

import re

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
LONGEST = 120
"""Characters; leaves room for a long folder within what Windows takes."""


def file_name(title: str, ending: str) -> str:
    """Make a file name of a title, such as `某局2024年政府信息公开工作年度报告.docx`."""
    plain = FORBIDDEN.sub("", title).strip(" .")[:LONGEST] or "政府信息公开工作年度报告"
    return f"_{plain}{ending}" if RESERVED.fullmatch(plain) else f"{plain}{ending}"
