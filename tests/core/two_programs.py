"""Two sessions of one name on one folder that know nothing of each other's lock, doing anything in any order."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.merging.combine import says_the_same
from nhan.core.model import ArticleEdit, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge, accept, add, move_edge, reject, relabel, settle
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import die
from tests.core.test_session import make

ARTICLES = ("a0", "a1")
PLACES = [TEXT.index(each) for each in TEXT.split()]


def make_suggested(folder: Path) -> Path:
    """A project of three articles with suggestions."""
    project = make(folder)
    run = project.new_run("u", "1")
    names = [span(TEXT, each, "LOC") for each in ("Bắc Ninh", "Hoà Bình", "TP.HCM")]
    run.write(1, dict.fromkeys(project.ids, names))
    run.finish()
    return project.folder


class MeanwhileDisk(Disk):
    """A disk on which something else happens just before a file is replaced, when its writer has looked already."""

    meanwhile: Callable[[], object] | None = None

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return super().write_atomic_parts(path, parts)


class Side:
    """A program that is started again and again."""

    def __init__(self, folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._state, self._patch = folder, state, monkeypatch
        self.disk = MeanwhileDisk()
        self.session: Session | None = None
        self.acknowledged: list[ArticleEdit] = []

    def opened(self) -> Session:
        if self.session is None:
            self._patch.setenv("XDG_STATE_HOME", str(self._state))
            self.session = Session(Project.open(self.disk, self._folder))
            assert self.session.read_only is None
        return self.session

    def edit(self, chance: random.Random) -> None:
        session = self.opened()
        document = session.document(chance.choice(ARTICLES))
        outcome = session.undo() if chance.random() < 0.15 else session.commit(any_answer(document, chance))
        if isinstance(outcome, Change):
            self.acknowledged += outcome.edits
        else:
            assert isinstance(outcome, Rejected), outcome

    def save(self) -> None:
        assert self.session is None or self.session.save_all() is None

    def look(self) -> None:
        if self.session is not None:
            self.session.look()

    def close(self) -> None:
        if self.session is not None:
            assert self.session.close() is None
            self.session = None

    def kill(self) -> None:
        if self.session is not None:
            die(self.session)
            self.session = None

    def act(self, chance: random.Random) -> None:
        """Anything."""
        act = chance.choices(("edit", "save", "look", "close", "kill"), (10, 3, 2, 1, 1))[0]
        self.edit(chance) if act == "edit" else getattr(self, act)()


def any_answer(document: Document, chance: random.Random) -> Change | Rejected:
    """What some verb says to something."""
    spans = list(document)
    start = chance.choice(PLACES)
    label = chance.choice(LABELS.labels).name
    end = min(len(document.text), start + chance.choice((2, 7)))
    if document.disputes and chance.random() < 0.3:
        return settle(document, LABELS, chance.choice(document.disputes), chance.random() < 0.5)
    if not spans or chance.random() < 0.3:
        return add(document, LABELS, start, end, label)
    span = chance.choice(spans)
    verbs: list[Callable[[], Change | Rejected]] = [
        lambda: accept(document, LABELS, span.id),
        lambda: relabel(document, LABELS, span.id, label),
        lambda: reject(document, span.id),
        lambda: move_edge(document, LABELS, span.id, Edge.END, end),
    ]
    return chance.choice(verbs)()


def missing(folder: Path, edits: list[ArticleEdit]) -> list[Span]:
    """The decisions of these edits that no later one has taken the place of, and that neither stand in their articles
    nor are there to be settled."""
    session = Session(Project.open(Disk(), folder))
    documents = {name: session.document(name) for name in ARTICLES}
    journals = session.project.journal(session.annotator)  # one may have died before it could say what it had done
    done = [edit for paths in journals.sessions() for entry in journals.entries(paths) for edit in entry.change.edits]
    assert all(edit in done for edit in edits)
    lost: list[Span] = []
    for edit in edits:
        document = documents[edit.article]
        for made in edit.added:
            if made.status is not SpanStatus.SUGGESTED and not _is_superseded(made, edit, done):
                there = (document.get(made.id), *document, *(each.other for each in document.disputes))
                lost += [] if any(says_the_same(made, each) for each in there) else [made]
    die(session)
    return lost


def _is_superseded(span: Span, edit: ArticleEdit, edits: list[ArticleEdit]) -> bool:
    """Whether somebody who saw it, or the same made by the other, has changed it or settled what it was part of."""
    later = [each for each in edits if each.article == edit.article and each != edit]
    removed = (each for one in later for each in one.removed)
    settled = (each.other for one in later for each in one.settled if each.span == span.id)
    return any(each is not None and each.id == span.id and says_the_same(span, each) for each in (*removed, *settled))
