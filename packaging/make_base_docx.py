"""Make resources/base.docx from packaging/base_docx: page, styles and page numbers, no words.

    PYTHONPATH=src python packaging/make_base_docx.py

The layout stands in those XML files, with the clauses it comes from. Whoever wants other
fonts or margins may edit the made file in Word or WPS instead: styles are found by name.
"""

from pathlib import Path

from lxml import etree

from nianbao.io.word.package import pack

SOURCE = Path(__file__).parent / "base_docx"
TARGET = Path(__file__).parents[1] / "resources" / "base.docx"

FIRST = "[Content_Types].xml"  # where readers that do not look further expect it


def main() -> None:
    """Write the file."""
    TARGET.write_bytes(pack(parts()))


def parts() -> dict[str, bytes]:
    """Give every part of the file by its name, without indentation and comments."""
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    found = {
        path.relative_to(SOURCE).as_posix(): etree.parse(path, parser)
        for path in SOURCE.rglob("*")
        if path.is_file()
    }
    return {
        name: etree.tostring(found[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        for name in sorted(found, key=lambda name: (name != FIRST, name))
    }


if __name__ == "__main__":
    main()
