"""Puts a block copied in another program onto a table of the form, by labels or by place.

Knows no window; what comes of it is judged by `core.pasting`.
"""
