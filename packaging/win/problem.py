"""Why a build cannot go on."""


class BuildError(RuntimeError):
    """Something is missing or not as it must be; the message says what, and what to do."""
