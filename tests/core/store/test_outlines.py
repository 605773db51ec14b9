"""An outline says what the whole record says, or that the whole has to be read."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.labels import Label
from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleState, ArticleStatus, SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import record_path
from nhan.core.store.outlines import Outlines
from nhan.core.store.record import Record, encode_record
from tests.core.building import LABELS, TEXT, span

WHO = "lan-7k2q"
SPANS = (span(TEXT, "Hoà Bình", "LOC", SpanStatus.CONFIRMED), span(TEXT, "tỉnh Bắc Ninh", "ORG", SpanStatus.REJECTED))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of an article whose name is not safe everywhere."""
    Project.create(Disk(), tmp_path / "p", LABELS).add_articles([Article("bài 1", TEXT), Article("b", TEXT)])
    path = record_path(tmp_path / "p", WHO, "bài 1")
    path.parent.mkdir(parents=True)
    state = ArticleState(ArticleStatus.DONE)
    path.write_bytes(encode_record(Record(article=Article("bài 1", TEXT), spans=SPANS, state=state)))
    return path


def outlines(path: Path, names: LabelNames | None = None) -> Outlines:
    return Outlines(Disk(), path.parent.parent.parent.parent, WHO, names or LabelNames(LABELS))


def test_it_says_state_and_spans(path: Path) -> None:
    found = outlines(path)
    assert "bài 1" in found and "b" not in found
    outline = found.read("bài 1")
    assert outline is not None and outline.status is ArticleStatus.DONE
    spans = {(each.start, each.end, each.label, each.status) for each in outline.spans}
    assert spans == {(each.start, each.end, each.label, each.status) for each in SPANS}


def test_where_more_has_to_be_known_it_says_nothing(path: Path) -> None:
    place = Label(name="PLACE", id="LOC", title={}, color="#336699")
    assert outlines(path, LabelNames(replace(LABELS, labels=(place,)))).read("bài 1") is None
    assert outlines(path).read("bài 1") is not None
    shutil.copy(path, path.with_name(f"{path.stem} (1).json"))
    assert outlines(path).read("bài 1") is None


def test_what_git_left_open_has_to_be_merged(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"  ]\n}\n", b"<<<<<<< ours\n=======\n>>>>>>> theirs\n  ]\n}\n"))
    assert outlines(path).read("bài 1") is None


def test_damage_is_named(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"label": "LOC"', b'"label": "ORG"'))
    with pytest.raises(NhanError, match=path.name):
        outlines(path).read("bài 1")
