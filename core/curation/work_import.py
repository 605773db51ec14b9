"""Work that was done elsewhere: a file's spans, status and note become a person's record of articles that are here."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

import msgspec

from nhan.core.document import key_of
from nhan.core.formats.article_json import refuse_unknown_labels
from nhan.core.formats.format import Incoming
from nhan.core.formats.label_words import labels_by_word
from nhan.core.formats.new_labels import renamed
from nhan.core.importing import ImportOptions
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Rejected
from nhan.core.outcome import Failed
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Session
from nhan.core.store.layout import sha256
from nhan.core.store.project_file import Annotator

VERB = "import_work"


class WorkReport(msgspec.Struct):
    """What came in. ``refused``: why articles did not; ``untouched``: those that nobody had worked on;
    ``same``: those that were just so already; ``lost``: spans of the files that did not come in; ``said``: what was
    decided in reading, and for how many articles."""

    articles: int = 0
    spans: int = 0
    untouched: int = 0
    same: int = 0
    lost: int = 0
    said: list[tuple[Message, int]] = []
    refused: list[Message] = []
    unsaved: Message | None = None  # what is in the journal only


def import_work(project: Project, paths: Sequence[Path], maker: Annotator, options: ImportOptions) -> WorkReport:
    """Take the files' work for this person's: all of it in one step, or, where anything is refused, nothing of it.

    Where bad articles may be skipped the rest comes in. What the person has here already is overwritten only by
    ``options.replace``: then it is a step that undo takes back.
    NhanError: the files cannot be read, or nothing can be written for this person now.
    """
    session = Session(project, maker.id, name=maker.name)
    report = WorkReport()
    try:
        if session.read_only is not None:
            raise NhanError(session.read_only.key, **session.read_only.fields)
        incoming = _Incoming(session, report, options)
        edits = list(incoming.edits(paths))
        report.said = list(incoming.said.values())
        if edits and (options.skip_bad or not report.refused):
            _commit(session, Change(VERB, tuple(edits), machine=not options.replace))
            report.articles, report.spans = len(edits), sum(len(edit.added) for edit in edits)
    finally:
        report.unsaved = session.close()
    return report


def _commit(session: Session, change: Change) -> None:
    match session.commit(change, decided=True):
        case Change() if session.journal.in_memory:
            message = session.journal.in_memory.message
            raise NhanError(message.key, **message.fields)
        case Change():
            pass
        case Rejected(reason, fields):
            raise NhanError(reason, **fields)
        case Failed(message):
            raise NhanError(message.key, **message.fields)
        case never:
            assert_never(never)


class _Incoming:
    """The articles on their way to their places."""

    def __init__(self, session: Session, report: WorkReport, options: ImportOptions) -> None:
        self._session, self._report, self._options = session, report, options
        self._project = session.project
        self._labels = self._project.labels.understood
        self._words = labels_by_word(self._project.labels)
        self._by_text: dict[str, list[str]] | None = None  # ids by the hash of their text; once one is looked for by it
        self._taken: set[str] = set()
        self.said: dict[str, tuple[Message, int]] = {}

    def edits(self, paths: Sequence[Path]) -> Iterator[ArticleEdit]:
        options = self._options
        for each in options.files(self._project, paths):
            for found in each.read(each.file, options.read_options):
                options.seen()
                try:
                    if isinstance(found, NhanError):
                        raise found
                    if (edit := self._edit(found)) is not None:
                        yield edit
                except NhanError as error:
                    self._report.refused.append(error.message)

    def _edit(self, found: Incoming) -> ArticleEdit | None:
        """None where there is no work in it."""
        now = found.state or ArticleState(ArticleStatus.IN_PROGRESS)
        if (now.status is ArticleStatus.NEW and not now.flagged) or (found.state is None and not found.spans):
            self._report.untouched += 1
            return None
        found = renamed(found, self._options.names, self._words)
        refuse_unknown_labels(found, self._labels)
        article_id = self._place(found)
        match self._session.read(article_id):
            case Opened(document):
                there = not self._options.replace and self._session.touched(article_id)
                if there or article_id in self._taken:
                    raise found.where.fault("work.there_already", id=article_id)
                self._taken.add(article_id)
                self._tell(found)
                names = self._project.label_names
                spans = names.spans(names.spans_in_files(found.spans))  # what is exported may say older names
                if tuple(document) == tuple(sorted(spans, key=key_of)) and document.state == now:
                    self._report.same += 1
                    return None
                return ArticleEdit(article_id, tuple(document), spans, document.state, now)
            case Unreadable(_, message):
                raise NhanError(message.key, **message.fields)
            case never:
                assert_never(never)

    def _tell(self, found: Incoming) -> None:
        """What of the work cannot come in. The overlap policy is no reason here: a copy of a project comes back so."""
        for loss in found.lost:
            self._options.lost(loss)
        self._report.lost += len(found.lost)
        for message in found.said:
            _, count = self.said.get(repr(message), (message, 0))
            self.said[repr(message)] = message, count + 1

    def _place(self, found: Incoming) -> str:
        """The id of the article that this is work on: one of the same id and text, else the one of the same text."""
        name, text = found.article.id, found.article.text
        if name in self._project.deleted:
            raise found.where.fault("store.id_deleted", "id", id=name)
        if name in self._project and self._project.article(name).text == text:
            return name
        same = self._texts().get(sha256(text), [])
        if len(same) == 1:
            return same[0]
        if same:
            raise found.where.fault("work.several", id=name, names=", ".join(same))
        raise found.where.fault("work.other_text" if name in self._project else "work.no_article", id=name)

    def _texts(self) -> dict[str, list[str]]:
        if self._by_text is None:
            self._by_text = {}
            for name in self._project.ids:
                self._by_text.setdefault(sha256(self._project.article(name).text), []).append(name)
        return self._by_text
