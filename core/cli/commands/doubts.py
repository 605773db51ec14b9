"""``nhan doubts``: which labels of someone's done work are likely to be slips; keeps them, or takes the alternative."""

import argparse
from collections.abc import Callable
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import add_annotator, read_work, viewer, wanted
from nhan.core.cli.stepping import step_of
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.doubts.answering import keep, open_places, take, telling_place
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.doubt_store import keep_doubts, kept_doubts
from nhan.core.doubts.finder import DoubtFinder, open_doubts, whole_work
from nhan.core.doubts.protocol import Doubts
from nhan.core.merging.sides import excerpt
from nhan.core.messages import Message, NhanError
from nhan.core.people.person import read_person
from nhan.core.people.whose import people, reader
from nhan.core.project import Project
from nhan.core.readable import document_of
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.layout import TEXTS
from nhan.core.store.project_file import Role
from nhan.core.store.strict import Where
from nhan.core.suggestion import Labelled
from nhan.core.system_reason import reason_of
from nhan.core.withheld import withhold

GOLD = "gold"
SHARE, FEWEST = 10, 20  # of what was looked at, one in so many is listed; at least so many

_KINDS = {
    DoubtKind.LABEL: "doubts.kind.label",
    DoubtKind.EDGE: "doubts.kind.edge",
    DoubtKind.SPURIOUS: "doubts.kind.spurious",
    DoubtKind.MISSING: "doubts.kind.missing",
}


class ListedDoubt(msgspec.Struct, frozen=True):
    """A doubt with the words of the place that tells it. Offsets are code points; an alternative None is nothing."""

    article: str
    start: int
    end: int
    kind: str
    words: str
    given: str | None
    alternative: Labelled | None
    score: float
    places: tuple[tuple[int, int], ...]
    elsewhere: dict[str, int]


class ListedDoubts(msgspec.Struct, frozen=True):
    """``stops``: how many names were looked at; ``open``: how many doubts wait, listed or not."""

    stops: int
    open: int
    doubts: tuple[ListedDoubt, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("article", metavar="ARTICLE", nargs="?", default="", help=say("doubts.help.article"))
    parser.add_argument("--of", metavar="NAME|gold", default="", help=say("doubts.help.of"))
    parser.add_argument("--words-only", action="store_true", help=say("doubts.help.words_only"))
    parser.add_argument("--most", metavar="N", type=_most(say), default=None, help=say("doubts.help.most"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--last", action="store_true", help=say("doubts.help.last"))
    what.add_argument("--keep", action="store_true", help=say("doubts.help.keep"))
    what.add_argument("--take", action="store_true", help=say("doubts.help.take"))
    parser.add_argument("--at", metavar="START", type=int, default=None, help=say("doubts.help.at"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_annotator(parser, say)
    add_progress(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def _most(say: Say) -> Callable[[str], int]:
    def most(text: str) -> int:
        if not text.isdecimal():
            raise argparse.ArgumentTypeError(say("doubts.most"))
        return int(text)

    return most


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    answers = given.keep or given.take
    if answers is not (given.at is not None) or (answers and not given.article):
        raise UsageError(Message("doubts.which"), given.usage)
    project = Project.open(Disk(), given.folder)
    if given.article and given.article not in project:
        raise Where(TEXTS).fault("store.unknown_article", "id", id=given.article)
    person = _person(project, given.of, wanted(given))
    withhold(project, viewer(project), person)
    if answers:
        _answer(project, person, given, terminal)
        return 0
    session = read_work(project, person)
    found = _last(project, person, given) if given.last else _look(session, given, terminal)
    _list(session, found, given, terminal)
    return 0


def _person(project: Project, of: str, annotator: str) -> str:
    """Whose work is doubted, by id."""
    if of != GOLD:
        return reader(project, of or annotator, read_person(Disk())).id
    curators = [each.id for each in people(project) if each.role is Role.ADJUDICATOR]
    if not curators:
        raise NhanError("doubts.no_gold")
    return annotator if annotator in curators else curators[0]


def _look(session: Session, given: argparse.Namespace, terminal: Terminal) -> Doubts:
    project = session.project
    articles = whole_work(project, session.readings(), terminal.pass_over)
    with terminal.progress(len(articles), given.progress, "doubts.progress") as bar:
        found = DoubtFinder(project).find(articles, step_of(bar), words_only=given.words_only)
    try:
        keep_doubts(project.disk, project.folder, session.annotator, found, _list_of(project, session.annotator, given))
    except OSError as error:
        terminal.warn("doubts.not_kept", reason=reason_of(error))
    return found


def _list_of(project: Project, person: str, given: argparse.Namespace) -> str:
    """Whose list of this person's work it is: that of who looks at another's; "" = the person's own."""
    who = viewer(project) if given.of else ""
    return who if who != person else ""


def _last(project: Project, person: str, given: argparse.Namespace) -> Doubts:
    found = kept_doubts(project.disk, project.folder, person, _list_of(project, person, given))
    if found is None:
        raise NhanError("doubts.none_yet")
    return found


def _answer(project: Project, person: str, given: argparse.Namespace, terminal: Terminal) -> None:
    """Answer the one doubt that was asked for, of those that were listed last."""
    found = _last(project, person, given)
    with open_to_write(given.folder, person, terminal) as session:
        document = document_of(session.read(given.article))
        here = (each for each in found.doubts if each.article == given.article)
        doubt = next((each for each in here if given.at in _open_starts(session, each)), None)
        if doubt is None:
            raise NhanError("doubts.no_doubt", article=given.article, start=given.at)
        answer = (keep if given.keep else take)(document, session.project.labels, doubt)
        done(session.commit(answer))
    terminal.tell("doubts.kept" if given.keep else "doubts.taken", count=len(doubt.places))


def _open_starts(session: Session, doubt: Doubt) -> list[int]:
    document = document_of(session.read(doubt.article))
    return [doubt.places[number][0] for number in open_places(document, doubt)]


def _list(session: Session, found: Doubts, given: argparse.Namespace, terminal: Terminal) -> None:
    there = frozenset(session.project.ids)  # without what is withheld or deleted
    known = [each for each in found.doubts if each.article in there and given.article in ("", each.article)]
    waiting = list(open_doubts(session.read, known))
    most = given.most if given.most is not None else max(FEWEST, found.stops // SHARE)
    listed = [_listed(session, each) for each in waiting[: most or None]]
    if given.json:
        whole = ListedDoubts(found.stops, len(waiting), tuple(listed))
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return
    for each in listed:
        _tell(session, each, terminal)
    terminal.tell("doubts.found", stops=found.stops, open=len(waiting), listed=len(listed))


def _listed(session: Session, doubt: Doubt) -> ListedDoubt:
    document = document_of(session.read(doubt.article))
    first = telling_place(document, doubt)
    assert first is not None, "it waits"
    start, end = doubt.places[first]
    given = None if doubt.kind is DoubtKind.MISSING else doubt.label
    return ListedDoubt(
        doubt.article,
        start,
        end,
        doubt.kind.value,
        document.text[start:end],
        given,
        doubt.alternative[first],
        doubt.score,
        doubt.places,
        doubt.elsewhere,
    )


def _tell(session: Session, doubt: ListedDoubt, terminal: Terminal) -> None:
    text = session.project.article(doubt.article).text
    around = excerpt(text, doubt.start, doubt.end)
    nothing = terminal.sentence("doubts.unlabelled")
    terminal.tell(
        "doubts.line",
        article=doubt.article,
        start=doubt.start,
        kind=Message(_KINDS[DoubtKind(doubt.kind)]),
        text=f"{around.before}[{around.words}]{around.after}",
        given=doubt.given or nothing,
        other=_words(text, doubt, doubt.alternative) or nothing,
        score=f"{doubt.score:.2f}",
        times=terminal.sentence("doubts.times", count=len(doubt.places)) if len(doubt.places) > 1 else "",
    )


def _words(text: str, doubt: ListedDoubt, other: Labelled | None) -> str:
    if other is None:
        return ""
    start, end, label = other
    return label if (start, end) == (doubt.start, doubt.end) else f"{label} “{excerpt(text, start, end).words}”"


COMMAND = Command("doubts", "doubts.help", arguments, run)
