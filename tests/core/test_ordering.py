"""The order of the queue and the blind sample depend on the project alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.model import Article
from nhan.core.ordering import BLIND, ORDER, Order, interleaved, is_blind, order_of, ordered
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT, span
from tests.core.cli.running import Nhan


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Six articles of sport, then three of law; the second is the most doubtful."""
    made = Project.create(Disk(), tmp_path / "p", LABELS)
    sport = [Article(f"s{n}", TEXT, meta={"topic": "sport"}) for n in range(6)]
    made.add_articles([*sport, *(Article(f"law/{n}", TEXT) for n in range(3))])
    writer = made.new_run("test", "1")
    sure = {f"s{n}": (span(TEXT, "Hoà Bình", "LOC", confidence=0.3 if n == 1 else 0.9),) for n in range(6)}
    writer.write(writer.next_pack, sure)
    writer.finish()
    writer.close()
    return made


def test_the_orders(project: Project) -> None:
    session = Session(project)
    snapshot, other = session.snapshot(), Session(Project.open(Disk(), project.folder)).snapshot()
    assert order_of(project) is Order.INTERLEAVED
    assert ordered(snapshot, Order.FILE) == list(project.ids)
    assert ordered(snapshot, Order.INTERLEAVED) == ["s0", "law/0", "s1", "s2", "law/1", "s3", "s4", "law/2", "s5"]
    assert ordered(snapshot, Order.DOUBTFUL)[0] == "s1"
    assert ordered(snapshot, Order.RANDOM) == ordered(other, Order.RANDOM)
    for order in Order:
        assert sorted(ordered(snapshot, order)) == sorted(project.ids)
    session.close()


def test_doubt_counts_what_has_only_been_offered(project: Project) -> None:
    session = Session(project)
    session.offer("law/2", [span(TEXT, "Hoà Bình", "LOC", confidence=0.1)])
    assert ordered(session.snapshot(), Order.DOUBTFUL)[:2] == ["law/2", "s1"]
    session.close()


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_topics_are_spread_evenly_and_keep_their_own_order(topics: list[str]) -> None:
    ids = [f"{number:02}" for number in range(len(topics))]
    found = interleaved(ids, topics)
    assert sorted(found) == ids
    for topic in set(topics):
        own = [name for name in found if topics[int(name)] == topic]
        assert own == sorted(own)
        for half in range(len(found)):  # never further from its share than one article
            share = sum(topics[int(name)] == topic for name in found[:half])
            assert abs(share - half * len(own) / len(found)) <= 1.5


def test_the_blind_sample_is_a_share_and_stays_the_same(project: Project) -> None:
    assert not any(is_blind(project, f"x{n}") for n in range(100))
    project.describe(settings={BLIND: 0.25})
    drawn = {f"x{n}" for n in range(2000) if is_blind(project, f"x{n}")}
    assert 400 < len(drawn) < 600
    project.describe(settings={BLIND: 0.5})
    assert all(is_blind(project, name) for name in drawn)  # more are drawn, none is given back


def test_the_command_sets_and_says(capsys: pytest.CaptureFixture[str], project: Project) -> None:
    nhan = Nhan(capsys)
    folder = str(project.folder)
    assert "interleaved" in nhan("set", folder).out
    assert "random" in nhan("set", folder, "--order", "random", "--blind", "1").out
    kept = Project.open(Disk(), project.folder).settings
    assert (kept[ORDER], kept[BLIND]) == ("random", 1.0)
    nhan.done("suggest", folder, "--again", "--suggester", "rules")
    assert Project.open(Disk(), project.folder).suggested("law/0") is None  # all are blind
    assert nhan("set", folder, "--blind", "2").code == 2
    assert "50" in nhan("set", folder, "--blind", "0,5").out
