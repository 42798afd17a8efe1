"""Where the program's own data lies. The only module that knows."""

from pathlib import Path


def data(folder: str) -> Path:
    """Find `forms` or `resources`: inside the package once installed, beside src/ in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / folder
    return installed if installed.is_dir() else package.parents[1] / folder
