"""`nianbao review`: the 核对说明 from the command line."""

import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from nianbao.app.command_line import run

SEED = Path(__file__).parents[1] / "samples" / "seed.nianbao"
DONE, UNUSABLE = 0, 2


@pytest.fixture
def review(capsys, tmp_path):
    """Run the command; give exit status, standard error and the words written, if any."""

    def review(*arguments, out="年报_核对说明.docx"):
        path = tmp_path / out
        status = run(["review", *map(str, arguments), "-o", str(path)])
        said = capsys.readouterr()
        assert said.out == ""
        if not path.exists():
            return status, said.err, None
        with zipfile.ZipFile(path) as package:
            document = etree.fromstring(package.read("word/document.xml"))
        return status, said.err, "".join(document.itertext())

    return review


def changed(path, cells, **keys):
    plain = json.loads(SEED.read_text(encoding="utf-8"))
    plain["cells"].update(cells)
    plain.update(keys)
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


def test_it_writes_the_document(review):
    status, err, words = review(SEED)
    assert (status, err) == (DONE, "")
    assert "内部材料，不公开发布" in words
    assert "核对说明" in words


def test_what_must_be_fixed_does_not_keep_it_shut(review, tmp_path):
    path = changed(tmp_path / "年报.nianbao", {"t4.review.total": 3})
    status, err, words = review(path)
    assert (status, err) == (DONE, "")
    assert "结论：还不能导出正式文档" in words


def test_last_years_report_beside_it_is_compared(review, tmp_path):
    path = changed(tmp_path / "上年.nianbao", {"t2.licences.decisions": 77}, year=2023)
    status, _, words = review(SEED, "--previous", path)
    assert status == DONE
    assert "行政许可：本年处理决定数量770−77−100.0%变化较大" in words


def test_it_is_written_as_a_word_document_only(review):
    status, err, words = review(SEED, out="核对说明.pdf")
    assert (status, words) == (UNUSABLE, None)
    assert err.startswith("[E_WRITE]")
    assert "核对说明只能写成 .docx" in err


def test_an_input_that_is_not_there(review, tmp_path):
    status, err, words = review(tmp_path / "没有.nianbao")
    assert (status, words) == (UNUSABLE, None)
    assert err.startswith("[E_NOT_FOUND]")


def test_out_must_be_named(capsys):
    assert run(["review", str(SEED)]) == UNUSABLE
    assert "缺少" in capsys.readouterr().err
