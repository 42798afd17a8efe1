"""What the packaged program runs on Linux: sets right what the desktop's session says, then starts.

The session's settings are meant for the Qt of the system. This program brings its own, with fewer
plugins; without this it would look for some that it does not have.
"""

import os
import sys
from collections.abc import MutableMapping

PLATFORMS = ("xcb", "wayland", "offscreen")
"""The platform plugins that are shipped; contents.toml names their files."""

FREEZING = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
"""What PyInstaller sets for this process; a program opened from here must not take it over."""


def set_right(session: MutableMapping[str, str]) -> None:
    """Change what cannot be done with the plugins that are shipped."""
    if session.get("QT_IM_MODULE", "").startswith("fcitx"):
        # There is no fcitx plugin for this Qt; fcitx 5 answers whoever asks for ibus as well.
        session["QT_IM_MODULE"] = "ibus"
    asked = session.get("QT_QPA_PLATFORM", "").split(";")
    known = [name for name in asked if name.partition(":")[0] in PLATFORMS]
    session.pop("QT_QPA_PLATFORM", None)
    if known:
        session["QT_QPA_PLATFORM"] = ";".join(known)
    for name in FREEZING:
        session.pop(name, None)
        if (before := session.pop(f"{name}_ORIG", None)) is not None:
            session[name] = before


def main() -> int:
    """Run the program; return its exit status."""
    set_right(os.environ)
    from nianbao.__main__ import main as run  # noqa: PLC0415  Qt reads the settings when it is loaded

    return run()


if __name__ == "__main__":
    sys.exit(main())
