"""What dev.py decides. Nothing is installed and nothing is started here."""

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]
LISTING = (
    "libgl1\tinstalled\t\n"
    "libegl1\tconfig-files\t\n"
    "libglib2.0-0t64\tinstalled\tlibglib2.0-0 (= 2.84.0-1), libgio (= 1)\n"
)


@pytest.fixture
def dev():
    """A fresh copy of the script, as a module."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def debian(dev, monkeypatch):
    """A Debian with the packages of LISTING, where commands are only written down."""
    machine = SimpleNamespace(root=True, terminal=False, sudo=True, exit_code=0, ran=[])

    def run(*command):
        machine.ran.append(list(command))
        return machine.exit_code

    def which(name):
        return name != "sudo" or machine.sudo

    stdin = SimpleNamespace(isatty=lambda: machine.terminal)
    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "shutil", SimpleNamespace(which=which))
    monkeypatch.setattr(dev, "sys", SimpleNamespace(base_prefix="/somewhere", stdin=stdin))
    monkeypatch.setattr(dev, "os", SimpleNamespace(access=lambda *_: machine.root, W_OK=0))
    monkeypatch.setattr(dev, "subprocess", SimpleNamespace(check_output=lambda *_, **__: LISTING))
    return machine


@pytest.fixture
def set_up(dev, monkeypatch, tmp_path):
    """Set up a small project in a folder without doing it; gives the steps that were taken."""
    venv = tmp_path / ".venv"
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/runtime.txt", "requirements/dev.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    for name, path in (("ROOT", tmp_path), ("VENV", venv), ("STAMP", venv / "stamp")):
        monkeypatch.setattr(dev, name, path)
    monkeypatch.setattr(dev, "PYTHON", venv / "python")

    def run_set_up(command, *, broken=None):
        steps = []

        def run(*words):
            steps.append("venv" if "venv" in words else Path(words[-1]).stem or "nianbao")
            if steps[-1] == "venv":
                venv.mkdir(exist_ok=True)
                (venv / "python").touch()
            return int(steps[-1] == broken)

        monkeypatch.setattr(dev, "run", run)
        dev.set_up(command)
        return steps

    return run_set_up


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 1), (3, 13, 9)])
def test_supported_pythons_are_taken(dev, version):
    assert dev.refusal(version, 64) is None


@pytest.mark.parametrize(
    ("version", "bits"), [((3, 8, 18), 64), ((3, 10, 13), 64), ((3, 14, 0), 64), ((3, 13, 1), 32)]
)
def test_any_other_python_is_refused_by_name(dev, version, bits):
    assert f"{bits}-bit Python {'.'.join(map(str, version))}." in dev.refusal(version, bits)


@pytest.mark.parametrize(
    ("package", "missing"),
    [
        pytest.param("libgl1", False, id="installed"),
        pytest.param("libegl1", True, id="removed, its configuration left"),
        pytest.param("libglib2.0-0", False, id="provided under its new name"),
        pytest.param("libdbus-1-3", True, id="never there"),
    ],
)
def test_a_package_is_missing_if_nothing_installed_provides_it(dev, package, missing):
    assert dev.missing_packages([package], LISTING) == [package] * missing


def test_a_complete_system_is_left_alone(dev, debian, capsys):
    dev.install_system_packages("libgl1 libglib2.0-0")
    assert debian.ran == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("root", "terminal", "first"),
    [
        pytest.param(True, False, ["env"], id="root"),
        pytest.param(False, True, ["sudo", "env"], id="may ask for the password"),
        pytest.param(False, False, ["sudo", "-n", "env"], id="nobody there to answer"),
    ],
)
def test_only_missing_packages_are_installed(dev, debian, root, terminal, first):
    debian.root, debian.terminal = root, terminal
    dev.install_system_packages("libgl1 libegl1")
    install = debian.ran[-1]
    assert install[: len(first)] == first
    assert "libegl1" in install
    assert "libgl1" not in install


@pytest.mark.parametrize(("sudo", "exit_code"), [(False, 0), (True, 1)])
def test_without_the_right_to_install_it_says_what_to_type(dev, debian, capsys, sudo, exit_code):
    debian.root, debian.sudo, debian.exit_code = False, sudo, exit_code
    dev.install_system_packages("libegl1")
    assert re.search(r"^ +sudo apt-get install .*libegl1$", capsys.readouterr().out, re.MULTILINE)


def test_the_second_time_nothing_is_left_to_do(set_up):
    assert set_up("start") == ["venv", "runtime", "nianbao"]
    assert set_up("start") == []


def test_the_tools_are_added_to_the_same_venv(set_up):
    set_up("start")
    assert set_up("test") == ["dev", "nianbao"]
    assert set_up("start") == []


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements/runtime.txt"])
def test_a_changed_file_is_installed_again(set_up, tmp_path, file):
    set_up("start")
    (tmp_path / file).write_text("changed", "utf-8")
    assert set_up("start") == ["runtime", "nianbao"]


def test_another_python_makes_another_venv(dev, set_up, monkeypatch):
    set_up("start")
    monkeypatch.setattr(dev, "platform", SimpleNamespace(python_version=lambda: "3.13.99"))
    assert set_up("start") == ["venv", "runtime", "nianbao"]


def test_what_pip_left_half_done_is_taken_up_again(set_up):
    with pytest.raises(SystemExit, match="pip"):
        set_up("start", broken="runtime")
    assert set_up("start") == ["runtime", "nianbao"]


@pytest.mark.parametrize(
    ("env", "system", "can_try"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_qt_is_tried_only_where_there_may_be_a_display(dev, env, system, can_try):
    assert (dev.display_problem(env, system) is None) is can_try


def test_without_a_display_it_tells_how_to_do_the_work_and_starts_nothing(dev, monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(dev, "run", lambda *command, **_: ran.append(command))
    monkeypatch.setattr(dev, "install_system_packages", lambda _: None)
    monkeypatch.setattr(dev, "set_up", lambda _: None)
    monkeypatch.setattr(dev, "display_problem", lambda _: "there is no display")
    assert dev.start(["FILE"]) == dev.NO_WINDOW != 0
    assert ran == []
    said = capsys.readouterr().out
    assert all(f" {command} " in said for command in ("read", "check", "export"))


def test_the_pinned_requirements_agree_and_name_no_place_to_fetch_from():
    def pins(name):
        text = (ROOT / "requirements" / name).read_text("utf-8")
        assert not re.search(r"://|index-url [^-]|find-links", text)
        return {pin for pin in re.split(r"\n(?=\S)", text.strip()) if not pin.startswith("#")}

    assert pins("runtime.txt") < pins("dev.txt")
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins("dev.txt"))
