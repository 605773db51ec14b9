"""Checking a project: everything is read, every hash and every span compared, each problem said in a sentence."""

from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from nhan.core.damage.cut_short import cut_short
from nhan.core.damage.traces import edits_behind_damage, missing_records
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.snapshot import read_article
from nhan.core.store.assignments_file import read_assignments, repeated, unsound
from nhan.core.store.disk import Disk
from nhan.core.store.journal_reading import bad_lines, journal_bytes, journal_fault, scan
from nhan.core.store.journals import Journals
from nhan.core.store.layout import AUDIT, JOURNAL, SUGGESTED, TEXTS, WORK, fold_id, is_plain, key, sha256, shown
from nhan.core.store.packs import PackHeading, PackPlace, SplitPack, is_as_named, packs_among, read_line, split_pack
from nhan.core.store.project_file import read_project
from nhan.core.store.quarantine import is_kept
from nhan.core.store.record import decode_record
from nhan.core.store.records import KEPT
from nhan.core.store.recovery import Followed
from nhan.core.store.runs import DESCRIPTION, RunFile, RunHead, read_suggestions
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.texts import Texts, read_text
from nhan.core.store.versions import with_copies


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
    """What a person may want to know of a folder although nothing is to be done about it."""
    return [*Texts(disk, folder).repeated, *_Check(disk, folder).known()]


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
        yield from self._check_assignments()
        for run in self._disk.list(self._folder / SUGGESTED):
            yield from self._check_run(run)
        for annotator in self._annotators(WORK):
            yield from self._check_work(annotator)
        for annotator in sorted({*self._annotators(JOURNAL), *self._annotators(AUDIT)}):
            journals = Journals(self._disk, self._folder, annotator)
            yield from self._check_journals(annotator, journals)
            yield from self._check_traces(annotator)
            yield from self._check_replay(annotator)

    def known(self) -> Iterator[Message]:
        """The damaged lines of journals that a copy of is in quarantine: with that, somebody knows of them."""
        for annotator in sorted({*self._annotators(JOURNAL), *self._annotators(AUDIT)}):
            for path in (path for paths in Journals(self._disk, self._folder, annotator).sessions() for path in paths):
                with suppress(NhanError):
                    data = journal_bytes(self._disk, path)
                    if (lines := bad_lines(data)) and is_kept(self._disk, self._folder, annotator, path, data):
                        yield from (self._where(path, line).fault("store.journal_known").message for line in lines)

    def _annotators(self, part: str) -> list[str]:
        return [name for name in self._disk.list(self._folder / part) if is_plain(name)]

    def _where(self, path: Path, line: int | None = None) -> Where:
        return Where(shown(self._folder, path), line)

    def _packs(self, folder: Path) -> Iterator[tuple[Path, SplitPack] | NhanError]:
        for name in packs_among(self._disk.list(folder)):
            try:
                yield folder / name, split_pack(self._disk, folder / name, shown(self._folder, folder / name))
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
            path, (heading, lines, faults) = pack
            batches.setdefault(heading.batch, []).append((path, heading))
            found = (fault for place, line in lines for fault in self._check_text(place, line, folded, texts))
            yield from self._or_changed(path, chain(faults, found))
        for parts in batches.values():
            yield from self._check_batch(parts)

    def _check_text(
        self, place: PackPlace, line: bytes, folded: dict[str, str], texts: dict[str, str]
    ) -> Iterator[NhanError]:
        where = self._where(place.pack, place.line)
        try:
            article, spans = read_text(line, where)
        except NhanError as error:
            yield error
            return
        yield from self._check_labels(spans, where)
        known = folded.setdefault(fold_id(article.id), article.id)
        if known != article.id:
            yield where.fault("store.id_taken", "id", id=article.id)
        elif sha256(article.text) != texts.setdefault(article.id, sha256(article.text)):
            first = self._places[article.id]
            yield where.fault("store.two_texts", "id", id=article.id, other=shown(self._folder, first.pack))
        self._places.setdefault(article.id, place)

    def _or_changed(self, path: Path, faults: Iterable[NhanError]) -> Iterator[NhanError]:
        """A pack's faults; where it has none, whether it is the pack that was written."""
        found = False
        for fault in faults:
            found = True
            yield fault
        if not found and not is_as_named(path.name, read_file(self._disk, path, self._where(path))):
            yield self._where(path).fault("store.pack_changed")

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

    def _check_assignments(self) -> Iterator[NhanError]:
        try:
            found = read_assignments(self._disk, self._folder)
        except NhanError as error:
            yield error
        else:
            yield from unsound(found, self._places) if found is not None else ()

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
            path, (_, lines, faults) = pack
            found = (fault for place, line in lines for fault in self._check_suggestions(place, line))
            yield from self._or_changed(path, chain(faults, found))

    def _check_suggestions(self, place: PackPlace, line: bytes) -> Iterator[NhanError]:
        where = self._where(place.pack, place.line)
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
                        copied = key(article_id) in with_copies((name, f"{key(article_id)}.json"))
                        raise where.fault("store.copy_beside" if copied else "store.wrong_name", "id", id=article_id)
                    if self._article(article_id, where).text != record.article.text:
                        raise where.fault("store.text_changed", "text")
                except NhanError as error:
                    yield error
                else:
                    yield from self._check_labels(record.spans, where)
                    for to in repeated(each.to for each in record.state.answers):
                        yield where.fault("store.answer_twice", "answers", to=to)
                    if record.disputes:
                        yield where.fault("store.disputes", article=article_id, count=len(record.disputes))

    def _check_journals(self, annotator: str, journals: Journals) -> Iterator[NhanError]:
        for paths in (*journals.sealed().values(), *journals.live().values()):
            numbers: set[int] = set()
            damaged = 0
            for path in paths:
                where = self._where(path)
                try:
                    data = journal_bytes(self._disk, path)
                    found = scan(self._disk, path, where.file)
                except NhanError as error:
                    yield error
                    continue
                numbers.update(entry.seq for entry in found.entries)
                damaged += len(found.bad_lines)
                if not is_kept(self._disk, self._folder, annotator, path, data):
                    yield from (journal_fault(path, line) for line in found.bad_lines)
            if len(missing := _missing(numbers, damaged + 1)) > damaged:  # the lines that are damaged are named
                yield self._where(paths[-1]).fault("store.journal_gap", "seq", seq=missing[-1])

    def _check_traces(self, annotator: str) -> Iterator[NhanError]:
        """What opening would not notice: records that are missing, and edits that are in no record."""
        try:
            project = Project.open(self._disk, self._folder)
            found = [*missing_records(project, annotator).values()]
            found += [each.message for each in edits_behind_damage(project, annotator)]
            found += [fault.message for fault in cut_short(project, annotator)]
        except NhanError:
            return  # named above
        yield from (NhanError(message.key, **message.fields) for message in found)

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


def _missing(numbers: Set[int], most: int) -> list[int]:
    """The first numbers of 1, 2, 3 ... that are not there although a greater one is."""
    missing: list[int] = []
    wanted = 1
    for number in sorted(numbers):
        missing += range(wanted, min(number, wanted + most - len(missing)))
        wanted = max(wanted, number + 1)
    return missing
