"""Label sets from files: what is wrong is named by file and field."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from nhan.core.label_files import DEFAULT, load_label_set, names
from nhan.core.messages import NhanError

LABEL = {"name": "CÂY", "title": {"vi": "Cây"}, "color": "#336699"}


def label_set(*labels: dict[str, Any], **fields: Any) -> bytes:
    whole = {"name": "x", "title": {"vi": "X"}, "labels": labels, **fields}
    return json.dumps(whole).encode()


def test_a_file_with_little_in_it_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "nhãn.json"
    path.write_bytes(b"\xef\xbb\xbf" + label_set(LABEL, {**LABEL, "name": "HOA", "key": "0", "parents": ["CÂY"]}))
    assert [label.name for label in load_label_set(path).labels] == ["CÂY", "HOA"]
    assert load_label_set(str(path)) == load_label_set(path)


def test_a_bundled_name_is_not_a_file() -> None:
    assert DEFAULT in names()
    assert load_label_set(DEFAULT).name == DEFAULT
    with pytest.raises(NhanError, match="vlsp2018"):
        load_label_set("vlsp2018.json")


@pytest.mark.parametrize(
    ("data", "key", "field"),
    [
        (b"", "store.empty_file", ""),
        (b"{", "store.cut_short", ""),
        (label_set(), "formats.labels_none", "labels"),
        (label_set({"name": "A"}), "store.missing_field", "labels[0].title"),
        (label_set({**LABEL, "color": 5}), "store.wrong_type", "labels[0].color"),
        (label_set({**LABEL, "color": "xanh"}), "formats.label_color", "labels[0].color"),
        (label_set({**LABEL, "color_dark": "#12345"}), "formats.label_color", "labels[0].color_dark"),
        (label_set({**LABEL, "name": ""}), "formats.label_name", "labels[0].name"),
        (label_set({**LABEL, "name": "A\tB"}), "formats.label_name", "labels[0].name"),
        (label_set(LABEL, LABEL), "store.label_repeated", "labels[1].name"),
        (label_set({**LABEL, "key": "a"}), "formats.label_key", "labels[0].key"),
        (label_set({**LABEL, "key": "10"}), "formats.label_key", "labels[0].key"),
        (
            label_set({**LABEL, "key": "1"}, {**LABEL, "name": "B", "key": "1"}),
            "formats.label_key_repeated",
            "labels[1].key",
        ),
        (label_set({**LABEL, "parents": ["HOA"]}), "formats.label_parent", "labels[0].parents"),
        (b'{"name": "x", ' + label_set(LABEL)[1:], "store.duplicate_key", "name"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, data: bytes, key: str, field: str) -> None:
    path = tmp_path / "nhãn.json"
    path.write_bytes(data)
    with pytest.raises(NhanError) as refused:
        load_label_set(path)
    fields = refused.value.message.fields
    assert (refused.value.message.key, fields["file"], fields["field"]) == (key, str(path), field)
    assert str(path) in str(refused.value)


def test_a_folder_is_no_label_set(tmp_path: Path) -> None:
    with pytest.raises(NhanError, match="folder"):
        load_label_set(tmp_path)


def test_a_name_may_hold_blanks_and_any_letters(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    wanted = ["Tên người", "địa danh (cấp 1)", "COVID-19", "B-PER"]
    path.write_bytes(label_set(*({**LABEL, "name": name} for name in wanted)))
    assert [label.name for label in load_label_set(path).labels] == wanted


def test_a_set_without_keys_has_them_in_order(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    wanted = [f"L{number}" for number in range(12)]
    path.write_bytes(label_set(*({**LABEL, "name": name} for name in wanted)))
    labels = load_label_set(path)
    assert "".join(labels.keys.values()) == "1234567890" and list(labels.keys) == wanted[:10]
    assert labels.with_key("0") == labels.labels[9] and not labels.labels[9].key
    one = replace(labels, labels=(replace(labels.labels[0], key="7"), *labels.labels[1:]))
    assert one.keys == {"L0": "7"} and one.with_key("1") is None
