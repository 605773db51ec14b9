"""Small projects that people have done, opened by whoever adjudicates."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Article, Change, SpanStatus
from nhan.core.operations import add, finish
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.main_window import MainWindow
from tests.core.building import LABELS
from tests.gui.conftest import Typist, part, settle

CURATOR = Person(id="cu-2345", name="Cúc")
LAN, MINH = "lan-2222", "minh-3333"
TEXT = "Ở Huế. Về Huế. Bỏ Huế. Nhớ Vinh."
AGREED: Labelled = (27, 31, "LOC")  # "Vinh"
HUE = (2, 10, 18)  # where "Huế" begins


def huế(label: str, *starts: int) -> list[Labelled]:
    """The word at these places, and what both have."""
    return [*((start, start + 3, label) for start in starts or HUE), AGREED]


def done_by(folder: Path, had: Mapping[str, Sequence[Labelled]], articles: int = 1, text: str = TEXT) -> Path:
    """A project of such articles, in each of which everybody has these spans and is done."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", text, title=f"Bài {n}") for n in range(articles)])
    for person, places in had.items():
        session = Session(project, person, name=person)
        for number in range(articles):
            document = session.document(f"a{number}")
            for place in places:
                assert isinstance(session.commit(add(document, LABELS, *place)), Change)
            assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    return folder


def at_work(program: Program, folder: Path, qtbot: QtBot, role: Role = Role.ADJUDICATOR) -> Typist:
    """The curator's window."""
    program.identity = Identity(CURATOR)
    Project.open(Disk(), folder).welcome(CURATOR.id, CURATOR.name, role)
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def stops_of(curator: Typist) -> OpenStops:
    return part(curator.window, OpenStops)


def shown(curator: Typist) -> Document:
    document = curator.window.bridge.document
    assert document is not None
    return document


def stands(document: Document) -> set[Labelled]:
    return {span.place for span in document if span.status is SpanStatus.CONFIRMED}


def said(curator: Typist) -> str:
    return curator.window.status.currentMessage()


def heard(window: MainWindow) -> list[str]:
    """The keys of what is said from now on."""
    words: list[str] = []

    def say(message: Message) -> str:
        words.append(message.key)
        return message.key

    window.words.say = say  # type: ignore[method-assign]
    return words
