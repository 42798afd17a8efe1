"""`python -m nianbao`, the same as `nianbao`."""

import sys

from nianbao.app.command_line import run


def main() -> int:
    """Run the program; return its exit status."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
