"""Labels with blanks in files that allow none: said once a label, and refused where two would be one."""

from pathlib import Path

import pytest

from nhan.core.formats.registry import FORMATS, find
from nhan.core.labels import LabelSet
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import Article, Span
from nhan.core.store.record import Record
from tests.core.building import LABELS, label_set
from tests.core.formats.round_trips import read_back, write_out

BLANKLESS = ("brat", "conll2003", "iob", "vlsp2016", "vlsp2018-columns", "phoner")
WHOLE = [each.name for each in FORMATS if each.read and each.writable and not each.extra]
OTHERS = [name for name in WHOLE if name not in BLANKLESS]


def records(*labels: str) -> list[Record]:
    places = [(0, 3), (4, 6), (9, 12)]
    spans = [
        Span(id=str(at), start=s, end=e, label=name)
        for at, ((s, e), name) in enumerate(zip(places, labels, strict=False))
    ]
    return [Record(article=Article(name, "Ông Tư ở Huế", "T"), spans=tuple(spans)) for name in ("1", "2")]


@pytest.mark.parametrize("name", BLANKLESS)
def test_a_blank_is_said_once_a_label(tmp_path: Path, name: str) -> None:
    told = write_out(find(name), records("NHÂN VẬT", "NHÂN VẬT", "LOC"), tmp_path, label_set("NHÂN VẬT", "LOC"))
    assert [(loss.label, loss.reason.fields) for loss in told] == [("NHÂN VẬT", {"name": "NHÂN_VẬT"})]
    assert [each.label for each in read_back(find(name), tmp_path)[0].spans] == ["NHÂN_VẬT", "NHÂN_VẬT", "LOC"]


@pytest.mark.parametrize("name", BLANKLESS)
@pytest.mark.parametrize("labels", [LABELS, label_set("A B", "A_B")], ids=["spans", "labels"])
def test_two_labels_that_would_be_one_are_refused(tmp_path: Path, name: str, labels: LabelSet) -> None:
    with pytest.raises(NhanError) as refused:
        write_out(find(name), records("A B", "A_B") if labels is LABELS else records("A B"), tmp_path, labels)
    said = refused.value.message
    assert said.key == "formats.labels_alike"
    assert all("A B" in say(said, language) and "A_B" in say(said, language) for language in LANGUAGES)


@pytest.mark.parametrize("name", OTHERS)
def test_other_formats_keep_labels_as_they_are(tmp_path: Path, name: str) -> None:
    assert write_out(find(name), records("A B", "A_B"), tmp_path, label_set("A B", "A_B")) == []
    assert {each.label for each in read_back(find(name), tmp_path)[0].spans} == {"A B", "A_B"}
