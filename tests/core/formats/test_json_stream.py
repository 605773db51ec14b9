"""The values of a list that is read in parts: the same as those of the list read as a whole."""

import json
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.formats.json_stream import values_of
from nhan.core.messages import NhanError
from tests.core.formats.reading import file_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=9,
)


@settings(deadline=None, max_examples=150)
@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 0, 2]), st.integers(1, 9), st.booleans())
def test_a_list_read_in_parts_is_the_list(values: list[object], indent: int | None, part: int, ascii_: bool) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder, patch("nhan.core.formats.format.CHUNK", part):
        found = list(values_of(file_of(Path(folder), b"\xef\xbb\xbf" + data + b"\n", "tin.json")))
    assert [json.loads(value) for _, value in found] == json.loads(data)
    lines = data.split(b"\n")
    for where, value in found:
        assert where.line is not None and value.split(b"\n")[0] in lines[where.line - 1]


@pytest.mark.parametrize("part", [1, 5, 1 << 20])
def test_what_is_no_utf8_is_named_where_it_stands(tmp_path: Path, part: int) -> None:
    data = '["Huế",\n'.encode() + b'"\xff"]'
    with patch("nhan.core.formats.format.CHUNK", part):
        found = values_of(file_of(tmp_path, data, "tin.json"))
        assert next(found)[1] == '"Huế"'.encode()
        with pytest.raises(NhanError) as refused:
            next(found)
    fields = refused.value.message.fields
    assert (refused.value.message.key, fields["line"], fields["byte"]) == ("store.not_utf8", 2, data.index(b"\xff"))
