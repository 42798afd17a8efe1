"""What all tests share: the official form, the seed report, golden files."""

from pathlib import Path

import pytest
from hypothesis import settings

from nianbao.core.report import Report
from nianbao.io.form_toml import read_form
from nianbao.io.own_folder import this_users_folder
from nianbao.io.paths import data
from nianbao.io.report_reading import parse_report

HERE = Path(__file__).parent


settings.register_profile("short", max_examples=150, derandomize=True, deadline=None, database=None)
settings.register_profile("long", max_examples=10_000, deadline=None, database=None)
settings.load_profile("short")


def pytest_addoption(parser):
    parser.addoption("--bless", action="store_true", help="rewrite the golden files")
    parser.addoption("--noise-files", type=int, default=60, help="noisy reports a level")


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory, monkeypatch):
    """Journals, versions and the list of recent files of each test in a folder of its own."""
    place = tmp_path_factory.mktemp("own")
    monkeypatch.setenv("APPDATA", str(place))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place))
    return this_users_folder()


@pytest.fixture(scope="session")
def book():
    """The form of 2021 with its rules."""
    return read_form(data("forms") / "2021")


@pytest.fixture(scope="session")
def form(book):
    return book.form


@pytest.fixture
def report():
    """An empty report on the form of 2021."""
    return Report("2021")


@pytest.fixture
def seed_report(form, report):
    """A complete and consistent report: nine of its 200 numbers are not zero."""
    text = (HERE / "samples" / "seed.nianbao").read_text(encoding="utf-8")
    report.apply(parse_report(text, "seed.nianbao", {form.id: form}).change)
    return report


@pytest.fixture
def golden(request):
    """Compare text with a golden file; `pytest --bless` rewrites it for review in the diff."""

    def compare(text, name):
        path = HERE / "golden" / name
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
