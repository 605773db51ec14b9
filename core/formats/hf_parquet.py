"""``hf-parquet``: Parquet for ``datasets``, whose labels are numbers with their names in the schema (ClassLabel)."""

import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import PurePath
from typing import Any

from nhan.core.formats.extras import library
from nhan.core.formats.format import CHUNK, Carries, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.hf_jsonl import article_of, class_names, row_of
from nhan.core.formats.json_rows import name_of
from nhan.core.iob import OUTSIDE, Scheme, tags_of
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record

_NAME = "hf-parquet"
_MAGIC = b"PAR1"
_BATCH = 256  # rows at a time
_SCHEMA_KEY = b"huggingface"


def _pyarrow() -> tuple[Any, Any]:
    pyarrow = library("pyarrow", "pyarrow", "huggingface", _NAME)
    return pyarrow, library("pyarrow.parquet", "pyarrow", "huggingface", _NAME)


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    try:
        _, parquet = _pyarrow()
        rows = _rows(parquet, file)
        for number, (row, names) in enumerate(rows, 1):
            where = file.where(number)
            try:
                yield article_of(name_of(file, where, row.get("id")), row, where, options, names)
            except NhanError as error:
                yield error
    except NhanError as error:
        yield error


def _rows(parquet: Any, file: InputFile) -> Iterator[tuple[dict[str, Any], Mapping[str, list[str]]]]:
    data = file.read()
    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        names = _names(table.schema_arrow.metadata or {})
        for batch in table.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                yield row, names
    except Exception as error:  # a library's own, of whatever is wrong with the file
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise file.where().fault("formats.not_this", name=_NAME, reason=reason) from None


def _names(metadata: Mapping[bytes, bytes]) -> Mapping[str, list[str]]:
    with suppress(ValueError, KeyError, TypeError, RecursionError):
        return class_names(json.loads(metadata[_SCHEMA_KEY])["info"]["features"])
    return {}


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """The file, built on the disk: its labels are known only at the end where the project does not say them."""
    pyarrow, parquet = _pyarrow()
    labels: dict[str, None] = dict.fromkeys(each.name for each in options.labels.labels) if options.labels else {}
    with tempfile.TemporaryFile() as rows:
        for record in records:
            row = row_of(record, options)
            labels |= dict.fromkeys(span["label"] for span in row["spans"])
            rows.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        rows.seek(0)
        with tempfile.TemporaryFile() as made:
            _write_table(pyarrow, parquet, rows, made, list(labels), options.scheme or Scheme.IOB2)
            made.seek(0)
            while chunk := made.read(CHUNK):
                yield chunk


def _write_table(
    pyarrow: Any, parquet: Any, rows: Iterable[bytes], made: Any, labels: Sequence[str], scheme: Scheme
) -> None:
    every = (tags_of(4, [(0, 3, label), (3, 4, label)], scheme) for label in labels)  # every tag that there is
    tags = list(dict.fromkeys([OUTSIDE, *chain.from_iterable(every)]))
    schema = _schema(pyarrow, labels, tags)
    label_numbers = {name: at for at, name in enumerate(labels)}
    tag_numbers = {name: at for at, name in enumerate(tags)}
    with parquet.ParquetWriter(made, schema) as writer:
        waiting: list[dict[str, Any]] = []

        def flush() -> None:
            writer.write_table(pyarrow.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        for line in rows:
            row = json.loads(line)
            row["spans"] = [{**span, "label": label_numbers[span["label"]]} for span in row["spans"]]
            row["ner_tags"] = [tag_numbers[tag] for tag in row["ner_tags"]]
            waiting.append(row)
            if len(waiting) == _BATCH:
                flush()
        flush()


def _schema(pyarrow: Any, labels: Sequence[str], tags: Sequence[str]) -> Any:
    text, whole, label = {"dtype": "string", "_type": "Value"}, {"dtype": "int32", "_type": "Value"}, "ClassLabel"
    span = {"start": whole, "end": whole, "label": {"names": list(labels), "_type": label}}
    features = {
        "id": text,
        "title": text,
        "text": text,
        "spans": {"feature": span, "_type": "List"},
        "tokens": {"feature": text, "_type": "List"},
        "ner_tags": {"feature": {"names": list(tags), "_type": label}, "_type": "List"},
        "meta": text,
    }
    strings, numbers = pyarrow.string(), pyarrow.int64()
    offsets = pyarrow.int32()
    structure = pyarrow.struct([("start", offsets), ("end", offsets), ("label", numbers)])
    fields = {
        "id": strings,
        "title": strings,
        "text": strings,
        "spans": pyarrow.list_(structure),
        "tokens": pyarrow.list_(strings),
        "ner_tags": pyarrow.list_(numbers),
        "meta": strings,
    }
    metadata = {_SCHEMA_KEY: json.dumps({"info": {"features": features}}).encode()}
    return pyarrow.schema(list(fields.items()), metadata=metadata)


def _recognise(_: PurePath, head: bytes) -> Message | None:
    return Message("formats.seen.magic") if head.startswith(_MAGIC) else None


FORMAT = Format(
    _NAME,
    Message("formats.title.hf_parquet"),
    (".parquet",),
    read,
    write,
    tokens=True,
    binary=True,
    carries=Carries(nesting=True, overlap=True, metadata=True),
    recognise=_recognise,
    extra="huggingface",
    proof="datasets 5.2.0, pyarrow 26.0.1",
)
