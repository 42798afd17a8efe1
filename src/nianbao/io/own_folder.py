"""Where the program keeps what is its own for one user: word list, journals, versions."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath


def own_folder(platform: str, environment: Mapping[str, str], home: PurePath) -> PurePath:
    """Say where the folder lies; `platform` is named as in `sys.platform`.

    On Windows the roaming folder of the user's programs, elsewhere the folder of the XDG Base
    Directory Specification, which takes no notice of a path that is not absolute.
    """
    if platform == "win32":
        named = environment.get("APPDATA", "")
        folder = type(home)(named) if named else home / "AppData" / "Roaming"
        return folder / "年报助手"
    named = environment.get("XDG_CONFIG_HOME", "")
    folder = type(home)(named) if named.startswith("/") else home / ".config"
    return folder / "nianbao"


def this_users_folder() -> Path | None:
    """Find the folder of the user at hand, whether it is there yet or not; None without a home."""
    try:
        return Path(own_folder(sys.platform, os.environ, Path.home()))
    except RuntimeError:
        return None


def make_own(folder: Path) -> None:
    """Make a folder of the program's own, readable to this user alone where the system asks.

    What lies in it may be a report nobody has signed yet. Raises OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
