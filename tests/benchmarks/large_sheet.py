"""A sheet with formatted rows down to the last it can have, each reader in a process of its own.

Such sheets come of a border put on whole columns. Time counts from the start of Python.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from measured import Effort, Row
from programs import ENDING, programs_in_turn, weighed

FOREIGN = Path(__file__).parents[1] / "samples" / "import" / "A01_官方三表_每表一页.xlsx"
LAST = 1_048_576

OURS = f"""{ENDING}
from nianbao.app.books import all_books
from nianbao.io.open_file import read_any
read_any(Path(sys.argv[1]), all_books())
done()
"""

FLOOR = f"""{ENDING}
from python_calamine import CalamineWorkbook
workbook = CalamineWorkbook.from_path(sys.argv[1])
for name in workbook.sheet_names:
    workbook.get_sheet_by_name(name).to_python()
done()
"""


def rows(effort: Effort) -> Iterator[Row]:
    """Measure ours and calamine."""
    with tempfile.TemporaryDirectory() as folder:
        path = with_formatted_rows(Path(folder) / "large.xlsx")
        programs = {"ours": OURS, "floor": FLOOR}
        weights = programs_in_turn(effort, programs, str(path))
        what = "import xlsx, 1,048,576 rows"
        yield from weighed(what, "calamine, all values", weights["ours"], weights["floor"])


def with_formatted_rows(path: Path) -> Path:
    """Put formatted empty rows under the first table of a workbook."""
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(1000, LAST + 1))
    with (
        zipfile.ZipFile(FOREIGN) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", empty.encode() + b"</sheetData>")
            new.writestr(part, data)
    return path
