"""A copy of a person's work elsewhere, for when the project's disk fails: ``import --as work`` takes it back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

import msgspec

from nhan.core.export_target import export_target
from nhan.core.formats import jsonl
from nhan.core.formats.format import WriteOptions
from nhan.core.messages import Message
from nhan.core.readable import Opened, Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, record_of


class SavedCopy(msgspec.Struct):
    """What came of it. ``skipped``: why articles could not be read."""

    file: Path
    articles: int = 0
    skipped: list[Message] = []


def save_copy(
    disk: Disk, folder: Path, snapshot: Snapshot, article_ids: Sequence[str], seen: Callable[[], object] = lambda: None
) -> SavedCopy:
    """Write these articles, whole, into a new file in ``folder``; what cannot be read is left out and named.

    OSError: nothing was written. NhanError: it is inside the project, or no folder.
    """
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    file = folder / f"nhan-{snapshot.annotator}-{moment}.jsonl"
    copy = SavedCopy(export_target(file, snapshot.project.folder))
    disk.write_atomic_parts(copy.file, jsonl.write(_records(snapshot, article_ids, copy, seen), WriteOptions()))
    return copy


def _records(
    snapshot: Snapshot, article_ids: Iterable[str], copy: SavedCopy, seen: Callable[[], object]
) -> Iterator[Record]:
    for article_id in article_ids:
        seen()
        match snapshot.read(article_id):
            case Opened(document):
                copy.articles += 1
                yield record_of(document, snapshot.annotator)
            case Unreadable(_, message):
                copy.skipped.append(message)
            case never:
                assert_never(never)
