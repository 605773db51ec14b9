"""A project folder: its articles, their suggestions, and what each annotator has made of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.loaded_article import Loaded, record_of
from nhan.core.merging.versions import merge_versions
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, ProjectEdit, Span
from nhan.core.queue import Queue, Summary
from nhan.core.store.assignments_file import assign, can_assign
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.journals import Journals
from nhan.core.store.label_names import LabelNames
from nhan.core.store.label_set import check_label_set
from nhan.core.store.layout import PROJECT, key
from nhan.core.store.lock import IMPORT, Lock, try_lock
from nhan.core.store.project_change import CHANGED, changed
from nhan.core.store.project_file import (
    FIRST_ANNOTATOR,
    VERSION,
    Annotator,
    Role,
    create_project,
    project_bytes,
    read_project,
)
from nhan.core.store.quarantine import keep_damaged_journal
from nhan.core.store.record import Base, Versions
from nhan.core.store.records import Carried, Records
from nhan.core.store.recovery import Pending
from nhan.core.store.run_writer import RunWriter, begin
from nhan.core.store.runs import Runs, RunSuggestions, starting_spans
from nhan.core.store.strict import Where
from nhan.core.store.texts import Texts
from nhan.core.store.version_control import tell_git
from nhan.core.store.visible_ids import VisibleIds

NO_PENDING: Mapping[str, Pending] = MappingProxyType({})


class Project:
    """An open project. Opening and reading writes nothing."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self.disk = disk
        self.folder = folder
        self._file, self._extra = read_project(disk, folder)
        self.label_names = LabelNames(self._file.labels)
        self._texts = Texts(disk, folder, self.label_names)
        self._runs = Runs(disk, folder, self._texts)
        self._work = Records(disk, folder, self.label_names)
        self.visible = VisibleIds()
        self._told = False
        self._missing: Mapping[Path, Message] = {}
        self._unusable: dict[str, Message] = {}  # by article: why it starts without its suggestions
        self._queue = Queue(
            self._texts, self._runs, self._work, lambda name, base: self.start(name, base).document, self.title
        )

    @classmethod
    def create(cls, disk: Disk, folder: Path, labels: LabelSet, name: str = "") -> "Project":
        """Make a project in a new or empty folder (or one that holds nothing of a project). NhanError otherwise."""
        create_project(disk, folder, labels, name)
        tell_git(disk, folder)
        return cls(disk, folder)

    @classmethod
    def open(cls, disk: Disk, folder: Path) -> "Project":
        """Open a project. NhanError where the folder is none; what is damaged in it is left out (see the faults)."""
        return cls(disk, folder)

    # -- what project.json says ---------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def labels(self) -> LabelSet:
        return self._file.labels

    @property
    def newer(self) -> Message | None:
        """Why nothing may be written: a newer version of the program has written the project."""
        if self._file.version <= VERSION:
            return None
        return Where(PROJECT).fault("store.newer_project", "version").message

    def _refuse_newer(self) -> None:
        if self.newer is not None:
            raise NhanError(self.newer.key, **self.newer.fields)

    @property
    def settings(self) -> Mapping[str, Any]:
        return self._file.settings

    @property
    def annotators(self) -> Sequence[Annotator]:
        """The people who are listed, in the order of coming (see ``people.whose`` for those who are not)."""
        return self._file.annotators

    @property
    def annotator(self) -> str:
        """The id of the one who works here where nobody is named."""
        return self._file.annotators[0].id if self._file.annotators else FIRST_ANNOTATOR

    def describe(
        self, *, name: str | None = None, labels: LabelSet | None = None, settings: Mapping[str, Any] | None = None
    ) -> None:
        """Rewrite project.json with what is given. NhanError: labels that could not be read again, or a file that
        cannot be read now. OSError: the old one still stands."""
        if labels is not None:
            check_label_set(labels, Where(PROJECT), "labels.")
        changes = {"name": name, "labels": labels, "settings": None if settings is None else dict(settings)}
        self._rewrite({key: value for key, value in changes.items() if value is not None})

    def welcome(self, annotator: str, name: str, role: Role | None = None) -> None:
        """List someone, or give someone who is listed this name and perhaps another role.

        Nothing is written where it is so already. NhanError, OSError: the file is as it was.
        """
        listed = {each.id: each for each in self._file.annotators}
        before = listed.get(annotator, Annotator(annotator))
        wanted = Annotator(annotator, name or before.name, role or before.role)
        if listed.get(annotator) != wanted:
            found, _ = read_project(self.disk, self.folder)
            others = {each.id: each for each in found.annotators}
            self._rewrite({"annotators": tuple({**others, annotator: wanted}.values())})

    def can_change(self, edit: ProjectEdit) -> bool:
        """Whether what these files say on the disk now can be changed so, or is so already."""
        found, _ = read_project(self.disk, self.folder)
        return changed(found, edit) is not None and can_assign(self.disk, self.folder, edit.assigned)

    def change(self, edit: ProjectEdit) -> None:
        """Change project.json and what is given to people so, as far as it is not so already. What is open goes on with
        the labels that it was opened with. OSError, NhanError: the file is as it was."""
        assign(self.disk, self.folder, edit.assigned, self.imported)
        found, _ = read_project(self.disk, self.folder)
        wanted = changed(found, edit)
        if wanted is not None and wanted != found:
            opened = self._file.labels
            self._rewrite({name: getattr(wanted, name) for name in CHANGED})
            self._file = msgspec.structs.replace(self._file, labels=opened)

    def read_again(self) -> None:
        """Go by what project.json says now. Only while nothing of the project is open."""
        self._file, self._extra = read_project(self.disk, self.folder)
        self.label_names.take(self._file.labels)

    def _rewrite(self, changes: Mapping[str, Any]) -> None:
        """Change what is on the disk now: another program may have welcomed somebody meanwhile."""
        self._refuse_newer()
        found, extra = read_project(self.disk, self.folder)
        file = msgspec.structs.replace(found, **changes)
        self.disk.write_atomic(self.folder / PROJECT, project_bytes(file, extra))
        labels = changes.get("labels", self._file.labels)  # what is open goes on with the labels it was opened with
        self._file, self._extra = msgspec.structs.replace(file, labels=labels), extra
        self._tell_git()

    def _tell_git(self) -> None:
        """After something was written; that this cannot be is no fault of the project."""
        if not self._told:
            self._told = True
            with suppress(OSError):
                tell_git(self.disk, self.folder)

    # -- articles -----------------------------------------------------------------------------------------------

    @property
    def ids(self) -> Sequence[str]:
        """Every article that was not deleted and is not withheld, in the order of import."""
        return self.visible.of(self._texts.ids, self._file.deleted_articles)

    @property
    def imported(self) -> Sequence[str]:
        """Every article, the deleted ones too, in the order of import."""
        return self._texts.ids

    @property
    def deleted(self) -> Sequence[str]:
        """The deleted articles: they can be read, and are in no list."""
        return [article_id for article_id in self._file.deleted_articles if article_id in self._texts]

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._texts

    def title(self, article_id: str) -> str:
        """What it is called now; "" = nothing. KeyError for an unknown id."""
        return self._file.titles.get(article_id, "") or self._texts[article_id].title

    def imported_title(self, article_id: str) -> str:
        """What it was called when it was imported. KeyError for an unknown id."""
        return self._texts[article_id].title

    @property
    def titles(self) -> Mapping[str, str]:
        """By article, what is called otherwise than when it was imported."""
        return self._file.titles

    def _titled(self, article: Article) -> Article:
        title = self.title(article.id) if article.id in self._texts else article.title
        return article if title == article.title else msgspec.structs.replace(article, title=title)

    def length(self, article_id: str) -> int:
        """Code points of the article's text; 0 for an unknown id."""
        return self._texts[article_id].length if article_id in self._texts else 0

    def article(self, article_id: str) -> Article:
        """Read from its pack. KeyError for an unknown id; NhanError when its line is damaged."""
        return self._titled(self._texts.article(article_id))

    def add_articles(self, articles: Iterable[Article], spans: Mapping[str, Sequence[Span]] | None = None) -> int:
        """Append articles with the spans they come with, all or none. Returns how many.

        NhanError: an id is taken (case does not count), a span is outside its text or has an unknown label, the text
        holds a lone surrogate, another import is running. ``spans`` is asked for an id when its article is drawn.
        """
        with self._exclusive():
            added = self._texts.add(articles, {} if spans is None else spans, self.labels.understood)
            self._tell_git()
            return added

    def _exclusive(self) -> Lock:
        self._refuse_newer()
        lock = try_lock(self.folder, IMPORT)
        if lock is None:
            raise NhanError("store.import_running", folder=str(self.folder))
        return lock

    def refresh(self) -> None:
        """Take in articles and suggestions that another program has added since."""
        self._texts.refresh()
        self._runs.refresh()
        self._unusable.clear()

    @property
    def damaged_texts(self) -> Sequence[Message]:
        """What cannot be read of texts/: its articles are out of work."""
        return self._texts.faults

    @property
    def damaged_suggestions(self) -> Sequence[Message]:
        """What cannot be read of pre/, as far as it was looked at: only the suggestions there are out of work."""
        return [*self._runs.faults, *self._unusable.values()]

    def taken_ids(self) -> set[str]:
        """The ids that no new article can have, as ``layout.twin`` makes them; those out of work are among them."""
        return self._texts.taken_ids()

    def text_sha256(self, article_id: str) -> str:
        """The hash of the article's text. KeyError for an unknown id."""
        return self._texts[article_id].text_sha256

    @property
    def repeated_articles(self) -> Sequence[Message]:
        """What was imported twice with the same text, as in two clones: it is one article. Nothing is wrong with it."""
        return self._texts.repeated

    def suggested(self, article_id: str, run: str | None = None) -> RunSuggestions | None:
        """The suggestions of a run or, with None, of the newest run that has the article."""
        return self._runs.read(article_id, self.article(article_id).text, run)

    def new_run(self, suggester: str, version: str, parameters: Mapping[str, Any] | None = None) -> RunWriter:
        """Begin a run, or go on with the newest one where it is alike and unfinished (see ``RunWriter.written``)."""
        self._refuse_newer()
        return begin(self._runs, suggester, version, parameters or {}, self.labels.understood)

    def topic(self, article_id: str) -> str:
        """What the article is about or comes from, by its meta data or the folder in its id; "" where nothing says."""
        return self._texts[article_id].topic

    def unsuggested(self) -> Iterator[str]:
        """The articles that came without spans and that no run has."""
        for article_id in self.ids:
            if not any(msgspec.structs.astuple(self._texts[article_id].spans)) and not self._runs.entry(article_id):
                yield article_id

    def load(self, article_id: str, annotator: str, base: str | None = None) -> Loaded:
        """The annotator's record or, for an untouched article, its text with the suggestions of the run ``base``
        (None = the newest, "" = none). KeyError for an unknown id; NhanError when a file is damaged."""
        record = self._work.load(annotator, article_id)
        if record:
            document, run = record.document(), record.base.run if record.base else ""
            document.article = self._titled(document.article)
            copies = self._merge_versions(document, run, record.versions)
            return Loaded(document, run, dict(record.applied), True, record.stat, copies)
        if message := self._missing.get(self.record_path(article_id, annotator)):
            raise NhanError(message.key, **message.fields)
        return self.start(article_id, base)

    def _merge_versions(self, document: Document, run: str, versions: Versions | None) -> tuple[Path, ...]:
        """Bring in what sync programs or git left beside the record. Returns the files that this was in."""
        if versions is None or any(each.article.text != document.text for each in versions.records):
            return ()  # what is of another text is not for machines to merge
        base = versions.base.document() if versions.base else self.start(document.id, run).document
        merge_versions(document, self.labels, base, (each.document() for each in versions.records))
        return versions.files

    def leave_out(self, annotator: str, missing: Mapping[str, Message]) -> None:
        """Records of these articles are known to be missing: until they are there again nobody is given the articles
        as if they were untouched."""
        new = {self.record_path(name, annotator): message for name, message in missing.items()}
        self._missing = {**self._missing, **new}

    def start(self, article_id: str, base: str | None) -> Loaded:
        """The article as it is where nobody has touched it, with the suggestions of a run as in ``load``."""
        article, imported = self._texts.read(article_id)
        article = self._titled(article)
        found = self._suggestions(article, base)
        spans = starting_spans(imported, found.spans) if found else imported
        return Loaded(Document(article, spans), found.run if found else "", {}, False)

    def _suggestions(self, article: Article, base: str | None) -> RunSuggestions | None:
        """Damaged ones are lost and named; but edits that stand on them (``base``) would not fit without them."""
        if base == "":
            return None
        try:
            return self._runs.read(article.id, article.text, base)
        except NhanError as error:
            if base is not None:
                raise
            self._unusable[article.id] = error.message
            return None

    def save(self, loaded: Loaded, annotator: str) -> Stat:
        """Replace the annotator's record of the article as a whole. OSError: the old one still stands.

        ChangedOutsideError: it is not the record that the document was made of. Versions of it that are merged in the
        document go into quarantine.
        """
        return self._write(loaded, annotator, self._work.carried(annotator, loaded.document.id))

    def restore(self, document: Document, annotator: str, base: str) -> None:
        """The same where the record that is there cannot be read, or none is: nothing of it is carried over."""
        there = self.record_stat(document.id, annotator)
        self._write(Loaded(document, base, {}, True, there), annotator, Carried())

    def _write(self, loaded: Loaded, annotator: str, carried: Carried) -> Stat:
        record = record_of(loaded, annotator, self._base(loaded.document.id, loaded.base, carried), carried)
        self._work.keep(loaded.copies)
        saved = self._work.save(annotator, record)
        self._work.drop(annotator, loaded.document.id, loaded.copies)
        self._tell_git()
        return saved

    def _base(self, article_id: str, run: str, carried: Carried) -> Base | None:
        if carried.base and carried.base.run == run:
            return carried.base
        return Base(run, self._runs.line_sha256(article_id, run)) if run else None

    def record_stat(self, article_id: str, annotator: str) -> Stat | None:
        """What tells the annotator's record of the article from others; None where there is none."""
        return self._work.stat(annotator, article_id)

    def record_path(self, article_id: str, annotator: str) -> Path:
        """Where the annotator's record of the article is, or will be."""
        return self._work.path(annotator, article_id)

    def summaries(self, annotator: str, pending: Mapping[str, Pending] = NO_PENDING) -> Iterator[Summary]:
        """Every article as the queue shows it, in order, with what its file lacks."""
        return self._queue.summaries(annotator, pending, self.ids)

    def summary(self, article_id: str, annotator: str, pending: Pending | None = None) -> Summary:
        return self._queue.summary(article_id, annotator, pending)

    def touched(self, annotator: str) -> list[str]:
        """The articles that the annotator has a record of, in order."""
        keys = self._work.touched(annotator)
        return [article_id for article_id in self.ids if key(article_id) in keys]

    def journal(self, annotator: str) -> Journals:
        """The annotator's journals."""
        return Journals(self.disk, self.folder, annotator, self.label_names)

    def take(self, annotator: str, session: str, applied: Mapping[str, int]) -> None:
        """Say of a journal that stays how far it is in the records of these articles. Before what came on top of it is
        sealed."""
        self.journal(annotator).take(session, applied)

    def seal(self, annotator: str, sessions: Iterable[str]) -> None:
        """Move these sessions' journals to the audit: once every edit in them is in a saved record. Of what is damaged
        a copy is in quarantine by then."""
        journals = self.journal(annotator)
        live = journals.live()
        for session in sessions:
            for path in live.get(session, ()):
                keep_damaged_journal(self.disk, self.folder, annotator, path)
            journals.seal(session)
