"""Two clones of a project are edited, import, and are merged by real git without any driver."""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.importing import ImportOptions, import_files
from nhan.core.merging.combine import says_the_same
from nhan.core.model import Article, ArticleStatus
from nhan.core.operations import Verb, accept_rest, add, relabel, set_flag, set_note, set_status
from nhan.core.readable import Opened
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS
from tests.core.cloning import (
    NAMES,
    OURS,
    SHARED,
    TEXT,
    THEIRS,
    Picture,
    clone,
    commit,
    done,
    edit_anything,
    edit_own_spans,
    make_base,
    merge_clone,
    opened,
    picture,
    pictures,
    three_way,
)
from tests.core.crashing import die

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git"),
    pytest.mark.slow,
]
Pictures = dict[str, Picture]

PAIRS = 10
MANY = 50


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("git") / "base"


@pytest.fixture
def made(base: Path) -> Path:
    return base if base.exists() else make_base(base)


@pytest.fixture
def was(made: Path) -> Pictures:
    session = opened(made)
    found = dict(pictures(session))
    assert session.close() is None
    return found


def crashed(session: Session) -> None:
    """As the end of the process leaves it: nothing more is saved or sealed."""
    die(session)


def of_side(side: int) -> range:
    """Every second span of the shared articles is this side's, with the place behind it: the rest is the other's."""
    return range(side, len(NAMES), 2)


def edit_different_spans(session: Session, side: int, chance: random.Random) -> None:
    done = 0
    for _ in range(60):
        if chance.random() < 0.7:
            done += edit_own_spans(session, chance, chance.choice(SHARED), of_side(side))
        else:
            done += edit_anything(session, chance, chance.choice((OURS, THEIRS)[side]))
        if chance.random() < 0.1:
            assert session.save_all() is None
    assert done > 15


def import_something(session: Session, side: int, chance: random.Random) -> set[str]:
    own = [Article(f"x{side}-{chance.randrange(99)}", f"Bài của bên {side}."), Article("both", "Cùng một bài.")]
    session.project.add_articles(own[: chance.randint(1, 2)])
    return set(session.project.ids)


def pair_with_different_spans(made: Path, folder: Path, was: Pictures, seed: int) -> None:
    chance = random.Random(seed)
    clones = [clone(made, folder / name) for name in ("ours", "theirs")]
    found: list[Pictures] = []
    ids: set[str] = set()
    for side, place in enumerate(clones):
        session = opened(place)
        edit_different_spans(session, side, chance)
        ids |= import_something(session, side, chance)
        found.append(dict(pictures(session)))
        if chance.random() < 0.4:  # what its files lack is in its journal
            crashed(session)
        else:
            assert session.close() is None
        commit(place)
    there = clone(clones[1], folder / "there")
    assert merge_clone(there, clones[0]) == merge_clone(clones[0], clones[1]) == []
    session = opened(clones[0])
    assert set(session.project.ids) == ids
    assert session.project.ids == opened(there).project.ids
    for name in was:
        expected, both = three_way(was[name], found[0][name], found[1][name])
        assert not both
        assert picture(session, name) == expected
    assert session.close() is None
    assert list(check_folder(Disk(), clones[0])) == []
    commit(clones[0])
    again = opened(clone(clones[0], folder / "again"))
    assert {name: picture(again, name) for name in was} == {name: picture(session, name) for name in was}


def assert_is_there(document: Document, was: Picture, found: list[Picture]) -> None:
    """What either made of a span stands in the article, or is there to be settled."""
    for spans in (each[0] for each in found):
        for name in {*was[0], *spans}:
            if not says_the_same(was[0].get(name), mine := spans.get(name)):
                there = [document.get(name), *(each.other for each in document.disputes if each.span == name)]
                assert any(says_the_same(mine, each) for each in there), (name, mine, there)


def pair_with_any_edits(made: Path, folder: Path, was: Pictures, seed: int) -> Counter[str]:
    chance = random.Random(seed)
    clones = [clone(made, folder / name) for name in ("ours", "theirs")]
    found: list[Pictures] = []
    for place in clones:
        session = opened(place)
        for _ in range(12):
            edit_anything(session, chance, chance.choice((*SHARED, *OURS, "new")))
        found.append(dict(pictures(session)))
        assert session.close() is None
        commit(place)
    unmerged = merge_clone(*clones)
    session = opened(clones[0])
    counts: Counter[str] = Counter()
    for name in was:
        expected, both = three_way(was[name], found[0][name], found[1][name])
        path = session.project.record_path(name, "an1").relative_to(clones[0]).as_posix()
        document = session.document(name)
        if path not in unmerged and not both:
            assert picture(session, name) == expected
            counts["merged"] += found[0][name] != was[name] != found[1][name]
        assert_is_there(document, was[name], [each[name] for each in found])
        counts["disputes"] += len(document.disputes)
        counts["unmerged"] += path in unmerged
        if path in unmerged or document.disputes:
            done(session, set_note(document, document.state.note + "."))  # an edit, so that it is written
    before = {name: (picture(session, name), session.document(name).disputes) for name in was}
    assert session.close() is None
    session = opened(clones[0])
    assert {name: (picture(session, name), session.document(name).disputes) for name in was} == before
    problems = Counter(problem.message.key for problem in check_folder(Disk(), clones[0]))
    assert set(problems) <= {"store.disputes"}
    return counts


@pytest.mark.parametrize("seed", range(PAIRS))
def test_different_spans_merge_and_everything_is_there(made: Path, tmp_path: Path, was: Pictures, seed: int) -> None:
    """Neighbouring spans belong to different people; one of them may have died before everything was saved."""
    pair_with_different_spans(made, tmp_path, was, seed)


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_git_cannot_merge_is_one_articles_conflict(made: Path, tmp_path: Path, was: Pictures, seed: int) -> None:
    pair_with_any_edits(made, tmp_path, was, seed)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_fifty_pairs_of_each_kind(made: Path, tmp_path: Path, was: Pictures) -> None:
    counts: Counter[str] = Counter()
    for seed in range(PAIRS, PAIRS + MANY):
        pair_with_different_spans(made, tmp_path / f"different{seed}", was, seed)
        counts += pair_with_any_edits(made, tmp_path / f"any{seed}", was, seed)
    print(dict(counts))
    assert counts["merged"] and counts["disputes"] and counts["unmerged"]


def test_what_one_says_of_a_span_and_another_adds_beside_it_merge(made: Path, tmp_path: Path) -> None:
    """Before the first, behind the last, and between two of which both are changed."""
    clones = [clone(made, tmp_path / name) for name in ("ours", "theirs")]
    last = TEXT.rindex(" quê")
    places = [0, TEXT.index(" quê", TEXT.index(NAMES[20])) + 1, last + 1]
    sessions = [opened(place) for place in clones]
    for number in (0, 20, 21, len(NAMES) - 1):
        assert done(sessions[0], relabel(sessions[0].document("a0"), LABELS, f"n{number:02d}", "ORG"))
    for start in places:
        assert done(sessions[1], add(sessions[1].document("a0"), LABELS, start, start + 3, "MISC"))
    for session, place in zip(sessions, clones, strict=True):
        assert session.close() is None
        commit(place)
    assert merge_clone(*clones) == []
    merged = opened(clones[0])
    labels = [span.label for span in merged.document("a0")]
    assert (labels.count("ORG"), labels.count("MISC")) == (4, 3)
    assert merged.close() is None


def test_an_import_of_another_text_under_the_same_id_takes_that_article_out(made: Path, tmp_path: Path) -> None:
    clones = [clone(made, tmp_path / name) for name in ("ours", "theirs")]
    for place, text in zip(clones, ("một", "hai"), strict=True):
        session = opened(place)
        session.project.add_articles([Article("tin", text), Article(text, text)])
        assert session.close() is None
        commit(place)
    assert merge_clone(*clones) == []
    session = opened(clones[0])
    assert {"một", "hai"} < set(session.project.ids) and "tin" not in session.project.ids
    assert [problem.message.key for problem in check_folder(Disk(), clones[0])] == ["store.two_texts"]
    assert all(isinstance(reading, Opened) for reading in session.readings())
    (tmp_path / "tin.txt").write_text("ba", encoding="utf-8")
    (tmp_path / "mới.txt").write_text("mới", encoding="utf-8")
    report = import_files(session.project, [tmp_path / "tin.txt", tmp_path / "mới.txt"], ImportOptions(skip_bad=True))
    assert (report.articles, [refused.key for refused in report.refused]) == (1, ["store.id_taken"])
    assert session.close() is None


OTHER_STATES: tuple[Verb, ...] = (
    lambda document: accept_rest(document, LABELS),
    lambda document: set_note(document, "x"),
    lambda document: set_status(document, ArticleStatus.SKIPPED),
)


def test_a_flag_and_another_status_or_note_merge_cleanly(made: Path, tmp_path: Path) -> None:
    """Their lines are apart in the record, whatever the other side says."""
    clones = [clone(made, tmp_path / name) for name in ("ours", "theirs")]
    ours, theirs = (opened(place) for place in clones)
    for name in SHARED:
        assert done(ours, set_flag(ours.document(name), True))
    for name, verb in zip(SHARED, OTHER_STATES, strict=True):
        assert done(theirs, verb(theirs.document(name)))
    for session, place in ((ours, clones[0]), (theirs, clones[1])):
        assert session.close() is None
        commit(place)
    assert merge_clone(*clones) == []
    merged = opened(clones[0])
    states = [merged.document(name).state for name in SHARED]
    assert [(each.status.value, each.note, each.flagged) for each in states] == [
        ("done", "", True),
        ("in_progress", "x", True),
        ("skipped", "", True),
    ]
    assert merged.close() is None
