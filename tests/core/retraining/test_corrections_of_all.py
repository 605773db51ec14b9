"""Whose done articles a model is made from."""

import json
from pathlib import Path

import pytest

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import relabel, set_status
from nhan.core.people.learn_from import LEARN_FROM, LearnFrom, learn_from
from nhan.core.project import Project
from nhan.core.retraining.corrections_of_all import all_corrections
from nhan.core.retraining.earlier_sessions import EarlierSessions
from nhan.core.retraining.policy import TrainingPolicy
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.journal import _line
from nhan.core.tagger.model_store import imported, newest_model
from tests.core.cli.conftest import nhan
from tests.core.cli.running import Nhan
from tests.core.news import article
from tests.core.retraining.building import PORTS, done, label, make

__all__ = ["nhan"]  # a fixture


def at_work(folder: Path, annotator: str) -> Session:
    return Session(Project.open(Disk(), folder), annotator, name=annotator.title())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lan is done with 0 and 1 and has taken 3 up again, Minh with 1, 2 and 3, and has begun on 4."""
    make(tmp_path / "p", 6, corrected=0)
    lan, minh = at_work(tmp_path / "p", "lan"), at_work(tmp_path / "p", "minh")
    for session, numbers in ((lan, (0, 1, 3)), (minh, (2, 1, 3, 4))):
        for number in numbers:
            label(session, number)
    again = article(3).article
    assert isinstance(lan.commit(set_status(lan.document(again), ArticleStatus.IN_PROGRESS)), Change)
    minh_s = minh.document(article(1).article)
    first = next(iter(minh_s))
    done(minh, relabel(minh_s, PORTS, first.id, "SHIP" if first.label != "SHIP" else "LOC"))
    assert isinstance(minh.commit(set_status(minh.document(article(4).article), ArticleStatus.SKIPPED)), Change)
    lan.close()
    minh.close()
    return tmp_path / "p"


def learned(folder: Path, annotator: str) -> dict[str, list[tuple[int, int, str]]]:
    def refuse(each: object) -> None:
        pytest.fail(str(each))

    return {each.article: list(each.spans) for each in all_corrections(at_work(folder, annotator), refuse)}


def test_everybody_s_done_articles_count_one_s_own_first(folder: Path) -> None:
    names = [article(number).article for number in range(5)]
    lan, minh = learned(folder, "lan"), learned(folder, "minh")
    assert list(lan) == list(minh) == names[:4]  # in the project's order; what is skipped or begun does not count
    assert lan[names[1]] == list(article(1).spans) != minh[names[1]]
    assert list(learned(folder, "hoa")) == names[:4]
    assert learned(folder, "hoa")[names[1]] == lan[names[1]]  # who came first to the project


def test_the_project_may_want_one_s_own_alone(nhan: Nhan, folder: Path) -> None:
    assert learn_from(Project.open(Disk(), folder)) is LearnFrom.ALL
    assert "own" in nhan.done("set", folder, "--learn-from", "own").out
    assert list(learned(folder, "lan")) == [article(number).article for number in (0, 1)]
    assert learned(folder, "hoa") == {}
    Project.open(Disk(), folder).describe(settings={LEARN_FROM: 7})
    assert learn_from(Project.open(Disk(), folder)) is LearnFrom.ALL


def test_the_window_s_policy_learns_from_the_same(folder: Path) -> None:
    session = at_work(folder, "lan")
    earlier = EarlierSessions(session)
    policy = TrainingPolicy(session, automatic=True)
    policy.start(*earlier.read(), earlier.others())
    while policy.step():
        pass
    assert {each.article: list(each.spans) for each in policy.begin()} == learned(folder, "lan")
    assert EarlierSessions(session).others(lambda: True) == []


def test_what_others_did_to_an_article_that_cannot_be_read_is_named(folder: Path) -> None:
    record = Project.open(Disk(), folder).record_path(article(2).article, "minh")
    whole = record.read_bytes()
    named: list[str] = []
    for damaged in (whole.replace(b'"spans"', b'"snaps"'), whole.replace(b'"confirmed"', b'"x"'), b""):
        record.write_bytes(damaged)
        named.clear()
        found = all_corrections(at_work(folder, "lan"), lambda each: named.append(each.article))
        assert named == [article(2).article] and len(found) == 3
    (folder / "journal" / "minh" / "000009-abcdef.jsonl").write_bytes(_line("entry", Message("of a later version")))
    named.clear()
    assert len(all_corrections(at_work(folder, "lan"), lambda each: named.append(each.article))) == 2
    assert named == ["minh"]


def studied(folder: Path, annotator: str = "") -> int:
    path = newest_model(Disk(), folder, annotator)
    assert path is not None
    return len(imported(Disk(), path)[1].studied)


def test_train_says_how_many_and_each_trains_a_model_of_their_own(nhan: Nhan, folder: Path) -> None:
    nhan.done("train", folder, "--annotator", "lan")
    assert studied(folder) == studied(folder, "lan") == 4
    nhan.done("set", folder, "--learn-from", "own")
    nhan.done("train", folder, "--annotator", "minh")
    assert (studied(folder), studied(folder, "minh"), studied(folder, "lan")) == (3, 3, 4)


def test_roles_are_given_by_name(nhan: Nhan, folder: Path) -> None:
    nhan.done("set", folder, "--role", "Minh=adjudicator")
    people = json.loads(nhan.done("status", folder, "--annotator", "lan", "--json").out)["people"]
    assert [(each["name"], each["role"]) for each in people] == [("Lan", "annotator"), ("Minh", "adjudicator")]
    assert "người phân xử" in nhan.done("status", folder).out
    for wrong in ("Minh=boss", "=annotator", "Minh"):
        ran = nhan("set", folder, "--role", wrong)
        assert ran.code == 1 and ran.err.count("\n") == 1
    said = nhan.done("set", folder, "--role", "Hoa=adjudicator").out
    assert "Hoa (hoa-" in said and "đã thêm vào" in said
    assert "Hoa: người phân xử" in said and "Minh: người phân xử" in said and "Lan: người gán nhãn" in said
    assert "đã thêm" not in nhan.done("set", folder, "--role", "Hoa=annotator").out
    with pytest.raises(NhanError):
        at_work(folder, "../lan")
