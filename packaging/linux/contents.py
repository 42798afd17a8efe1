"""What goes into the Linux program: contents.toml, typed."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Contents:
    """The lists of contents.toml; see there for what each is for."""

    lines: tuple[str, ...]
    excluded: tuple[str, ...]
    extensions: tuple[str, ...]
    qt_allowed: frozenset[str]
    plugins: tuple[str, ...]
    translations: tuple[str, ...]
    optional: tuple[str, ...]
    borrowed: dict[str, str]
    system: dict[str, str]
    glibc: tuple[int, ...]
    glibcxx: tuple[int, ...]
    package_bytes: int
    installed_bytes: int
    forbidden: tuple[str, ...]


def read_contents(path: Path = HERE / "contents.toml") -> Contents:
    """Read the lists; a missing one raises KeyError."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    python, qt, gate = told["python"], told["qt"], told["gate"]
    return Contents(
        lines=tuple(python["lines"]),
        excluded=tuple(python["excluded"]),
        extensions=tuple(python["extensions"]),
        qt_allowed=frozenset(qt["allowed"]),
        plugins=tuple(qt["plugins"]),
        translations=tuple(qt["translations"]),
        optional=tuple(qt["optional"]),
        borrowed=told["borrowed"],
        system=told["system"],
        glibc=numbers(gate["glibc"]),
        glibcxx=numbers(gate["glibcxx"]),
        package_bytes=gate["package_megabytes"] * 1_000_000,
        installed_bytes=gate["installed_megabytes"] * 1_000_000,
        forbidden=tuple(gate["forbidden"]),
    )


def numbers(version: str) -> tuple[int, ...]:
    """Turn 2.28 into what can be compared."""
    return tuple(int(part) for part in version.split("."))


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a name fits one of the patterns."""
    return any(fnmatch(name, pattern) for pattern in patterns)
