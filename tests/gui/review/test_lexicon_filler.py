"""What the annotator has labelled is known wherever it was labelled: on the disk, in a journal, or a moment ago."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from nhan.core import operations as op
from nhan.core.model import Article, SpanStatus
from nhan.core.project import Project
from nhan.core.review.lexicon import Lexicon
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui import turns
from nhan.gui.jobs import Direct, Jobs
from nhan.gui.review import lexicon_filler
from nhan.gui.review.lexicon_filler import AT_ONCE, LexiconFiller
from nhan.gui.session_bridge import SessionBridge
from tests.core.building import LABELS, span

T = TypeVar("T")

WORDS = ["Hà Nội", "Hoà Bình", "Bắc Ninh", "Nguyễn Văn A", "Bộ Y tế", "bác sĩ", "TP.HCM", "Lào"]
TEXT = "Ở " + ", ".join(WORDS) + "."
SUGGESTED = tuple(span(TEXT, words, "LOC") for words in WORDS)
IMPORTED = (span(TEXT, "Lào", "MISC", SpanStatus.CONFIRMED), span(TEXT, "TP.HCM", "PER", SpanStatus.REJECTED))


class Held(Executor):
    """Does its work when told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, work: Callable[..., T], /, *args: Any, **more: Any) -> "Future[T]":
        self.waiting.append(partial(work, *args, **more))
        return Future()


@contextmanager
def holding(bridge: SessionBridge) -> Iterator[Held]:
    """The bridge's jobs wait until they are told to go on; what still waits at the end is never done."""
    usual, held = bridge.jobs, Held()
    bridge.jobs = Jobs(held)
    try:
        yield held
    finally:
        bridge.jobs = usual


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six articles with suggestions, two with decided spans they came with, one of many spans."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(6)], {f"a{n}": SUGGESTED for n in range(6)})
    project.add_articles([Article(f"b{n}", TEXT) for n in range(2)], {f"b{n}": IMPORTED for n in range(2)})
    names = [f"Phố {n:03}" for n in range(4 * AT_ONCE)]
    text = "; ".join(names)
    project.add_articles([Article("c", text)], {"c": [span(text, name, "LOC") for name in names]})
    return tmp_path / "p"


@pytest.fixture
def opened(folder: Path, qtbot: QtBot) -> Iterator[Callable[[], SessionBridge]]:
    """Opens the project, as often as one likes: who comes first writes, who comes later looks."""
    bridges: list[SessionBridge] = []

    def opening() -> SessionBridge:
        bridges.append(SessionBridge(Session(Project.open(Disk(), folder)), Jobs(Direct())))
        return bridges[-1]

    yield opening
    for bridge in reversed(bridges):
        bridge.close()


def accept(bridge: SessionBridge, article: str, *places: int) -> None:
    document = bridge.session.document(article)
    for place in places:
        assert bridge.commit(op.accept(document, LABELS, document.at(place).id))


def gathered(qtbot: QtBot, bridge: SessionBridge) -> LexiconFiller:
    gathering = LexiconFiller(bridge, bridge)
    with qtbot.waitSignal(gathering.filled):
        gathering.start()
    return gathering


def settled(qtbot: QtBot, gathering: LexiconFiller) -> bool:
    qtbot.waitUntil(lambda: not gathering._turns.active)
    return True


def table(lexicon: Lexicon) -> list[object]:
    entries = lexicon._entries.items()
    counts = sorted((words, sorted(each.confirmed.items()), sorted(each.rejected.items())) for words, each in entries)
    return [counts, sorted(lexicon._proposed.items()), sorted(lexicon._heads.items())]


def now_filled(bridge: SessionBridge) -> list[object]:
    """What a lexicon would say that is filled with every article as it is now."""
    lexicon = Lexicon()
    for name in bridge.session.project.ids:
        lexicon.fill(bridge.session.document(name))
    return table(lexicon)


def test_everything_decided_is_gathered_from_the_disk(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    first = opened()
    accept(first, "a0", 0, 1, 5)
    accept(first, "a3", 1, 2)
    assert first.commit(op.reject(first.session.document("a3"), first.session.document("a3").at(0).id))
    first.close()
    gathering = gathered(qtbot, opened())
    assert table(gathering.lexicon) == now_filled(gathering._bridge)
    assert gathering.lexicon.label_for("Hòa Bình") == "LOC" and gathering.lexicon.label_for("Lào") == "MISC"
    assert "a1" not in gathering.lexicon  # nobody has decided on anything there: it was not read


def test_what_a_crash_left_in_the_journal_is_gathered(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    first = opened()
    accept(first, "a0", 0)
    first.save_all()
    accept(first, "a0", 1)
    accept(first, "a2", 2)
    second = opened()  # as if the first had died now: its journal is there, its articles' files are behind
    assert second.session.read_only
    gathering = gathered(qtbot, second)
    assert table(gathering.lexicon) == now_filled(second) and gathering.lexicon.label_for("Bắc Ninh") == "LOC"


def test_an_edit_counts_at_once_and_undo_takes_it_back(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    bridge = opened()
    gathering = gathered(qtbot, bridge)
    accept(bridge, "a0", 0)
    assert gathering.lexicon.label_for("Hà Nội") == "LOC"
    accept(bridge, "a0", 1)
    bridge.undo()
    bridge.undo()
    assert gathering.lexicon.label_for("Hà Nội") == "" and table(gathering.lexicon) == now_filled(bridge)


def test_a_large_edit_waits_for_its_turn(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    bridge = opened()
    gathering = gathered(qtbot, bridge)
    assert bridge.commit(op.accept_rest(bridge.session.document("c"), LABELS))
    assert gathering.lexicon.label_for("Phố 007") == ""
    assert settled(qtbot, gathering) and gathering.lexicon.label_for("Phố 007") == "LOC"
    bridge.undo()
    assert gathering.lexicon.label_for("Phố 007") == "LOC"
    assert settled(qtbot, gathering) and table(gathering.lexicon) == now_filled(bridge)


@pytest.mark.parametrize("long", [3, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_edits_in_the_middle_of_gathering_count_once(
    seed: int, long: int, qtbot: QtBot, opened: Callable[[], SessionBridge], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon_filler, "LONG", long)
    monkeypatch.setattr(turns, "BUDGET", 1e-6)  # one step a turn
    dice, first = random.Random(seed), opened()
    accept(first, "a0", 0, 1, 5)
    accept(first, "c", *range(2 * AT_ONCE))
    first.close()
    bridge = opened()
    bridge.show_article("a4")
    with holding(bridge) as held:
        gathering = LexiconFiller(bridge, bridge)
        gathering.start()
        gathering._turns.stop()
        for _ in range(40):
            for _ in range(dice.randrange(3)):
                gathering._turns.turn()
            if held.waiting and dice.random() < 0.3:
                held.waiting.pop(0)()
            some_edit(dice, bridge)
        gathering._turns.start()
        qtbot.waitUntil(lambda: not gathering._turns.active and not do_next(held))
        assert settled(qtbot, gathering) and table(gathering.lexicon) == now_filled(bridge)


def do_next(held: Held) -> bool:
    if held.waiting:
        held.waiting.pop(0)()
        return True
    return False


def some_edit(dice: random.Random, bridge: SessionBridge) -> None:
    document = bridge.session.document(dice.choice(["a0", "a1", "a2", "b0", "c"]))
    name = document.at(dice.randrange(len(document))).id if len(document) else ""
    match dice.randrange(6):
        case 0:
            bridge.undo()
        case 1:
            bridge.save_all()
        case 2:
            bridge.commit(op.accept_rest(document, LABELS))
        case 3:
            bridge.commit(op.reject(document, name))
        case 4:
            bridge.commit(op.relabel(document, LABELS, name, dice.choice(["PER", "ORG"])))
        case _:
            bridge.commit(op.accept(document, LABELS, name))


def test_a_damaged_article_does_not_keep_the_others_out(
    qtbot: QtBot, folder: Path, opened: Callable[[], SessionBridge]
) -> None:
    first = opened()
    accept(first, "a0", 0)
    accept(first, "a1", 1)
    damaged = first.session.project.record_path("a0", first.session.annotator)
    first.close()
    damaged.write_bytes(damaged.read_bytes()[:-200])
    gathering = gathered(qtbot, opened())
    assert gathering.lexicon.label_for("Hoà Bình") == "LOC" and gathering.lexicon.label_for("Hà Nội") == ""


def test_articles_that_come_in_later_are_gathered_too(
    qtbot: QtBot, folder: Path, opened: Callable[[], SessionBridge]
) -> None:
    bridge = opened()
    gathering = gathered(qtbot, bridge)
    text = "Đi Vinh."
    vinh = span(text, "Vinh", "LOC", SpanStatus.CONFIRMED)
    bridge.session.project.add_articles([Article("late", text)], {"late": [vinh]})
    with qtbot.waitSignal(gathering.filled):
        gathering.look_again()
    assert gathering.lexicon.label_for("Vinh") == "LOC"
    assert table(gathering.lexicon) == now_filled(bridge)


def test_when_closed_nothing_is_counted_any_more(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    bridge = opened()
    gathering = gathered(qtbot, bridge)
    gathering.close()
    accept(bridge, "a0", 0)
    assert not gathering._turns.active and gathering.lexicon.label_for("Hà Nội") == ""


def test_nothing_is_read_before_it_is_asked_for(qtbot: QtBot, opened: Callable[[], SessionBridge]) -> None:
    bridge = opened()
    gathering = LexiconFiller(bridge, bridge)
    bridge.show_article("b0")
    accept(bridge, "a0", 0)
    assert not len(gathering.lexicon) and not gathering._turns.active
    with qtbot.waitSignal(gathering.filled):
        gathering.start()
    assert table(gathering.lexicon) == now_filled(bridge)


def test_a_long_article_is_counted_beside_the_window_with_its_edits_once(
    qtbot: QtBot, opened: Callable[[], SessionBridge], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon_filler, "LONG", AT_ONCE)
    first = opened()
    accept(first, "c", *range(2 * AT_ONCE))
    first.close()
    bridge = opened()
    with holding(bridge) as held:
        filler = LexiconFiller(bridge, bridge)
        filler.start()
        qtbot.waitUntil(lambda: bool(held.waiting))
        assert filler.lexicon.label_for("Phố 007") == ""
        accept(bridge, "c", 2 * AT_ONCE)  # counted at once, and not again with the rest, which is read again
        assert filler.lexicon.label_for(f"Phố {2 * AT_ONCE:03}") == "LOC"
        bridge.save_all()  # before the article is read beside the window: the edit is in its file by then
        with qtbot.waitSignal(filler.filled):
            qtbot.waitUntil(lambda: not filler._turns.active and not do_next(held))
        assert filler.lexicon.label_for("Phố 007") == "LOC"
        assert table(filler.lexicon) == now_filled(bridge)
