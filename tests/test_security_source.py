"""What the source itself must not hold: parsers without guards, and words for running things.

The threats are listed in `docs/threats.md`.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "nianbao"


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_parser_of_xml_is_left_to_its_defaults_with_foreign_bytes():
    """Foreign documents go through expat with its guards; lxml takes templates and our own."""
    own_bytes = {"word", "review", "paper"}
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        text = ast.unparse(tree)
        assert not re.search(r"xml\.(etree|dom|sax\.(?!saxutils))|lxml\.html|iterparse", text), path
        for name, call in calls(tree):
            if name.endswith("XMLParser"):
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
                assert given.get("resolve_entities") == "False", path
                assert given.get("no_network") == "True", path
                assert not given.keys() & {"load_dtd", "dtd_validation", "attribute_defaults"}, path
            if name in {"etree.fromstring", "etree.XML", "etree.parse"}:
                assert path.parent.name in own_bytes | {"lint"}, path
            if name.endswith("ParserCreate"):
                assert path.name == "safe_xml.py", path


def test_nothing_is_run():
    """No module has words for running what was read."""
    words = re.compile(
        r"(?<![.\w])(eval|exec|__import__|compile)\(|pickle|marshal|shelve|subprocess|os\.system|os\.popen"
        r"|os\.startfile|ctypes|winreg|QProcess|yaml\.load|QUiLoader|QJSEngine|QWebEngine"
    )
    for path in SOURCE.rglob("*.py"):
        found = [
            line for line in path.read_text(encoding="utf-8").splitlines() if words.search(line)
        ]
        assert found == [], path


def test_the_dependencies_are_those_whose_faults_were_looked_up():
    """A new version asks for a new look: then write it, the date and what was found down."""
    threats = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([\w.-]+)` \| ([\w.]+) \|", threats, re.MULTILINE))
    assert locked("packaging/lock/program.lock") == listed
    assert locked("requirements/runtime.txt").items() >= listed.items()


def locked(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE))
