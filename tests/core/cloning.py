"""Clones of a project under real git, edited by real sessions at random."""

import os
import random
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from nhan.core.model import STATUSES, Article, ArticleState, Change, Rejected, Span
from nhan.core.operations import (
    Edge,
    accept,
    accept_rest,
    add,
    finish,
    merge,
    move_edge,
    propose_same,
    reject,
    relabel,
    set_flag,
    set_note,
    set_status,
    split,
)
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, MACHINE

NAMES = [f"Nguyễn Văn {given} {number}" for number in range(9) for given in ("An", "Bình", "Chí", "Dũng", "Én")]
TEXT = "".join(f"Hôm qua {name} đã về quê.\n" for name in NAMES)
SHARED, OURS, THEIRS = ("a0", "a1", "a2"), ("o0", "o1"), ("t0", "t1")
LABEL = ("PER", "LOC", "ORG", "MISC")
Picture = tuple[dict[str, Span], ArticleState]


def git(folder: Path, *arguments: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
    """Plain git: nobody's settings, no driver."""
    nobody = {f"GIT_{who}_{what}": "nobody@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C", **nobody}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 or not ok, done.stdout + done.stderr
    return done


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "work")


def clone(folder: Path, to: Path) -> Path:
    git(folder, "clone", "-q", str(folder), str(to))
    return to


def merge_clone(into: Path, other: Path) -> list[str]:
    """Merge the other clone's work. Returns the files that git could not merge."""
    git(into, "fetch", "-q", str(other), "HEAD")
    git(into, "merge", "-q", "--no-edit", "FETCH_HEAD", ok=False)
    return git(into, "diff", "--name-only", "--diff-filter=U").stdout.split()


def spans_of_names() -> list[Span]:
    found = []
    for number, name in enumerate(NAMES):
        start = TEXT.index(f" {name} ") + 1
        found.append(
            Span(id=f"n{number:02d}", start=start, end=start + len(name), label="PER", source=MACHINE, confidence=0.5)
        )
    return found


def make_base(folder: Path) -> Path:
    """A project whose articles have suggestions, some have been worked on, all committed."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(name, TEXT, f"Bài {name}") for name in (*SHARED, *OURS, *THEIRS, "new")])
    run = project.new_run("u", "1")
    run.write(1, {name: spans_of_names() for name in project.ids})
    run.finish()
    session = Session(project)
    for name in (*SHARED, "o0", "t0"):
        done(session, accept(session.document(name), LABELS, "n20"))
    assert session.close() is None
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def done(session: Session, answer: Change | Rejected) -> bool:
    """Whether it was an edit; a verb may refuse what chance proposes."""
    return isinstance(answer, Change) and isinstance(session.commit(answer), Change)


def picture(session: Session, article: str) -> Picture:
    document = session.document(article)
    return {span.id: span for span in document}, document.state


def opened(folder: Path) -> Session:
    session = Session(Project.open(Disk(), folder))
    assert session.read_only is None
    return session


def edit_own_spans(session: Session, chance: random.Random, article: str, own: Iterable[int]) -> bool:
    """Something happens to one of the spans of these numbers, or is added behind it before the next one."""
    document = session.document(article)
    number = chance.choice([*own])
    span = document.get(f"n{number:02d}")
    assert span is not None
    behind = TEXT.index(" đã", span.start) + 1
    verbs: list[Callable[[], Change | Rejected]] = [
        lambda: accept(document, LABELS, span.id),
        lambda: relabel(document, LABELS, span.id, chance.choice(LABEL)),
        lambda: reject(document, span.id),
        lambda: move_edge(document, LABELS, span.id, Edge.END, span.start + chance.choice((6, 10))),
        lambda: add(document, LABELS, behind + 3, behind + chance.choice((5, 9)), chance.choice(LABEL)),
    ]
    return done(session, chance.choice(verbs)())


def edit_anything(session: Session, chance: random.Random, article: str) -> bool:
    """Any verb on any span or place."""
    document = session.document(article)
    span = chance.choice(list(document))
    at = chance.randrange(len(TEXT) - 12)
    verbs: list[Callable[[], Change | Rejected]] = [
        lambda: accept(document, LABELS, span.id),
        lambda: relabel(document, LABELS, span.id, chance.choice(LABEL)),
        lambda: reject(document, span.id),
        lambda: move_edge(document, LABELS, span.id, chance.choice([*Edge]), at),
        lambda: add(document, LABELS, at, at + chance.randint(1, 12), chance.choice(LABEL)),
        lambda: merge(document, LABELS, span.id),
        lambda: split(document, LABELS, span.id, (span.start + span.end) // 2),
        lambda: propose_same(document, LABELS, span.id),
        lambda: set_note(document, f"ghi chú {chance.randrange(9)}"),
        lambda: set_status(document, chance.choice(STATUSES)),
        lambda: set_flag(document, chance.random() < 0.5),
        lambda: accept_rest(document, LABELS) if chance.random() < 0.5 else finish(document),
    ]
    if chance.random() < 0.1:
        return isinstance(session.undo(), Change)
    return done(session, chance.choice(verbs)())


def three_way(base: Picture, ours: Picture, theirs: Picture) -> tuple[Picture, bool]:
    """What is the union of both people's edits, and whether they changed the same thing differently."""
    both = False
    spans: dict[str, Span] = {}
    for name in {*base[0], *ours[0], *theirs[0]}:
        was, mine, others = (each[0].get(name) for each in (base, ours, theirs))
        both |= was != mine != others != was
        if (kept := mine if others == was else others) is not None:
            spans[name] = kept
    states = [msgspec.structs.asdict(each[1]) for each in (base, ours, theirs)]
    state: dict[str, object] = {}
    for name, was_value in states[0].items():
        mine_value, others_value = states[1][name], states[2][name]
        both |= was_value != mine_value != others_value != was_value
        state[name] = mine_value if others_value == was_value else others_value
    return (spans, ArticleState(**state)), both  # type: ignore[arg-type]


def pictures(session: Session) -> Mapping[str, Picture]:
    return {name: picture(session, name) for name in (*SHARED, *OURS, *THEIRS, "new")}
