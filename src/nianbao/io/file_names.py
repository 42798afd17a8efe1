"""Names that every system takes for a file, and that read as they are."""

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\..*)?", re.IGNORECASE
)
"""Windows takes these for devices, whatever ending follows."""

_INVISIBLE = frozenset(["Cc", "Cf", "Cs"])
"""Controls, marks that turn the direction of reading, halves of characters."""

LONGEST = 120
"""Characters; leaves room for a long folder within what Windows takes."""


def file_name(title: str, ending: str) -> str:
    """Make a file name of a title, such as `某局2024年政府信息公开工作年度报告.docx`."""
    seen = "".join(sign for sign in title if unicodedata.category(sign) not in _INVISIBLE)
    plain = FORBIDDEN.sub("", seen).strip(" .")[:LONGEST].strip(" .") or "政府信息公开工作年度报告"
    return f"_{plain}{ending}" if RESERVED.fullmatch(plain) else f"{plain}{ending}"
