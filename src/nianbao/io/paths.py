"""Where the program's own data lies. The only module that knows."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def data(folder: str) -> Traversable:
    """Find `forms` or `resources`: inside the package once installed, beside src/ in a checkout."""
    installed = files("nianbao") / folder
    return installed if installed.is_dir() else Path(__file__).parents[3] / folder
