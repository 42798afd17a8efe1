"""Makes whole reports as workbooks: every layout clerks are known to use, labels damaged.

A seed and a level of damage give one report: its numbers, and sheets that hold them in layouts
chosen at random. Of the form it knows its tables; where labels are typed in other words, the
words are here.
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.io.workbook import Merge, Sheet, SheetCell, Workbook

TITLE = "淮安市人民政府2024年政府信息公开工作年度报告"
OTHER_CHARACTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = ("\u4e00", "\u9fff")


@dataclass
class Canvas:
    """A rectangle of cells being drawn."""

    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)

    def put(self, row, column, value):
        if value not in (None, ""):
            self.cells[row, column] = SheetCell(value)

    def merge(self, top, left, bottom, right):
        if (top, left) != (bottom, right):
            self.merges.append(Merge(top, left, bottom, right))

    @property
    def height(self):
        return 1 + max(row for row, _ in self.cells)

    @property
    def width(self):
        return 1 + max(column for _, column in self.cells)

    def turned(self):
        """Give the same with rows for columns."""
        cells = {(column, row): cell for (row, column), cell in self.cells.items()}
        return Canvas(cells, [Merge(m.left, m.top, m.right, m.bottom) for m in self.merges])

    def paste(self, other, down, right):
        self.cells |= {(r + down, c + right): cell for (r, c), cell in other.cells.items()}
        self.merges += [
            Merge(m.top + down, m.left + right, m.bottom + down, m.right + right)
            for m in other.merges
        ]

    def sheet(self, name):
        return Sheet(name, self.cells, tuple(self.merges))


class Report:
    """One report: `numbers` by cell, `workbook` as a clerk may have it."""

    def __init__(self, form, seed, damage):
        self.form = form
        self.chance = random.Random(seed)  # noqa: S311  wanted the same every time
        self.damage = damage
        self.is_merged = self.chance.random() < 0.6
        self.is_text = self.chance.random() < 0.3
        self.numbers = {cell: self._number(cell) for cell in form.fields}
        self._make_it_add_up()
        self.workbook = self._workbook()

    def _number(self, cell):
        kind = self.chance.random()
        if kind < 0.06:
            return None
        if cell == "t2.fees.amount":
            return Decimal(self.chance.randint(0, 10**7)) / 100
        return 0 if kind < 0.35 else self.chance.randint(1, 10 ** self.chance.randint(1, 6))

    def _make_it_add_up(self):
        """Let every total be the sum of its parts, as in nearly all published reports."""
        for table in (self.form.table("t3"), self.form.table("t4")):
            for row in table.rows:
                self._put_sum(f"{table.id}.{row}.total", f"{table.id}.{row}.", "")
        for column in self.form.table("t3").columns:
            self._put_sum(f"t3.3-7.{column}", "t3.3-", f".{column}")
            incoming = self.numbers[f"t3.3-7.{column}"] + (self.numbers[f"t3.4.{column}"] or 0)
            carried = min(self.numbers[f"t3.2.{column}"] or 0, incoming)
            self.numbers[f"t3.2.{column}"] = carried
            self.numbers[f"t3.1.{column}"] = incoming - carried
        for row in ("1", "2", "3-7", "4"):
            self._put_sum(f"t3.{row}.total", f"t3.{row}.", "")

    def _put_sum(self, total, start, end):
        parts = (c for c in self.numbers if c.startswith(start) and c.endswith(end) and c != total)
        self.numbers[total] = sum(self.numbers[part] or 0 for part in parts)

    def label(self, text):
        """Write a label as it comes out of a scan: characters replaced, lost or doubled."""
        written = []
        for char in text:
            if not CHINESE[0] <= char <= CHINESE[1] or self.chance.random() >= self.damage:
                written.append(char)
                continue
            kind = self.chance.random()
            if kind < 0.5:
                written.append(self.chance.choice(OTHER_CHARACTERS))
            elif kind >= 0.8:
                written += [char, char]
        whole = "".join(written)
        if len(whole) >= 4 and self.chance.random() < 0.2:
            return whole[: len(whole) // 2] + "\n" + whole[len(whole) // 2 :]
        return whole

    def value(self, cell):
        """Write a number as it is typed."""
        number = self.numbers[cell]
        if number is None:
            return self.chance.choice([None] * 6 + ["/", "—"])
        if not self.is_text:
            return Decimal(str(number))
        typed = str(number)
        return self.chance.choice([typed, typed, f"{typed} ", f"\u00a0{typed}"]).translate(
            FULL_WIDTH if self.chance.random() < 0.1 else {}
        )

    # Layouts that every table may have

    def as_printed(self, table):
        """Draw a table as the form prints it, with its merges or without."""
        canvas = Canvas()
        for cell in table.cells:
            written = self.value(cell.field.id) if cell.field else self.label(cell.label)
            canvas.put(cell.top, cell.left, written)
            if self.is_merged:
                bottom, right = cell.top + cell.height - 1, cell.left + cell.width - 1
                canvas.merge(cell.top, cell.left, bottom, right)
        return canvas

    def as_list(self, table, *, joint):
        """Write a table as a list, one number a line, its labels beside each other or as one."""
        canvas = Canvas()
        for row, each in enumerate(table.fields):
            rows, leaf = (each.row_path or each.column_path[:-1])[-1], each.column_path[-1]
            if joint:
                part = self.chance.choice(["", "—", "："])
                canvas.put(row, 0, self.label(rows + part + leaf))
            else:
                canvas.put(row, 0, self.label(rows))
                canvas.put(row, 1, self.label(leaf))
            canvas.put(row, 1 if joint else 2, self.value(each.id))
        return canvas

    def as_matrix(self, table, leading=1):
        """Write a table under one line of headings, one line a row."""
        canvas = Canvas()
        columns = {each.column: each.column_path[-1] for each in table.fields}
        for number, heading in enumerate(columns.values()):
            canvas.put(0, leading + number, self.label(heading))
        for number, row in enumerate(table.rows, 1):
            fields = [each for each in table.fields if each.row == row]
            path = fields[0].row_path or fields[0].column_path[:-1]
            for column, text in enumerate(path[-leading:]):
                canvas.put(number, column, self.label(text))
            for each in fields:
                place = leading + list(columns).index(each.column)
                canvas.put(number, place, self.value(each.id))
        return canvas

    # The tables

    def table_two(self, table):
        kind = self.chance.choice([*["printed"] * 3, "turned", "list", "joint", "flat"])
        if kind in ("list", "joint"):
            return self.as_list(table, joint=kind == "joint")
        if kind == "flat":
            return self.as_matrix(table)
        canvas = self.as_printed(table)
        return canvas.turned() if kind == "turned" else canvas

    def table_four(self, table):
        kind = self.chance.choice([*["printed"] * 3, "turned", "list", "joint", "matrix"])
        if kind in ("list", "joint"):
            return self.as_list(table, joint=kind == "joint")
        if kind == "matrix":
            return self.as_matrix(table, leading=2)
        canvas = self.as_printed(table)
        return canvas.turned() if kind == "turned" else canvas

    def table_three(self, table):
        kind = self.chance.choice(
            [*["printed"] * 2, "turned", *["columns"] * 2, "repeated", "joint"]
        )
        if kind in ("printed", "turned"):
            canvas = self.as_printed(table)
            return canvas.turned() if kind == "turned" else canvas
        return _TableThree(self, table, kind).canvas

    def _workbook(self):
        tables = {
            "t2": self.table_two(self.form.table("t2")),
            "t3": self.table_three(self.form.table("t3")),
            "t4": self.table_four(self.form.table("t4")),
        }
        titles = {s.table: s.title for s in self.form.sections if s.table}
        how = self.chance.choice(["below", "below", "sheets", "beside"])
        if how == "sheets":
            return Workbook(tuple(self._sheets(tables, titles)), (), {})
        whole, row, column = Canvas(), 2, self.chance.choice([0, 0, 0, 1, 3])
        whole.put(0, 0, TITLE)
        for name, canvas in tables.items():
            if how == "beside":
                whole.paste(canvas, self.chance.randint(2, 4), column)
                column += canvas.width + self.chance.choice([1, 2, 3])
                continue
            if self.chance.random() < 0.6:
                whole.put(row, column, titles[name])
                row += 1
            whole.paste(canvas, row, column)
            row += canvas.height + self.chance.randint(1, 3)
        return Workbook((whole.sheet("Sheet1"),), (), {})

    def _sheets(self, tables, titles):
        for name, canvas in tables.items():
            page = Canvas()
            page.put(0, 0, TITLE if name == "t2" or self.chance.random() < 0.3 else None)
            page.put(1, 0, titles[name] if self.chance.random() < 0.6 else None)
            page.paste(canvas, self.chance.randint(2, 4), self.chance.randint(0, 3))
            yield page.sheet(self.form.table(name).name)


class _TableThree:
    """Table three as clerks retype it: with sequence numbers, subtotals, a heading repeated."""

    def __init__(self, report, table, kind):
        self.report, self.table, self.kind = report, table, kind
        self.canvas = Canvas()

        def flip(share):
            return report.chance.random() < share

        self.first = 1 if flip(0.15) else 0
        self.labels = 1 if kind == "joint" else 3
        self.data = self.first + self.labels + (1 if flip(0.1) else 0)
        self.columns = [each for each in table.fields if each.row == table.rows[0]]
        if flip(0.1):
            self.columns = [self.columns[-1], *self.columns[:-1]]
        self.has_subtotal, self.is_repeated = flip(0.15), flip(0.12)
        self.row = 0
        self._heading()
        for number, row in enumerate(table.rows):
            if self.is_repeated and number == len(table.rows) // 2:
                self._heading()
            self._line(number, row)
        if flip(0.2):
            self._note_beside()

    def _heading(self):
        put, report = self.canvas.put, self.report
        corner = next(cell for cell in self.table.cells if cell.label)
        put(self.row, self.first, report.label(corner.label))
        put(self.row, self.data, report.label("申请人情况"))
        if self.columns[0].column == "natural":
            put(self.row + 1, self.data + 1, report.label("法人或其他组织"))
        for number, each in enumerate(self.columns):
            lower = 1 if each.column in ("natural", "total") else 2
            put(self.row + lower, self.data + number, report.label(each.column_path[-1]))
        if self.has_subtotal:
            put(self.row + 1, self.data + len(self.columns), "小计")
        self.row += 3
        self.before = ()

    def _line(self, number, row):
        put, report = self.canvas.put, self.report
        path = next(each.row_path for each in self.table.fields if each.row == row)
        if self.kind == "joint":
            joint = "".join(path[-2:]) if len(path) > 2 else path[-1]
            put(self.row, self.first, report.label(joint))
        else:
            for level, text in enumerate(path):
                if self.kind == "repeated" or path[: level + 1] != self.before[: level + 1]:
                    put(self.row, self.first + level, report.label(text))
        self.before = path
        if self.first:
            put(self.row, 0, Decimal(number + 1))
        if self.data > self.first + self.labels:
            put(self.row, self.data - 1, "件")
        for place, each in enumerate(self.columns):
            put(self.row, self.data + place, report.value(f"t3.{row}.{each.column}"))
        if self.has_subtotal:
            put(self.row, self.data + len(self.columns), Decimal(report.chance.randint(0, 999)))
        self.row += 1

    def _note_beside(self):
        right = self.data + len(self.columns) + 2
        row = self.report.chance.randint(3, self.row - 1)
        self.canvas.put(row, right, Decimal(self.report.chance.randint(1, 5000)))
        self.canvas.put(row, right + 1, "备注：较上年减少")
