"""The same contents written by others.

The workbook with openpyxl and with XlsxWriter: values, merges and looks, bare. Without sizes,
validation, protection, print set-up; openpyxl also without results of formulas.

The web page with lxml: every element made anew, then written.
"""

import io
from copy import copy

import lxml.html
import openpyxl
import xlsxwriter
from openpyxl.styles import NamedStyle


class SameCells:
    """What stands in a workbook of ours, taken out once so that only the writing is measured."""

    def __init__(self, data):
        live = openpyxl.load_workbook(io.BytesIO(data))
        seen = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        self.looks = {}
        self.sheets = []
        for sheet in live.worksheets:
            merges = [str(merge) for merge in sheet.merged_cells.ranges]
            cells = [
                (c.row, c.column, c.value, seen[sheet.title].cell(c.row, c.column).value, c.style)
                for row in sheet.iter_rows()
                for c in row
                if c.has_style
            ]
            for row in sheet.iter_rows():
                for cell in row:
                    self.looks.setdefault(cell.style, cell)
            self.sheets.append((sheet.title, merges, cells))

    def with_openpyxl(self):
        """Write it, each look as a named style: openpyxl's quickest way."""
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, cell in self.looks.items():
            if name != "Normal":
                style = NamedStyle(name, copy(cell.font), copy(cell.fill), copy(cell.border))
                style.alignment, style.protection = copy(cell.alignment), copy(cell.protection)
                workbook.add_named_style(style)
        for title, merges, cells in self.sheets:
            sheet = workbook.create_sheet(title)
            for row, column, value, _, look in cells:
                cell = sheet.cell(row, column, value)
                cell.style = look
            for merge in merges:
                sheet.merge_cells(merge)
        workbook.save(io.BytesIO())

    def with_xlsxwriter(self):
        """Write it, results of formulas included; a merged cell is one call."""
        workbook = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        looks = {
            name: workbook.add_format(
                {
                    "font_name": cell.font.name,
                    "font_size": cell.font.sz,
                    "border": 1 if cell.border.left.style else 0,
                    "align": cell.alignment.horizontal or "",
                    "valign": "vcenter",
                    "text_wrap": bool(cell.alignment.wrapText),
                    "locked": bool(cell.protection.locked),
                }
            )
            for name, cell in self.looks.items()
        }
        for title, merges, cells in self.sheets:
            sheet = workbook.add_worksheet(title)
            for merge in merges:
                sheet.merge_range(merge, "")
            for row, column, value, result, look in cells:
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(row - 1, column - 1, value, looks[look], result)
                elif isinstance(value, str):
                    sheet.write_string(row - 1, column - 1, value, looks[look])
                else:
                    sheet.write(row - 1, column - 1, value, looks[look])
        workbook.close()


class SamePage:
    """What stands in a page of ours, taken out once so that only the building is measured."""

    def __init__(self, data):
        self.root = self._taken(lxml.html.document_fromstring(data))

    def with_lxml(self):
        """Build the tree and write it."""
        lxml.html.tostring(self._built(self.root, None), encoding="utf-8")

    def _taken(self, element):
        children = [self._taken(child) for child in element.iterchildren(lxml.etree.Element)]
        return element.tag, dict(element.attrib), element.text, element.tail, children

    def _built(self, taken, parent):
        tag, attributes, text, tail, children = taken
        if parent is None:
            element = lxml.html.Element(tag, attributes)
        else:
            element = lxml.etree.SubElement(parent, tag, attributes)
        element.text, element.tail = text, tail
        for child in children:
            self._built(child, element)
        return element
