"""Label sets of other programs become projects' label sets, and go back to them."""

from pathlib import Path

import pytest

from nhan.core.formats.label_configs import has_label_config, label_config
from nhan.core.label_files import load_label_set
from nhan.core.messages import NhanError
from tests.core.building import LABELS

XML = """<View><Labels name="label" toName="text"><Label value="NGƯỜI" background="#e6194b" hotkey="3"/>
<Label value="NƠI" background="red"/></Labels><Text name="text" value="$text"/></View>"""
CONF = "[entities]\nPER\n\tQUAN\nLOC\n# ghi chú\n\n[relations]\nở\tArg1:PER, Arg2:LOC\n"
DOCCANO = '[{"text": "PER", "suffixKey": "2", "backgroundColor": "#3cb44b"}, {"text": "LOC", "suffix_key": null}]'


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", XML, [("NGƯỜI", "#e6194b", "3"), ("NƠI", "", "2")]),
        ("annotation.conf", CONF, [("PER", "", "1"), ("QUAN", "", "2"), ("LOC", "", "3")]),
        ("nhãn.json", DOCCANO, [("PER", "#3cb44b", "2"), ("LOC", "", "")]),
    ],
)
def test_other_programs_label_sets_are_read(
    tmp_path: Path, name: str, data: str, expected: list[tuple[str, str, str]]
) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    labels = load_label_set(tmp_path / name)
    assert [label.name for label in labels.labels] == [each for each, _, _ in expected]
    for label, (_, color, key) in zip(labels.labels, expected, strict=True):
        assert label.color == color or (not color and label.color.startswith("#"))
        assert label.key == key


@pytest.mark.parametrize("name", ["label-studio", "brat", "doccano"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    assert has_label_config(name)
    path = tmp_path / "nhãn"
    path.write_bytes(label_config(LABELS, name))
    again = load_label_set(path)
    assert [label.name for label in again.labels] == [label.name for label in LABELS.labels]


def test_an_xml_that_brings_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    for data, key in (('<!DOCTYPE a [<!ENTITY b "c">]><View/>', "formats.xml_unsafe"), ("<View>", "formats.not_this")):
        path.write_text(data)
        with pytest.raises(NhanError) as refused:
            load_label_set(path)
        assert refused.value.message.key == key
