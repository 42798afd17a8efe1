"""A part of what `damage.py` does to every byte."""

from damage import SAMPLE, damaged, outcome

EVERY = 331  # a prime: all bits of a byte and all kinds of places come up


def test_a_damaged_report_opens_or_is_refused_in_one_sentence(book, tmp_path):
    path = tmp_path / "年报.nianbao"
    seen = set()
    for what, data in damaged(SAMPLE.read_bytes(), EVERY):
        path.write_bytes(data)
        seen.add((outcome(path, {book.form.id: book}), what.split()[0]))
    assert {("opens", "byte"), ("refused", "byte"), ("refused", "cut")} <= seen
