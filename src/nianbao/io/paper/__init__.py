"""The Word document read back as what is to be seen: pages, paragraphs, tables, lengths."""

from nianbao.io.paper.document import Paper
from nianbao.io.paper.reader import read_paper

__all__ = ["Paper", "read_paper"]
