"""Tell whether two documents hold the same, though they may be packed differently.

    python packaging/wine/same_content.py ONE OTHER

A .docx and an .xlsx are archives: the parts and their order must be the same, byte for byte. What
packs them (zlib) may be of another version and make other bytes of the same parts.
"""

import sys
import zipfile
from pathlib import Path


def main(one: Path, other: Path) -> int:
    """Print what they have in common, or the first difference."""
    if one.read_bytes() == other.read_bytes():
        print(f"{other.name}: the same bytes")
        return 0
    if not (zipfile.is_zipfile(one) and zipfile.is_zipfile(other)):
        print(f"{other.name}: different")
        return 1
    with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
        if left.namelist() != right.namelist():
            print(f"{other.name}: other parts: {left.namelist()} and {right.namelist()}")
            return 1
        for name in left.namelist():
            if left.read(name) != right.read(name):
                print(f"{other.name}: {name} is different")
                return 1
        print(f"{other.name}: the same {len(left.namelist())} parts, packed differently")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
