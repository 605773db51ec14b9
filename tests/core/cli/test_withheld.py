"""The command line withholds what the window does: of others' work, what one's own is not done with."""

import json
from pathlib import Path

import pytest

from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import set_status
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_store import newest_model
from tests.core.building import TEXT
from tests.core.cli.running import Nhan, Ran, tree
from tests.core.curation.apart import LAN, MINH, TAM, at_work, do, given_to_two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return given_to_two(tmp_path / "p")


def as_(monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    monkeypatch.setenv("NHAN_ANNOTATOR", person)


def ids(ran: Ran) -> list[str]:
    return [each["id"] for each in json.loads(ran.out)]


def test_another_s_articles_are_listed_once_one_s_own_are_done(
    folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_(monkeypatch, MINH)
    ran = nhan.done("articles", folder, "--annotator", LAN, "--json")
    assert ids(ran) == ["a0"] and "3" in ran.err and "Lan" in ran.err
    assert ids(nhan.done("articles", folder, "--json")) == ["a0", "a1", "a2", "a3"]
    as_(monkeypatch, TAM)
    ran = nhan.done("articles", folder, "--annotator", LAN, "--json")
    assert len(ids(ran)) == 4 and not ran.err
    as_(monkeypatch, MINH)
    nhan.done("set", folder, "--others-work", "always")
    assert len(ids(nhan.done("articles", folder, "--annotator", LAN, "--json"))) == 4
    assert "always" in nhan.done("set", folder).out
    before = (folder / "project.json").read_bytes()
    assert "always" in nhan.done("set", folder, "--others-work", "always").out  # nothing to change, and nothing is
    nhan.done("undo", folder, "--yes")
    assert ids(nhan.done("articles", folder, "--annotator", LAN, "--json")) == ["a0"]
    nhan.done("undo", folder, "--redo", "--yes")
    assert (folder / "project.json").read_bytes() == before


def test_what_is_given_to_somebody_is_listed_by_their_states(folder: Path, nhan: Nhan) -> None:
    for status, expected in (("done", ["a0", "a1", "a2"]), ("new", ["a3"]), ("in_progress", [])):
        ran = nhan.done("articles", folder, "--annotator", TAM, "--given-to", LAN, "--status", status, "--json")
        assert ids(ran) == expected
    assert len(ids(nhan.done("articles", folder, "--annotator", TAM, "--given-to", LAN, "--json"))) == 4
    assert nhan("articles", folder, "--given-to", "nobody").code == 1


@pytest.mark.parametrize(
    "command",
    [("export", "-o", "-", "--annotator", LAN), ("adjudicate",), ("adjudicate", "--by", "majority")],
)
def test_a_whole_work_and_deciding_are_for_curators(
    folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    name, *more = command
    as_(monkeypatch, MINH)
    before = tree(folder)
    ran = nhan(name, folder, *more)
    assert ran.code == 1 and len(ran.err.splitlines()) <= 2 and not ran.out and tree(folder) == before
    assert "Traceback" not in ran.err
    as_(monkeypatch, TAM)
    assert "bạn được giao" not in nhan(name, folder, *more).err.casefold()


def test_a_release_of_another_s_work_is_for_curators(folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch) -> None:
    as_(monkeypatch, MINH)
    words = ("release", folder, "1.0", "--date", "2026-11-28", "--by", LAN)
    assert nhan(*words).code == 1 and not (folder / "releases").exists()
    as_(monkeypatch, TAM)
    nhan.done(*words)


def test_agreement_says_what_it_leaves_out(folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch) -> None:
    do(folder, MINH, "a2", label="ORG")
    as_(monkeypatch, MINH)
    ran = nhan.done("agreement", folder, "--json")
    found = json.loads(ran.out)
    assert found["agreement"]["articles"] == 2 and "2" in ran.err and found["advice"]["more"] == 28
    as_(monkeypatch, TAM)
    ran = nhan.done("agreement", folder)
    assert not ran.err and "28" in ran.out


def test_one_s_own_article_that_cannot_be_read_is_named_once(
    folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not known to be done, and what was decided in it is withheld."""
    as_(monkeypatch, TAM)
    nhan("adjudicate", folder, "a0", "--at", str(TEXT.index("Nguyễn")), "--take", "none")
    (record,) = (folder / "work" / MINH).rglob("a0.json")
    record.write_text("<<<<<<<", encoding="utf-8")
    as_(monkeypatch, MINH)
    ran = nhan.done("otherwise", folder, "--json")
    assert told(ran) == set() and ran.err.count("a0.json") == 1 and len(ran.err.splitlines()) == 1


def test_what_was_decided_otherwise_is_told_for_what_one_is_done_with(
    folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(folder, MINH, "a2", label="ORG")
    as_(monkeypatch, TAM)
    nhan("adjudicate", folder, "a0", "--at", str(TEXT.index("Nguyễn")), "--take", "none")
    nhan("adjudicate", folder, "a2", "--at", str(TEXT.index("Nguyễn")), "--take", "none")
    as_(monkeypatch, MINH)
    assert told(nhan.done("otherwise", folder, "--json")) == {"a0", "a2"}
    session = at_work(folder, MINH)
    assert isinstance(session.commit(set_status(session.document("a2"), ArticleStatus.IN_PROGRESS)), Change)
    session.close()
    assert told(nhan.done("otherwise", folder, "--json")) == {"a0"}
    assert told(nhan.done("otherwise", folder, "a2", "--json")) == set()


def told(ran: Ran) -> set[str]:
    return {each["place"]["article"] for each in json.loads(ran.out)}


def test_a_model_suggests_nothing_that_one_has_to_do_without_it(
    folder: Path, nhan: Nhan, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_(monkeypatch, TAM)
    nhan.done("train", folder)
    model = newest_model(Disk(), folder)
    assert model is not None
    ran = nhan.done("suggest", folder, "--model", model, "--again")
    assert "3" in ran.err
    project = Project.open(Disk(), folder)
    again = [name for name in project.ids if (found := project.suggested(name)) and found.run != "test"]
    names = {name: project.suggested(name) for name in again}
    assert {
        name for name, each in names.items() if each and each.spans and each.spans[0].source.name != "another.program"
    } == {"a0"}
