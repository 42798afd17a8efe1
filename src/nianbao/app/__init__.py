"""Puts core, io and ui together: the command line, the window, the self-test."""
