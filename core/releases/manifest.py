"""manifest.json: what a release is made of, to the byte."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.releases.split import Split
from nhan.core.store.disk import Disk
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.suggestion import Labelled

NAME, VERSION = "manifest.json", 1
UNHASHED = frozenset({NAME})

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ReleasedArticle(msgspec.Struct, frozen=True):
    """An article with its spans (code points), in order. ``work_sha256`` is of the spans as JSON; ``group``: the oldest
    article of those that are on one side of the split with it; ``people``: how many have done it."""

    id: str
    text_sha256: Digest
    work_sha256: Digest
    curator: str
    split: Split
    group: str
    people: int
    spans: tuple[Labelled, ...]


class ReleasedFile(msgspec.Struct, frozen=True):
    """A file of the release, its name with ``/``."""

    path: str
    sha256: Digest
    size: int  # bytes


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file, sorted: articles by their ids, files by their names."""

    format: Literal["nhan/release"] = "nhan/release"
    version: Literal[1] = 1
    project: str
    release: str
    date: str
    program: str
    seed: str
    labels: LabelSet
    articles: tuple[ReleasedArticle, ...]
    files: tuple[ReleasedFile, ...]

    def count(self, split: Split) -> int:
        """Articles of a part."""
        return sum(each.split is split for each in self.articles)

    def labels_of(self, split: Split | None = None) -> Counter[str]:
        """Spans by label, of one part or of all."""
        there = (each for each in self.articles if split is None or each.split is split)
        return Counter(label for each in there for _, _, label in each.spans)


def work_digest(spans: Iterable[Labelled]) -> str:
    return hashlib.sha256(msgspec.json.encode(list(spans))).hexdigest()


def manifest_bytes(manifest: Manifest) -> bytes:
    """UTF-8, LF, the same on all systems."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(disk: Disk, folder: Path) -> Manifest:
    """NhanError where there is none, or it cannot be read."""
    where = Where(str(folder / NAME))
    manifest = decode(read_file(disk, folder / NAME, where), Manifest, where)
    for article in manifest.articles:
        if work_digest(article.spans) != article.work_sha256:
            raise where.fault("release.spans_changed", id=article.id)
    return manifest


def verify(disk: Disk, folder: Path) -> list[Message]:
    """What in a release's folder is not as it was made. NhanError: the manifest cannot be read."""
    return list(_problems(disk, folder, read_manifest(disk, folder)))


def _problems(disk: Disk, folder: Path, manifest: Manifest) -> Iterator[Message]:
    known = {each.path for each in manifest.files} | UNHASHED
    for each in manifest.files:
        where = Where(str(folder / each.path))
        if not disk.exists(folder / each.path):
            yield Message("release.file_missing", {"file": each.path})
            continue
        try:
            data = read_file(disk, folder / each.path, where)
        except NhanError as error:
            yield error.message
            continue
        if hashlib.sha256(data).hexdigest() != each.sha256:
            yield Message("release.file_changed", {"file": each.path})
    there = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in sorted(set(there) - known):
        yield Message("release.file_unknown", {"file": name})
