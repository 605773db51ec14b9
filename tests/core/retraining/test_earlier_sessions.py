"""What earlier sessions left: their decisions and the model, as far as they can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.messages import Message
from nhan.core.project import Project
from nhan.core.retraining.earlier_sessions import EarlierSessions
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.journal import _line
from nhan.core.tagger.model_file import encode
from nhan.core.tagger.model_store import keep_model
from tests.core.news import articles
from tests.core.retraining.building import label, make, model_of


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder))


def save(folder: Path, data: bytes) -> None:
    keep_model(Disk(), folder, "an1", data)


def test_decisions_and_the_model_are_there_again_and_what_this_session_writes_is_not(tmp_path: Path) -> None:
    first = opened(make(tmp_path / "p", 4))
    label(first, 2)
    label(first, 0)
    first.close()
    save(tmp_path / "p", encode(model_of(articles(3))))
    session = opened(tmp_path / "p")
    earlier = EarlierSessions(session)
    label(session, 1)
    decisions, model = earlier.read()
    assert [each.article for each in decisions.results()] == ["bài 2", "bài 0"]
    assert model is not None and model.fingerprint == model_of(articles(3)).fingerprint


def newer(journal: Path) -> None:
    journal.write_bytes(_line("entry", Message("of a later version")))


def no_file(journal: Path) -> None:
    journal.unlink()
    journal.mkdir()


@pytest.mark.parametrize("damage", [newer, no_file])
def test_what_cannot_be_read_counts_as_not_there(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    first = opened(make(tmp_path / "p", 4))
    label(first, 2)
    first.close()
    save(tmp_path / "p", b"\x81\xa1a")
    session = opened(tmp_path / "p")
    earlier = EarlierSessions(session)
    (journal,) = session.project.journal(session.annotator).sealed().values()
    damage(journal[0])
    decisions, model = earlier.read()
    assert (decisions.results(), model) == ([], None)


def test_nothing_is_read_once_it_is_stopped(tmp_path: Path) -> None:
    first = opened(make(tmp_path / "p", 4))
    label(first, 2)
    first.close()
    assert EarlierSessions(opened(tmp_path / "p")).read(lambda: True)[0].results() == []
