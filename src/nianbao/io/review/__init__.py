"""The 核对说明: a private document for the reviewer who signs. Never part of the public report."""

from nianbao.io.review.export import write_review

__all__ = ["write_review"]
