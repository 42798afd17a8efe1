"""年报助手: the annual report on open government information, from last year's file to Word."""

__version__ = "0.1.0"
