"""The card of a release: README.md with the fields that Hugging Face reads, and the same as a page with plots."""

from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from nhan.core.agreement.measures import MEASURES, ON_WISH
from nhan.core.agreement.result import Figure
from nhan.core.messages import say
from nhan.core.releases.facts import HF_SPLITS, DecidedHow, ReleaseFacts
from nhan.core.releases.split import Split
from nhan.core.report.page import html_page, section
from nhan.core.report.plots import Plot, Rows, Teller

CARD, PAGE, CROISSANT = "README.md", "card.html", "croissant.json"
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_SIGNS = {"<": "&lt;", ">": "&gt;", "&": "&amp;"} | {sign: f"\\{sign}" for sign in "\\`*_[]#|"}
_LONGEST_SIZE = "1M<n<10M"
_DECIDED = {
    DecidedHow.SINGLY: "release.card.singly",
    DecidedHow.IN_BULK: "release.card.in_bulk",
    DecidedHow.BY_ADJUDICATION: "release.card.by_adjudication",
    DecidedHow.ADJUDICATED_TOGETHER: "release.card.adjudicated_together",
    DecidedHow.BY_RULE: "release.card.by_rule",
    DecidedHow.DOUBTED: "release.card.doubted",
    DecidedHow.CHANGED_AFTER_DOUBT: "release.card.changed_after_doubt",
    DecidedHow.UNSAID: "release.card.unsaid",
}


class _CardSection(msgspec.Struct, frozen=True):
    """A heading, paragraphs, and rows of a table, the first of which are its heads."""

    title: str
    words: tuple[str, ...] = ()
    table: Sequence[Sequence[str]] = ()


def card(facts: ReleaseFacts, language: str) -> str:
    """README.md."""
    tell = Teller(language)
    lines = ["---", *_front(facts), "---", "", f"# {_plain(facts.title)} {facts.about.version}", ""]
    for each in _sections(facts, tell):
        lines += [f"## {each.title}", "", *(line for words in each.words for line in (_plain(words), ""))]
        if each.table:
            head, *rows = ([_plain(cell) for cell in row] for row in each.table)
            lines += [_row(head), _row(["---"] * len(head)), *map(_row, rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def card_page(facts: ReleaseFacts, language: str) -> str:
    """The same as HTML that needs nothing beside it, with plots of the counts."""
    tell = Teller(language)
    lead = tell.say("release.card.made", date=facts.about.date, program=facts.program, articles=len(facts.articles))
    pieces = [piece for each in _sections(facts, tell) for piece in _html(each)]
    pieces += [piece for plot in plots(facts, tell) for piece in section(plot)]
    return html_page(f"{facts.title} {facts.about.version}", lead, pieces, language)


def plots(facts: ReleaseFacts, tell: Teller) -> list[Plot]:
    """How many articles are in each part, and how many spans each label has."""
    parts: Rows = ((each.value, len(facts.of(each)), tell.number(len(facts.of(each)))) for each in Split)
    counts = [(label.name, facts.spans(label.name)) for label in facts.labels.labels]
    labels: Rows = [(name, count, tell.number(count)) for name, count in counts if count]
    drawn = [tell.plot("release.card.parts", "release.card.parts.note", parts)]
    return [*drawn, tell.plot("report.labels", "release.card.labels.note", labels)] if labels else drawn


def _front(facts: ReleaseFacts) -> Iterator[str]:
    """YAML in which every value that a person wrote is JSON, which YAML reads as it is."""
    about = facts.about
    yield f"pretty_name: {_json(facts.title)}"
    yield f"language: [{about.language}]"
    if about.license:
        yield f"license: {_json(about.license.lower())}"
    yield "annotations_creators: [expert-generated]"
    yield "source_datasets: [original]"
    yield "task_categories: [token-classification]"
    size = next((name for most, name in _SIZES if len(facts.articles) < most), _LONGEST_SIZE)
    yield f"size_categories: [{_json(size)}]"
    if facts.loadable:
        paths = facts.paths[facts.loadable]
        yield "configs:"
        yield "- config_name: default"
        yield "  data_files:"
        for split, path in paths.items():
            yield f"  - split: {HF_SPLITS[split]}"
            yield f"    path: {_json(path)}"
        yield "dataset_info:"
        yield "  config_name: default"
        yield "  splits:"
        for split in paths:
            yield f"  - name: {HF_SPLITS[split]}"
            yield f"    num_examples: {len(facts.of(split))}"


def _json(words: str) -> str:
    return msgspec.json.encode(words).decode()


def _sections(facts: ReleaseFacts, tell: Teller) -> Iterator[_CardSection]:
    about, say_ = facts.about, tell.say
    people = max((each.people for each in facts.articles), default=0)
    lead = (about.description,) if about.description else ()
    said = [say_("release.card.about", people=people), say_("release.card.which")]
    said += [*how_decided(facts, tell), *_named(facts, tell)]
    yield _CardSection(say_("release.card.title.about"), (*lead, *said))
    parts = [say_("release.card.part"), say_("agreement.articles"), say_("release.card.spans")]
    rows = [[s.value, tell.number(len(facts.of(s))), tell.number(_spans(facts, s))] for s in Split]
    empty = [say_("release.empty_part", parts=", ".join(each.value for each in facts.empty))] if facts.empty else []
    yield _CardSection(say_("release.card.parts"), (say_("release.card.parts.note"), *empty), [parts, *rows])
    if facts.labels.labels:
        yield _CardSection(say_("release.card.guideline"), table=list(_guideline(facts, tell)))
    yield _CardSection(say_("release.card.people"), tuple(_people(facts, tell)), list(_agreement(facts, tell)))
    if limits := tuple(_limits(facts, tell)):
        yield _CardSection(say_("release.card.limits"), limits)
    yield _CardSection(say_("release.card.personal"), (about.personal or say_("release.card.personal_unsaid"),))


def _named(facts: ReleaseFacts, tell: Teller) -> Iterator[str]:
    about = facts.about
    for key, value in (
        ("release.card.creators", ", ".join(about.creators)),
        ("release.card.license", about.license or tell.say("release.card.license_unsaid")),
        ("release.card.url", about.url),
    ):
        if value:
            yield tell.say(key, value=value)


def how_decided(facts: ReleaseFacts, tell: Teller) -> Iterator[str]:
    """A sentence for each way in which spans came to stand."""
    whole = tell.number(sum(facts.decided.values()))
    for how, key in _DECIDED.items():
        if count := facts.decided.get(how, 0):
            yield tell.say(key, count=tell.number(count), spans=whole)


def _spans(facts: ReleaseFacts, split: Split) -> int:
    return sum(len(each.spans) for each in facts.of(split))


def _guideline(facts: ReleaseFacts, tell: Teller) -> Iterator[Sequence[str]]:
    yield [tell.say("release.card.label"), tell.say("release.card.meaning"), *(each.value for each in Split)]
    for label in facts.labels.labels:
        words = label.guideline.get(tell.language) or label.title.get(tell.language, "")
        yield [label.name, words, *(tell.number(facts.spans(label.name, split)) for split in Split)]


def _people(facts: ReleaseFacts, tell: Teller) -> Iterator[str]:
    yield tell.say("release.card.aliases")
    if facts.agreement is None:
        yield tell.say("release.card.no_agreement")
        return
    fields = {"articles": tell.number(facts.agreement.articles), "people": len(facts.agreement.people_compared)}
    yield tell.say("release.card.agreement", **fields)
    if facts.agreement.is_too_few:
        yield tell.say("agreement.too_few", articles=facts.agreement.articles)


def _agreement(facts: ReleaseFacts, tell: Teller) -> Iterator[Sequence[str]]:
    if facts.agreement is None:
        return
    yield [tell.say("release.card.measure"), tell.say("release.card.value"), tell.say("release.card.meaning")]
    for name, measure in MEASURES.items():
        if name in ON_WISH and name not in facts.agreement.figures:
            continue
        figure = facts.agreement.figures.get(name, Figure(None))
        yield [say(measure.title, tell.language), str(figure), say(measure.definition, tell.language)]


def _limits(facts: ReleaseFacts, tell: Teller) -> Iterator[str]:
    if single := sum(each.people < 2 for each in facts.articles):
        yield tell.say("release.card.single", single=tell.number(single), articles=tell.number(len(facts.articles)))
    for name, count in facts.lost.items():
        yield tell.say("release.card.lost", name=name, count=tell.number(count))


def _html(each: _CardSection) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(each.title)}</h2>\n"
    yield from (f"<p>{escape(words)}</p>\n" for words in each.words)
    if each.table:
        yield "<table>\n"
        for at, row in enumerate(each.table):
            tag = "td" if at else "th"
            yield f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>\n"
        yield "</table>\n"
    yield "</section>\n"


def _plain(words: str) -> str:
    """What a person wrote, as words in Markdown and not as its signs."""
    return "".join(_SIGNS.get(sign, sign) for sign in " ".join(words.split()))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
