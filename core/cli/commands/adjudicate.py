"""``nhan adjudicate``: lists where people differ, and makes one gold of what they did: by hand or by a rule."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion, in_order
from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, adjudication, decide, enter
from nhan.core.adjudication.kinds import kind_of
from nhan.core.adjudication.people_work import FEWEST, PeopleWork
from nhan.core.adjudication.ranking import Trust, ranked
from nhan.core.adjudication.rules import Rule, by_rule
from nhan.core.cli.command import Command, Say
from nhan.core.cli.places import in_words
from nhan.core.cli.reading import add_annotator, read_work, viewer, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.corpus_change import signed
from nhan.core.document import Document
from nhan.core.merging.sides import excerpt
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Decision, Rejected
from nhan.core.operations import finish
from nhan.core.people.person import read_person
from nhan.core.people.whose import known_as, people, writer
from nhan.core.project import Project
from nhan.core.readable import document_of, readable
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.layout import TEXTS
from nhan.core.store.project_file import Role
from nhan.core.store.strict import Where
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range
from nhan.core.withheld import refuse_deciding

BOTH, NONE = "both", "none"


class ListedVersion(msgspec.Struct, frozen=True):
    """One version as ``--json`` prints it: start, end (code points) and label of each span."""

    spans: tuple[Labelled, ...]
    voters: tuple[str, ...]


class ListedStop(msgspec.Struct, frozen=True):
    """One open stop as ``--json`` prints it; the version to be shown first at the head."""

    article: str
    start: int  # code points
    end: int
    kind: str
    versions: tuple[ListedVersion, ...]


class Adjudicated(msgspec.Struct, frozen=True):
    """What ``--json`` prints: stops that were decided now, and those that are open."""

    decided: int
    open: tuple[ListedStop, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=say("cli.help.adjudicate.articles"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--by", choices=[rule.value for rule in Rule], help=say("cli.help.adjudicate.by"))
    what.add_argument("--take", metavar="N|both|none", help=say("cli.help.adjudicate.take"))
    parser.add_argument("--at", metavar="START", type=int, help=say("cli.help.adjudicate.at"))
    parser.add_argument("--fewest", metavar="N", type=int, default=FEWEST, help=say("cli.help.adjudicate.fewest"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    for name in given.articles:
        if name not in project:
            raise Where(TEXTS).fault("store.unknown_article", "id", id=name)
    refuse_deciding(project, viewer(project))
    decided = 0
    if given.by is not None or given.take is not None:
        with open_to_write(given.folder, wanted(given), terminal) as session:
            _become_adjudicator(session, wanted(given))
            work = PeopleWork(session.project, session.annotator, terminal.pass_over, given.fewest)
            if given.by is not None:
                decided = _by_rule(session, work, Rule(given.by), given.articles, terminal)
            else:
                decided = _take(session, work, given, terminal)
        project.refresh()
    curator = writer(project, wanted(given), read_person(Disk())).id
    return _list(project, curator, decided, given, terminal)


def _become_adjudicator(session: Session, wanted_name: str) -> None:
    """Whoever decides is listed as such: then nobody compares the gold with the people that it is made of."""
    project = session.project
    me = writer(project, wanted_name, read_person(project.disk))
    if me.role is not Role.ADJUDICATOR:
        project.welcome(session.annotator, me.name, Role.ADJUDICATOR)


def _documents(session: Session, articles: Sequence[str], terminal: Terminal) -> Iterator[Document]:
    return readable((session.read(name) for name in articles or session.project.ids), terminal.pass_over)


def _trust(session: Session, terminal: Terminal) -> Trust:
    return Trust(readable((session.read(name) for name in session.begun), terminal.pass_over))


def _by_rule(session: Session, work: PeopleWork, rule: Rule, articles: Sequence[str], terminal: Terminal) -> int:
    """Enter what all have, decide what the rule decides. Returns how many stops."""
    trust, decided = _trust(session, terminal), 0
    for gold in _documents(session, articles, terminal):
        spans = work.of(gold.id)
        if not spans:
            continue
        _enter(session, gold, adjudication(gold, spans))
        refused: set[Range] = set()
        while True:
            state = adjudication(gold, spans)
            waiting = (stop for stop in state.open if (stop.start, stop.end) not in refused)
            found = ((stop, by_rule(rule, gold.id, stop, trust)) for stop in waiting)
            stop, version = next(((stop, version) for stop, version in found if version is not None), (None, None))
            if stop is None or version is None:
                break
            change = decide(gold, session.project.labels, state, stop, version.places)
            if isinstance(change, Rejected):
                terminal.complain(Message(change.reason, change.fields))
                refused.add((stop.start, stop.end))
                continue
            _commit_as(session, change, rule.value)
            decided += 1
        for start, end, label in state.entering:
            fields = {"article": gold.id, "text": excerpt(gold.text, start, end).words, "label": label}
            terminal.complain(Message("cli.adjudicate.left_out", fields))
        if not state.open and not state.entering:
            change = finish(gold)
            if isinstance(change, Change):
                done(session.commit(change))
    return decided


def _enter(session: Session, gold: Document, state: Adjudication) -> None:
    change = enter(gold, session.project.labels, state, session.decision(ADJUDICATE).at)
    if isinstance(change, Change):
        done(session.offer_change(gold.id, change))


def _commit_as(session: Session, change: Change, rule: str) -> None:
    done(session.commit(signed(change, Decision(ADJUDICATE, rule, session.decision(ADJUDICATE).at)), decided=True))


def _take(session: Session, work: PeopleWork, given: argparse.Namespace, terminal: Terminal) -> int:
    """Decide the one stop that was asked for; versions are numbered as in the list."""
    if len(given.articles) != 1 or given.at is None:
        raise NhanError("cli.adjudicate.which")
    gold = document_of(session.read(given.articles[0]))
    state = work.adjudication(gold)
    stop = next((each for each in state.open if each.start == given.at), None) if state else None
    if state is None or stop is None:
        raise NhanError("cli.adjudicate.no_stop", article=gold.id, start=given.at)
    order = ranked(gold.id, stop, _trust(session, terminal))
    _enter(session, gold, state)
    done(session.commit(decide(gold, session.project.labels, state, stop, _taken(given.take, order))))
    return 1


def _taken(take: str, order: Sequence[PeopleVersion]) -> tuple[Labelled, ...]:
    versions = [each.places for each in order]
    if take == NONE:
        return ()
    if take == BOTH:
        return tuple(in_order({place for places in versions[:2] for place in places}))
    if not take.isascii() or not take.isdigit() or not 1 <= int(take) <= len(versions):
        raise NhanError("cli.adjudicate.no_version", take=take, count=len(versions))
    return tuple(versions[int(take) - 1])


def _list(project: Project, curator: str, decided: int, given: argparse.Namespace, terminal: Terminal) -> int:
    session = read_work(project, curator)
    work = PeopleWork(project, curator, terminal.pass_over, given.fewest)
    trust = _trust(session, terminal)
    names = known_as(people(project))
    listed: list[ListedStop] = []
    for gold in _documents(session, given.articles, terminal):
        state = work.adjudication(gold)
        for stop in state.open if state is not None else ():
            listed.append(_listed(gold, state, stop, trust))
            if not given.json:
                _tell(gold, listed[-1], names, terminal)
    if given.json:
        found = Adjudicated(decided, tuple(listed))
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode(), file=terminal.out)
    else:
        if given.by is not None or given.take is not None:
            terminal.tell("cli.adjudicate.decided", count=decided)
        terminal.tell("cli.adjudicate.open", count=len(listed))
    return 1 if listed else 0


def _listed(gold: Document, state: Adjudication | None, stop: Disagreement, trust: Trust) -> ListedStop:
    kind = kind_of(stop, gold.text, state.agreed if state is not None else ())
    versions = tuple(ListedVersion(each.places, each.voters) for each in ranked(gold.id, stop, trust))
    return ListedStop(gold.id, stop.start, stop.end, kind.value, versions)


def _tell(gold: Document, stop: ListedStop, names: dict[str, str], terminal: Terminal) -> None:
    around = excerpt(gold.text, stop.start, stop.end)
    text = f"{around.before}[{around.words}]{around.after}"
    terminal.tell("cli.adjudicate.stop", article=gold.id, start=stop.start, kind=stop.kind, text=text)
    for number, version in enumerate(stop.versions, 1):
        had = in_words(gold.text, version.spans) or terminal.sentence("cli.adjudicate.nothing")
        voters = ", ".join(names.get(each, each) for each in version.voters)
        terminal.tell("cli.adjudicate.version", number=number, version=had, voters=voters)


COMMAND = Command("adjudicate", "cli.help.adjudicate", arguments, run)
