"""What the JSON formats write is what they read, and what the article record is."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.formats import json_list, jsonl
from nhan.core.formats.format import WriteOptions
from nhan.core.formats.text import is_blank, title_of
from nhan.core.store.record import Record, decode_record
from nhan.core.store.strict import Where
from tests.core.formats.reading import file_of, read_all
from tests.core.store.building import records

WRITTEN = st.lists(records().filter(lambda record: not is_blank(record.article.text)), max_size=4)
OPTIONS = WriteOptions()


def as_imported(record: Record) -> Record:
    """What an import makes of a record: a title where there was none; keys nobody knows move into ``meta``."""
    article = record.article
    title = article.title or title_of(article.text)
    return replace(record, article=replace(article, title=title, meta={**record.extra, **article.meta}))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(WRITTEN)
def test_both_formats_read_what_they_write(written: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for module, name in ((jsonl, "a.jsonl"), (json_list, "a.json")):
            file = file_of(Path(folder), b"".join(module.write(written, OPTIONS)), name)
            good, refused = read_all(module.read, file)
            assert [found.article for found in good] == [as_imported(record).article for record in written]
            assert [found.spans for found in good] == [record.spans for record in written]
            assert len(refused) == (0 if written else 1), "a file without articles is refused"


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(WRITTEN)
def test_a_line_is_the_article_record(written: list[Record]) -> None:
    lines = b"".join(jsonl.write(written, OPTIONS)).splitlines(keepends=True)
    assert len(lines) == len(written) and all(line.endswith(b"}\n") for line in lines)
    assert [decode_record(line, Where("a")) for line in lines] == written
    assert b"".join(json_list.write(written, OPTIONS)).replace(b"},\n", b"}\n") in (
        b"[\n" + b"".join(lines) + b"]\n",
        b"[]\n",
    )
