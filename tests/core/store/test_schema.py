"""The published JSON Schema is that of the code, and what the code writes satisfies it."""

import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from nhan.core.store.record import Record, encode_line, encode_record
from nhan.core.store.schema import NAME, schema, schema_text
from tests.core.store.building import records
from tests.core.store.test_record import RECORD, VERSION_1, changed


def stored(name: str = NAME) -> str:
    return (resources.files("nhan.resources") / "schema" / name).read_text(encoding="utf-8")


VALIDATOR = Draft202012Validator(json.loads(stored()))


def test_the_published_schema_is_current() -> None:
    """Written by ``python -m nhan.core.store.schema resources/schema/nhan-article-2.schema.json``."""
    assert stored() == schema_text()
    Draft202012Validator.check_schema(schema())


@given(records())
def test_what_is_written_satisfies_it(record: Record) -> None:
    VALIDATOR.validate(json.loads(encode_record(record)))
    VALIDATOR.validate(json.loads(encode_line(record)))


def test_the_schema_of_version_1_stays_for_what_was_written_by_it() -> None:
    Draft202012Validator(json.loads(stored("nhan-article-1.schema.json"))).validate(json.loads(VERSION_1))
    assert not VALIDATOR.is_valid(json.loads(VERSION_1))


def test_a_checksum_is_eight_hex_digits() -> None:
    assert not VALIDATOR.is_valid(json.loads(encode_record(RECORD)) | {"note_crc32": "xyz"})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["version"], 3),
        (["format"], "other"),
        (["status"], "finished"),
        (["text_sha256"], "abc"),
        (["spans", 0, "start"], -1),
        (["spans", 0, "end"], "6"),
        (["spans", 0, "confidence"], 1.5),
        (["spans", 0, "source"], {"name": "x"}),
    ],
)
def test_it_refuses_what_the_reader_refuses(path: list[str | int], value: Any) -> None:
    assert VALIDATOR.is_valid(json.loads(changed(["note"], "")))
    assert not VALIDATOR.is_valid(json.loads(changed(path, value)))


def test_records_may_hold_keys_it_does_not_name() -> None:
    assert VALIDATOR.is_valid(json.loads(encode_record(RECORD)) | {"ngày": 1})
