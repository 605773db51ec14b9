"""``nhan adjudicate``: lists where people differ, and makes one gold of what they did: by hand or by a rule."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from nhan.core.adjudication.agreed import is_waiting, settle_everywhere, settle_read
from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion, in_order
from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, adjudication, decide, enter
from nhan.core.adjudication.kinds import StopKind, kind_of
from nhan.core.adjudication.model_opinion import ModelOpinion
from nhan.core.adjudication.people_work import FEWEST, PeopleWork
from nhan.core.adjudication.ranking import NO_MODEL, Trust, ranked
from nhan.core.adjudication.rules import Rule, by_rule
from nhan.core.cli.command import Command, Say
from nhan.core.cli.places import in_words
from nhan.core.cli.reading import add_annotator, read_work, viewer, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.corpus_change import make_ready, signed
from nhan.core.document import Document
from nhan.core.merging.sides import excerpt
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Decision, Rejected
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
PATIENCE = 120.0  # seconds: nobody has a key to press meanwhile
KINDS = {
    StopKind.PUNCTUATION: "cli.adjudicate.kind.punctuation",
    StopKind.NESTED: "cli.adjudicate.kind.nested",
    StopKind.ONE_SIDED: "cli.adjudicate.kind.one_sided",
    StopKind.PIECES: "cli.adjudicate.kind.pieces",
    StopKind.LABEL: "cli.adjudicate.kind.label",
    StopKind.EDGE: "cli.adjudicate.kind.edge",
    StopKind.BOTH: "cli.adjudicate.kind.both",
}
MOST = 10  # articles that are named; ``--json`` has all


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
    """What ``--json`` prints: stops that were decided now, and those that are open; articles on which all agree that
    are done since, and the ids of those that are not. ``model``: whether a model was asked about the order of
    versions."""

    decided: int
    open: tuple[ListedStop, ...]
    agreed: int
    waiting: tuple[str, ...]
    model: bool


class _Ranking:
    """The order of versions: by votes and trust, and by a model where one is asked. Close it."""

    def __init__(self, session: Session, given: argparse.Namespace, terminal: Terminal) -> None:
        self._trust, self._terminal = _trust(session, terminal), terminal
        self._opinion = ModelOpinion(session.project, session.annotator, PATIENCE) if given.model else None
        self._warned = False

    def of(self, gold: Document, state: Adjudication, stop: Disagreement) -> tuple[PeopleVersion, ...]:
        """The one to be shown first at the head; a model is asked about all that is open in the article at once."""
        known = NO_MODEL if self._opinion is None else self._opinion.of(gold.id, gold.text, state.open)
        if self._opinion is not None and not known and not self._warned:
            self._warned = True
            self._terminal.complain(Message("cli.adjudicate.no_model"))
        return ranked(gold.id, stop, self._trust, known)

    def close(self) -> None:
        if self._opinion is not None:
            self._opinion.close()


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=say("cli.help.adjudicate.articles"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--by", choices=[rule.value for rule in Rule], help=say("cli.help.adjudicate.by"))
    what.add_argument("--take", metavar="N|both|none", help=say("cli.help.adjudicate.take"))
    parser.add_argument("--at", metavar="START", type=int, help=say("cli.help.adjudicate.at"))
    parser.add_argument("--model", action="store_true", help=say("cli.help.adjudicate.model"))
    parser.add_argument("--fewest", metavar="N", type=int, default=FEWEST, help=say("cli.help.adjudicate.fewest"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    for name in given.articles:
        if name not in project:
            raise Where(TEXTS).fault("store.unknown_article", "id", id=name)
    refuse_deciding(project, viewer(project))
    decided = agreed = 0
    if given.by is not None or given.take is not None:
        with open_to_write(given.folder, wanted(given), terminal) as session:
            _become_adjudicator(session, wanted(given))
            work = PeopleWork(session.project, session.annotator, terminal.pass_over, given.fewest)
            if given.by is not None:
                decided = _by_rule(session, work, Rule(given.by), given.articles, terminal)
                agreed = _settle_agreed(session, work, given.articles, terminal)
            else:
                decided = _take(session, work, given, terminal)
        project.refresh()
    curator = writer(project, wanted(given), read_person(Disk())).id
    return _list(project, curator, (decided, agreed), given, terminal)


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
    """Decide what the rule decides, once what all have is in the article. Returns how many stops."""
    trust, decided = _trust(session, terminal), 0
    for gold in _documents(session, articles, terminal):
        spans = work.of(gold.id)
        if not spans or not adjudication(gold, spans).open:
            continue
        _enter(session, gold, adjudication(gold, spans))
        tried: set[Range] = set()
        while True:
            state = adjudication(gold, spans)
            waiting = (stop for stop in state.open if (stop.start, stop.end) not in tried)
            found = ((stop, by_rule(rule, gold.id, stop, trust)) for stop in waiting)
            stop, version = next(((stop, version) for stop, version in found if version is not None), (None, None))
            if stop is None or version is None:
                break
            tried.add((stop.start, stop.end))
            change = decide(gold, session.project.labels, state, stop, version.places)
            if isinstance(change, Rejected):
                terminal.complain(Message(change.reason, change.fields))
                continue
            _commit_as(session, change, rule.value)
            decided += 1
        _name_left_out(gold, state, terminal)
    return decided


def _settle_agreed(session: Session, work: PeopleWork, articles: Sequence[str], terminal: Terminal) -> int:
    """Where all agree it takes no rule: one step of undo. Returns how many articles are done by it."""
    snapshot, decision = session.snapshot(), session.decision(ADJUDICATE)
    found = settle_everywhere(snapshot, articles or snapshot.ids, work, decision.at, terminal.pass_over)
    if found.worked_out is not None:
        done(session.commit_ready(make_ready(found.worked_out, decision)))
    for gold in readable(map(session.read, found.left), terminal.pass_over):
        state = work.adjudication(gold)
        if state is not None:
            _name_left_out(gold, state, terminal)
    return found.count


def _name_left_out(gold: Document, state: Adjudication, terminal: Terminal) -> None:
    for start, end, label in state.entering:
        fields = {"article": gold.id, "text": excerpt(gold.text, start, end).words, "label": label}
        terminal.complain(Message("cli.adjudicate.left_out", fields))


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
    with closing(_Ranking(session, given, terminal)) as ranking:
        order = ranking.of(gold, state, stop)
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


def _list(
    project: Project, curator: str, counts: tuple[int, int], given: argparse.Namespace, terminal: Terminal
) -> int:
    """``counts``: of the stops that were decided, and of the articles on which all agree that are done since."""
    session = read_work(project, curator)
    work = PeopleWork(project, curator, terminal.pass_over, given.fewest)
    names = known_as(people(project))
    listed: list[ListedStop] = []
    waiting: list[str] = []
    left: list[str] = []  # of those, what is for a person
    with closing(_Ranking(session, given, terminal)) as ranking:
        for gold in _documents(session, given.articles, terminal):
            state = work.adjudication(gold)
            if state is None:
                continue
            if is_waiting(gold, project.labels, state):
                waiting.append(gold.id)
                left += [] if isinstance(settle_read(gold, project.labels, work, ""), Change) else [gold.id]
            for stop in state.open:
                listed.append(_listed(gold, state, stop, ranking.of(gold, state, stop)))
                if not given.json:
                    _tell(gold, listed[-1], names, terminal)
    if given.json:
        found = Adjudicated(counts[0], tuple(listed), counts[1], tuple(waiting), given.model)
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode(), file=terminal.out)
    else:
        if given.by is not None or given.take is not None:
            terminal.tell("cli.adjudicate.decided", count=counts[0])
        if given.by is not None:
            terminal.tell("cli.adjudicate.agreed", count=counts[1])
        if listed:
            terminal.tell("cli.adjudicate.order_model" if given.model else "cli.adjudicate.order")
        terminal.tell("cli.adjudicate.open", count=len(listed))
        ready = [name for name in waiting if name not in left]
        for key, articles in (("cli.adjudicate.waiting", ready), ("cli.adjudicate.left", left)):
            if articles:
                terminal.tell(key, count=len(articles), names=", ".join(articles[:MOST]))
    return 1 if listed or waiting else 0


def _listed(gold: Document, state: Adjudication, stop: Disagreement, order: Sequence[PeopleVersion]) -> ListedStop:
    kind = kind_of(stop, gold.text, state.agreed)
    versions = tuple(ListedVersion(each.places, each.voters) for each in order)
    return ListedStop(gold.id, stop.start, stop.end, kind.value, versions)


def _tell(gold: Document, stop: ListedStop, names: dict[str, str], terminal: Terminal) -> None:
    around = excerpt(gold.text, stop.start, stop.end)
    text = f"{around.before}[{around.words}]{around.after}"
    kind = Message(KINDS[StopKind(stop.kind)])
    terminal.tell("cli.adjudicate.stop", article=gold.id, start=stop.start, kind=kind, text=text)
    for number, version in enumerate(stop.versions, 1):
        had = in_words(gold.text, version.spans) or terminal.sentence("cli.adjudicate.nothing")
        voters = ", ".join(names.get(each, each) for each in version.voters)
        terminal.tell("cli.adjudicate.version", number=number, version=had, voters=voters)


COMMAND = Command("adjudicate", "cli.help.adjudicate", arguments, run)
