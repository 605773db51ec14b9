"""Checking a project: everything is read, every hash and every span compared, each problem said in a sentence."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.snapshot import read_article
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry, Journals, scan
from nhan.core.store.layout import AUDIT, JOURNAL, SUGGESTED, TEXTS, WORK, fold_id, is_plain, key, sha256, shown
from nhan.core.store.packs import PackHeading, PackPlace, packs_among, read_line, split_pack
from nhan.core.store.project_file import read_project
from nhan.core.store.record import decode_record
from nhan.core.store.records import KEPT
from nhan.core.store.recovery import Followed
from nhan.core.store.runs import DESCRIPTION, RunFile, RunHead, read_suggestions
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.texts import Texts, read_text


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong, with its place. ``line`` counts from 1; None where a file is not made of lines."""

    file: str
    line: int | None
    field: str
    message: Message


def check(project: Project) -> Iterator[Problem]:
    """Every problem of an open project. Reads all of its files, writes nothing."""
    return check_folder(project.disk, project.folder)


def check_folder(disk: Disk, folder: Path) -> Iterator[Problem]:
    """The same for a folder that may be too damaged to be opened."""
    for error in _Check(disk, folder).errors():
        fields = error.message.fields
        yield Problem(fields["file"], fields["line"], fields["field"], error.message)


def remarks_on(disk: Disk, folder: Path) -> list[Message]:
    """What a person may want to know of a folder although nothing is wrong with it."""
    return Texts(disk, folder).repeated


class _Check:
    """One pass over a folder. Errors are yielded, not raised: the pass goes on behind what is damaged."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder
        self._labels: frozenset[str] | None = None  # None: project.json cannot be read
        self._places: dict[str, PackPlace] = {}

    def errors(self) -> Iterator[NhanError]:
        try:
            file, _ = read_project(self._disk, self._folder)
            self._labels = file.labels.understood | frozenset(
                word for label in file.labels.deleted for word in (label.name, label.stored, *label.merged)
            )
        except NhanError as error:
            yield error
        yield from self._check_texts()
        for run in self._disk.list(self._folder / SUGGESTED):
            yield from self._check_run(run)
        for annotator in self._annotators(WORK):
            yield from self._check_work(annotator)
        for annotator in sorted({*self._annotators(JOURNAL), *self._annotators(AUDIT)}):
            journals = Journals(self._disk, self._folder, annotator)
            yield from self._check_journals(journals)
            yield from self._check_replay(annotator)

    def _annotators(self, part: str) -> list[str]:
        return [name for name in self._disk.list(self._folder / part) if is_plain(name)]

    def _where(self, path: Path, line: int | None = None) -> Where:
        return Where(shown(self._folder, path), line)

    def _packs(self, folder: Path) -> Iterator[tuple[Path, PackHeading, Iterator[tuple[PackPlace, bytes]]] | NhanError]:
        for name in packs_among(self._disk.list(folder)):
            try:
                yield folder / name, *split_pack(self._disk, folder / name, shown(self._folder, folder / name))
            except NhanError as error:
                yield error

    def _check_labels(self, spans: tuple[Span, ...], where: Where) -> Iterator[NhanError]:
        for at, span in enumerate(spans):
            if self._labels is not None and span.label not in self._labels:
                yield where.fault("store.unknown_label", f"spans[{at}].label", label=span.label)

    # -- texts and suggestions ----------------------------------------------------------------------------------

    def _check_texts(self) -> Iterator[NhanError]:
        folded: dict[str, str] = {}
        texts: dict[str, str] = {}  # the hash of each article's text
        batches: dict[str, list[tuple[Path, PackHeading]]] = {}
        for pack in self._packs(self._folder / TEXTS):
            if isinstance(pack, NhanError):
                yield pack
                continue
            path, heading, lines = pack
            batches.setdefault(heading.batch, []).append((path, heading))
            for place, line in lines:
                where = self._where(path, place.line)
                try:
                    article, spans = read_text(line, where)
                except NhanError as error:
                    yield error
                    continue
                yield from self._check_labels(spans, where)
                known = folded.setdefault(fold_id(article.id), article.id)
                if known != article.id:
                    yield where.fault("store.id_taken", "id", id=article.id)
                elif sha256(article.text) != texts.setdefault(article.id, sha256(article.text)):
                    first = self._places[article.id]
                    yield where.fault("store.two_texts", "id", id=article.id, other=shown(self._folder, first.pack))
                self._places.setdefault(article.id, place)
        for parts in batches.values():
            yield from self._check_batch(parts)

    def _check_batch(self, parts: list[tuple[Path, PackHeading]]) -> Iterator[NhanError]:
        whole = next((heading.part for _, heading in parts if heading.last), 0)
        if not whole:
            yield self._where(parts[0][0]).fault("store.import_unfinished")
        elif {heading.part for _, heading in parts} != set(range(1, whole + 1)):
            yield self._where(parts[0][0]).fault("store.pack_missing", count=whole, found=len(parts))

    def _article(self, article_id: str, where: Where) -> Article:
        place = self._places.get(article_id)
        if place is None:
            raise where.fault("store.unknown_article", "id", id=article_id)
        return read_text(read_line(self._disk, place), self._where(place.pack, place.line))[0]

    def _check_run(self, run: str) -> Iterator[NhanError]:
        path = self._folder / SUGGESTED / run / DESCRIPTION
        try:
            if not self._disk.exists(path):
                raise self._where(path).fault("store.missing_file")
            decode(read_file(self._disk, path, self._where(path)), RunFile, self._where(path))
        except NhanError as error:
            yield error
        for pack in self._packs(self._folder / SUGGESTED / run):
            if isinstance(pack, NhanError):
                yield pack
                continue
            for place, line in pack[2]:
                yield from self._check_suggestions(line, self._where(pack[0], place.line))

    def _check_suggestions(self, line: bytes, where: Where) -> Iterator[NhanError]:
        try:
            article = self._article(decode(line, RunHead, where).id, where)
            spans = read_suggestions(line, where, article.id, article.text, sha256(article.text))
        except NhanError as error:
            yield error
        else:
            yield from self._check_labels(spans, where)

    # -- people's work ------------------------------------------------------------------------------------------

    def _check_work(self, annotator: str) -> Iterator[NhanError]:
        top = self._folder / WORK / annotator
        for sub in self._disk.list(top):
            for name in self._disk.list(top / sub):
                if name.endswith(KEPT):
                    continue
                path = top / sub / name
                where = self._where(path)
                try:
                    record = decode_record(read_file(self._disk, path, where), where)
                    article_id = record.article.id
                    if (sub, name) != (sha256(article_id)[:2], f"{key(article_id)}.json"):
                        raise where.fault("store.wrong_name", "id", id=article_id)
                    if self._article(article_id, where).text != record.article.text:
                        raise where.fault("store.text_changed", "text")
                except NhanError as error:
                    yield error
                else:
                    yield from self._check_labels(record.spans, where)

    def _check_journals(self, journals: Journals) -> Iterator[NhanError]:
        for paths in (*journals.sealed().values(), *journals.live().values()):
            entries: dict[int, Entry] = {}
            for path in paths:
                try:
                    found = scan(self._disk, path, shown(self._folder, path))
                except NhanError as error:
                    yield error
                    continue
                entries.update({entry.seq: entry for entry in found.entries})
                if found.lost:  # a bad last line is only what a crash leaves: it was never acknowledged
                    yield self._where(path, found.bad_line).fault("store.journal_damaged", lost=found.lost)
            missing = next(seq for seq in count(1) if seq not in entries)
            if missing <= max(entries, default=0):
                yield self._where(paths[-1]).fault("store.journal_gap", "seq", seq=missing)

    def _check_replay(self, annotator: str) -> Iterator[NhanError]:
        """What opening would find: the edits of unsealed journals over the articles' files, as a reader sees them."""
        try:
            project = Project.open(self._disk, self._folder)
            followed = Followed(project.journal(annotator), {})
        except NhanError:
            return  # named above
        for article_id, pending in list(followed.items()):
            session = next(iter(pending.applied), "")
            if article_id not in project:
                where = Where(f"{JOURNAL}/{annotator}/{session}.jsonl")
                yield where.fault("store.unknown_article", "id", id=article_id)
                continue
            try:
                read_article(project, annotator, article_id, followed.get)
            except NhanError as error:
                if error.message.key == "store.edit_does_not_fit":  # else it is named above
                    yield error
