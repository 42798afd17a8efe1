"""Why a build cannot go on."""


class BuildError(RuntimeError):
    """Something is missing or not as it must be; the message says what, and what to do."""

    status = 1
    """What a build that is given up for it returns."""


class NoToolsError(BuildError):
    """A tool is missing on this machine; whoever tries all builds passes over this one."""

    status = 77
