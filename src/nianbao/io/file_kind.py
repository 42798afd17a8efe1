"""The kinds of files there are; how they are told apart is not known here."""

from enum import StrEnum


class FileKind(StrEnum):
    """What a file is."""

    XLSX = "xlsx"
    """Also .xlsm and templates, in the usual and the strict form."""

    XLSB = "xlsb"
    XLS = "xls"
    """Excel 97-2003 and WPS .et."""

    ODS = "ods"
    DOCX = "docx"
    OLD_WORD = "old-word"
    """.doc, .wps, .rtf, and Word saved as XML."""

    ENCRYPTED = "encrypted"
    """An office document with a password to open."""

    HTML = "html"
    MHTML = "mhtml"
    """A web page saved into one file."""

    XML2003 = "xml2003"
    """The XML spreadsheet of 2003, often named .xls."""

    TEXT = "text"
    """Plain text, .csv and tab-separated."""

    REPORT = "report"
    """Our own .nianbao file."""

    PDF = "pdf"
    OFD = "ofd"
    PICTURE = "picture"
    ZIP = "zip"
    """A plain archive, .rar and .7z too."""

    UNKNOWN = "unknown"
