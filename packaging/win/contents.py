"""What goes into the Windows program: contents.toml, typed."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Contents:
    """The lists of contents.toml; see there for what each is for."""

    version: str
    extensions: tuple[str, ...]
    libraries: tuple[str, ...]
    skip: tuple[str, ...]
    qt_allowed: frozenset[str]
    plugins: tuple[str, ...]
    translations: tuple[str, ...]
    shared_runtime: tuple[str, ...]
    packages: dict[str, list[str]]
    installer_bytes: int
    installed_bytes: int
    forbidden: tuple[str, ...]
    system: tuple[str, ...]
    signed_by: dict[str, str]

    @property
    def short(self) -> str:
        """Give the version as it stands in file names: 312."""
        return "".join(self.version.split(".")[:2])


def read_contents(path: Path = HERE / "contents.toml") -> Contents:
    """Read the lists; a missing one raises KeyError."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    runtime, qt, gate = told["runtime"], told["qt"], told["gate"]
    return Contents(
        version=runtime["version"],
        extensions=tuple(runtime["extensions"]),
        libraries=tuple(runtime["libraries"]),
        skip=tuple(told["stdlib"]["skip"]),
        qt_allowed=frozenset(qt["allowed"]),
        plugins=tuple(qt["plugins"]),
        translations=tuple(qt["translations"]),
        shared_runtime=tuple(qt["shared_runtime"]),
        packages=told["packages"],
        installer_bytes=gate["installer_megabytes"] * 1_000_000,
        installed_bytes=gate["installed_megabytes"] * 1_000_000,
        forbidden=tuple(gate["forbidden"]),
        system=tuple(gate["system"]),
        signed_by=gate["signed_by"],
    )


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a name fits one of the patterns, upper and lower case alike."""
    return any(fnmatch(name.lower(), pattern.lower()) for pattern in patterns)
