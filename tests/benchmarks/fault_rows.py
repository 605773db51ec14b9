"""The rows of ``--bench faults``: each tries one kind of misfortune, and counts what is lost of what was acknowledged.

An acknowledged edit is one that the program has said to be saved. It is lost where it is not there afterwards; hidden
without a word is what is not as it was, while neither opening nor ``nhan check`` names anything.
"""

import random
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import NamedTuple

from nhan.core.model import Article, Change, Span
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.startup import make_application
from tests.benchmarks.fault_damage import damage
from tests.core import cloning
from tests.core.building import LABELS
from tests.core.cloning import edit_own_spans
from tests.core.failing import ERRORS, NONE, Fault
from tests.core.test_crash import died, make_folder, opened, picture
from tests.core.test_kill import WORDS, edit_and_kill
from tests.core.test_power_cut import cuts
from tests.core.test_two_processes import run_two
from tests.gui.failing_session import make, play


class Row(NamedTuple):
    """What was tried how often, and what became of it."""

    what: str
    tried: int
    acknowledged: int
    lost: int
    hidden: int


def kills(folder: Path, times: int) -> Row:
    """A child edits as fast as it can and is killed; it says on a pipe what was acknowledged."""
    tried, chance, said = 50 * times, random.Random(2026), list[int]()
    project = Project.create(Disk(), folder / "p", LABELS)
    project.add_articles([Article(f"a{n}", "chữ. " * WORDS) for n in range(3)])
    for _ in range(tried):
        said += edit_and_kill(folder / "p", said[-1] + 2 if said else 0, edits=chance.randint(1, 40))
    session = Session(Project.open(Disk(), folder / "p"))
    kept = {span.start // 5 for n in range(3) for span in session.document(f"a{n}")}
    session.close()
    lost = len(set(said) - kept)
    return Row("`kill -9` in a stream of edits, acknowledged over a pipe", tried, len(said), lost, lost)


def crashes(folder: Path, times: int) -> Row:
    """The program dies before, in and after each call of the disk; the power goes at each moment."""
    tried = acknowledged = lost = 0
    numbers = count()

    def made() -> Path:
        return make_folder(folder / str(next(numbers)))

    for when in ("before", "half", "after"):
        for place, pictures, whole in died(made, when):
            session = opened(place, Disk())
            tried, acknowledged = tried + 1, acknowledged + len(pictures) - 1
            lost += picture(session) not in whole[len(pictures) - 1 : len(pictures) + 1]
            session.close()
    for number in range(times):
        for cut in cuts(folder / f"cut{number}", by_chance=12, seed=number):
            tried, acknowledged = tried + 1, acknowledged + cut.acknowledged
            lost += cut.found not in cut.expected
    return Row(
        "simulated crashes and power cuts at each call, un-synced bytes dropped at random",
        tried,
        acknowledged,
        lost,
        lost,
    )


def failing_calls(folder: Path, times: int) -> Row:
    """Each call fails, with each error, once or for good, whole or half done."""
    make_application()
    tried = acknowledged = lost = hidden = 0
    whole = play(make(folder / "whole"), NONE)
    faults = [
        Fault(at, error, for_good, half=(at + error) % 2 == 0)
        for at in range(whole.calls)
        for error in ERRORS
        for for_good in (False, True)
    ]
    for number, fault in enumerate(faults):
        told = play(make(folder / str(number)), fault)
        if told.failed:
            tried, acknowledged = tried + 1, acknowledged + told.acknowledged
            lost, hidden = lost + len(told.lost), hidden + len(told.untrue) + len(told.unsaid)
    return Row(
        "each file call failing, once or for good: EIO, ENOSPC, EROFS, EACCES", tried, acknowledged, lost, hidden
    )


def damaged_files(folder: Path, times: int) -> Row:
    """Every kind of file is cut off and has bits flipped."""
    return Row("truncations and flipped bits in every kind of file", *damage(folder, 40 * times))


def pairs_of_writers(folder: Path, times: int) -> Row:
    """Two people at work on the same articles of one folder at the same time."""
    chance, tried, acknowledged, lost = random.Random(2026), 20 * times, 0, 0
    for number in range(tried):
        project = Project.create(Disk(), folder / str(number), LABELS)
        project.add_articles([Article(f"a{n}", "chữ. " * 99) for n in range(3)])
        people = {name: Session(Project.open(Disk(), project.folder), name) for name in ("lan", "minh")}
        made: dict[str, set[tuple[str, int]]] = {name: set() for name in people}
        for at in range(40):
            name, article = chance.choice([*people]), f"a{chance.randrange(3)}"
            session = people[name]
            if isinstance(session.commit(add(session.document(article), LABELS, 5 * at, 5 * at + 4, "PER")), Change):
                made[name].add((article, 5 * at))
            if chance.random() < 0.2:
                session.save_all()
            if chance.random() < 0.1:
                session.close()
                people[name] = Session(Project.open(Disk(), project.folder), name)
        for session in people.values():
            session.close()
        for name, edits in made.items():
            session = Session(Project.open(Disk(), project.folder), name)
            there = {(article, span.start) for article in session.project.ids for span in session.document(article)}
            acknowledged, lost = acknowledged + len(edits), lost + len(edits - there)
            session.close()
    return Row("two people at work in one folder", tried, acknowledged, lost, lost)


def one_name_twice(folder: Path, times: int) -> Row:
    """Two real programs of one name on one folder, without a lock in common, some of them killed."""
    tried, acknowledged, lost = 20 * times, 0, 0
    for seed in range(tried):
        told, missing = run_two(folder / str(seed), seed)
        acknowledged, lost = acknowledged + told, lost + missing
    return Row("two programs of one name at once, no lock in common, some killed", tried, acknowledged, lost, lost)


def git_merges(folder: Path, times: int) -> Row:
    """Two clones edit different spans of the same articles, and are merged by plain git."""
    chance, tried, acknowledged, lost, hidden = random.Random(2026), 10 * times, 0, 0, 0
    base = cloning.make_base(folder / "base")
    for number in range(tried):
        clones = [cloning.clone(base, folder / f"{name}{number}") for name in ("ours", "theirs")]
        made: list[dict[str, dict[str, Span]]] = []
        was = cloning.pictures(cloning.opened(base))
        for side, place in enumerate(clones):
            session = cloning.opened(place)
            own = range(side, len(cloning.NAMES), 2)
            acknowledged += sum(edit_own_spans(session, chance, chance.choice(cloning.SHARED), own) for _ in range(40))
            made.append({name: cloning.picture(session, name)[0] for name in cloning.SHARED})
            session.close()
            cloning.commit(place)
        hidden += len(cloning.merge_clone(*clones))
        session = cloning.opened(clones[0])
        for name in cloning.SHARED:
            found = cloning.picture(session, name)[0]
            for its in made:
                before = was[name][0]
                changed = {key for key in {*before, *its[name]} if before.get(key) != its[name].get(key)}
                lost += sum(found.get(key) != its[name].get(key) for key in changed)
        session.close()
    return Row("two clones on the same articles, merged by plain git", tried, acknowledged, lost, hidden)


ROWS: Mapping[str, Callable[[Path, int], Row]] = {
    "kills": kills,
    "crashes": crashes,
    "failing": failing_calls,
    "damage": damaged_files,
    "writers": pairs_of_writers,
    "one_name": one_name_twice,
    "git": git_merges,
}
