"""Making a release: the gold of a project in its parts and formats, the manifest, the card; all or nothing."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.adjudication.rules import RULES
from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.agreement.result import Agreement
from nhan.core.agreement.sides import person_snapshot
from nhan.core.damage.traces import missing_records
from nhan.core.document import Document
from nhan.core.formats.format import Format, Loss, WriteOptions
from nhan.core.formats.registry import find, names
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleState, ArticleStatus, Source, Span
from nhan.core.operations.building import standing
from nhan.core.people.aliases import aliases
from nhan.core.people.whose import people, title, workers
from nhan.core.project import Project
from nhan.core.releases.about import About
from nhan.core.releases.card import CARD, CROISSANT, PAGE, card, card_page
from nhan.core.releases.contents import begun_by_anybody
from nhan.core.releases.croissant import croissant
from nhan.core.releases.facts import DecidedHow, ReleaseFacts, decided_how
from nhan.core.releases.manifest import (
    NAME,
    Manifest,
    ReleasedArticle,
    ReleasedFile,
    manifest_bytes,
    work_digest,
)
from nhan.core.releases.split import SEED, Split, groups, split_of
from nhan.core.store.layout import is_plain, sha256
from nhan.core.store.project_file import Role
from nhan.core.store.record import Record, record_of

FOLDER = "releases"  # in the project
DATA = "data"
Paths = dict[str, dict[Split, str]]  # by format and part


class ReleaseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """``formats``: names in the registry, one at least; ``by``: whose work is the gold (an id); ``key``: what people's
    aliases are made with; ``source``: the key of the articles' meta data by which those of one source stay together.

    ``seen`` hears of every article that is looked at: twice, and once more for each format.
    """

    about: About
    formats: tuple[str, ...]
    by: str
    key: bytes
    seed: str = SEED
    source: str = ""
    with_agreement: bool = True
    seen: Callable[[], object] = lambda: None


class MadeRelease(msgspec.Struct, frozen=True):
    """What was made: its folder, the spans that a format has no place for, by format, and how many articles that
    somebody has begun are not in it."""

    folder: Path
    manifest: Manifest
    lost: dict[str, int]
    not_done: int

    @property
    def in_words(self) -> Message:
        """Where it is, and what is in it."""
        manifest = self.manifest
        fields: dict[str, object] = {split.value: manifest.count(split) for split in Split}
        fields |= {"folder": str(self.folder), "articles": len(manifest.articles)}
        return Message("release.done", {**fields, "spans": manifest.labels_of().total()})

    @property
    def warnings(self) -> list[Message]:
        """What whoever hands it on should know."""
        said = [Message("release.not_done", {"count": self.not_done})] if self.not_done else []
        empty = [split.value for split in Split if not self.manifest.count(split)]
        said += [Message("release.empty_part", {"parts": ", ".join(empty)})] if empty else []
        return said + [Message("release.lost", {"name": name, "count": count}) for name, count in self.lost.items()]


def make_release(project: Project, options: ReleaseOptions, folder: Path | None = None) -> MadeRelease:
    """Write a release into ``folder`` (None: into the project). NhanError: it cannot be made of this project, or one
    of that version is there. OSError: nothing was written."""
    target = folder or release_folder(project, options.about.version)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise NhanError("release.there_already", folder=str(target))
    made = _Making(project, options)
    project.disk.make_folders(target.parent)
    project.disk.write_folder(target, made.files())
    assert made.manifest is not None
    left = begun_by_anybody(project) - {each.id for each in made.manifest.articles}
    return MadeRelease(target, made.manifest, dict(made.lost), len(left))


def release_folder(project: Project, name: str) -> Path:
    """Where the release of that version is, or will be. NhanError where it can name no folder."""
    if not is_plain(name):
        raise NhanError("release.bad_version", name=name)
    return project.folder / FOLDER / name


def releases(project: Project) -> list[Path]:
    """The folders of the releases in the project, by name."""
    there = project.folder / FOLDER
    return [there / name for name in sorted(project.disk.list(there)) if project.disk.exists(there / name / NAME)]


class _Making:
    """One release. ``files`` yields each with its name; the rest is there once they have all been drawn."""

    def __init__(self, project: Project, options: ReleaseOptions) -> None:
        self._project, self._options = project, options
        self.manifest: Manifest | None = None
        self.lost: Counter[str] = Counter()
        self._formats = _formats(options.formats)
        try:
            date.fromisoformat(options.about.date)
        except ValueError:
            raise NhanError("release.bad_date", date=options.about.date) from None
        self._aliases = aliases([each.id for each in people(project)], options.key)
        self._gold = person_snapshot(project, options.by)
        self._missing = missing_records(project, options.by)
        self._gone = project.labels.gone
        self._files: list[ReleasedFile] = []
        self._decided: Counter[DecidedHow] = Counter()

    def files(self) -> Iterator[tuple[str, bytes]]:
        articles = list(self._articles())
        if not articles:
            raise NhanError("release.nothing_done", name=self._name())
        paths: Paths = {}
        facts = ReleaseFacts(
            about=self._options.about,
            project=self._project.name,
            labels=self._project.labels,
            articles=tuple(articles),
            formats=self._formats,
            paths=paths,
            agreement=self._agreement({each.id for each in articles}),
            decided=dict(self._decided),
            program=version("nhan"),
        )
        for chosen_format in self._formats:
            for split in Split:
                yield from self._written(chosen_format, split, articles, paths)
        facts = replace(facts, lost=dict(self.lost))
        yield self._counted(CARD, card(facts, "en").encode())
        yield self._counted(PAGE, card_page(facts, "vi").encode())
        yield self._counted(CROISSANT, croissant(facts, self._files))
        self.manifest = Manifest(
            project=self._project.name,
            release=self._options.about.version,
            date=self._options.about.date,
            program=version("nhan"),
            seed=self._options.seed,
            labels=self._project.labels,
            articles=tuple(articles),
            files=tuple(sorted(self._files, key=lambda each: each.path)),
        )
        yield NAME, manifest_bytes(self.manifest)

    def _counted(self, name: str, data: bytes) -> tuple[str, bytes]:
        self._files.append(ReleasedFile(name, hashlib.sha256(data).hexdigest(), len(data)))
        return name, data

    def _written(
        self, chosen_format: Format, split: Split, articles: Sequence[ReleasedArticle], paths: Paths
    ) -> Iterator[tuple[str, bytes]]:
        ids = [each.id for each in articles if each.split is split]
        if not ids:
            return
        place = f"{DATA}/{chosen_format.name}/{split.value}"
        options = WriteOptions(labels=self._project.labels, lost=lambda loss: self._lose(chosen_format, loss), ids=True)
        if chosen_format.write is not None:
            name = place + next(iter(chosen_format.extensions), "")
            paths.setdefault(chosen_format.name, {})[split] = name
            yield self._counted(name, b"".join(chosen_format.write(self._records(ids), options)))
            return
        assert chosen_format.write_folder is not None
        paths.setdefault(chosen_format.name, {})[split] = place
        for name, data in sorted(chosen_format.write_folder(self._records(ids), options)):
            yield self._counted(f"{place}/{name}", data)

    def _lose(self, chosen_format: Format, _: Loss) -> None:
        self.lost[chosen_format.name] += 1

    def _articles(self) -> Iterator[ReleasedArticle]:
        """Those that the gold's maker is done with, by id."""
        project, options = self._project, self._options
        by_article = groups(self._texts(), options.seen)
        done = self._done_by()
        curator = self._aliases[options.by]
        for article_id in sorted(project.ids):
            options.seen()
            document = self._document(article_id)
            if document.state.status is not ArticleStatus.DONE:
                continue
            spans = tuple(sorted((span.start, span.end, span.label) for span in self._spans(document)))
            self._decided.update(map(decided_how, self._spans(document)))
            group = by_article[article_id]
            yield ReleasedArticle(
                article_id,
                sha256(document.text),
                work_digest(spans),
                curator,
                split_of(group, options.seed),
                group,
                done.get(article_id, 0) or 1,
                spans,
            )

    def _texts(self) -> Iterator[tuple[str, str, str]]:
        # In the order of import, the oldest first. A deleted one still names its group: its going moves none.
        for article_id in self._project.imported:
            article = self._project.article(article_id)
            source = article.meta.get(self._options.source, "") if self._options.source else ""
            yield article_id, article.text, str(source)

    def _done_by(self) -> Mapping[str, int]:
        """By article, how many people have done it; not counting those who decide for all."""
        found: Counter[str] = Counter()
        for each in workers(self._project):
            if each.role is not Role.ADJUDICATOR:
                summaries = person_snapshot(self._project, each.id).summaries()
                found.update(summary.id for summary in summaries if summary.status is ArticleStatus.DONE)
        return found

    def _document(self, article_id: str) -> Document:
        if (message := self._missing.get(article_id)) is not None:
            raise NhanError(message.key, **message.fields)
        return self._gold.document(article_id)

    def _spans(self, document: Document) -> Iterator[Span]:
        return standing(document, self._gone)

    def _records(self, ids: Iterable[str]) -> Iterator[Record]:
        """With nothing in them that says who people are, or what they said to each other."""
        for article_id in ids:
            self._options.seen()
            document = self._document(article_id)
            spans = (self._nameless(span) for span in self._spans(document))
            kept = Document(document.article, spans, ArticleState(ArticleStatus.DONE))
            yield record_of(kept, self._aliases[self._options.by])

    def _nameless(self, span: Span) -> Span:
        """What may be known of a span: what is not named here stays out."""
        source, decision = span.source, span.decision
        if source.kind == "human":
            source = Source("human", self._alias(source.name))
        elif source.kind == "import":  # named after a file
            source = Source("import")
        if decision is not None:
            decision = replace(decision, by=self._alias(decision.by))
        return Span(
            id=span.id,
            start=span.start,
            end=span.end,
            label=span.label,
            status=span.status,
            source=source,
            confidence=span.confidence,
            decision=decision,
        )

    def _alias(self, person: str) -> str:
        """Who is not known here (any more) is nobody. Rules are called by their names."""
        if not person or person in RULES:
            return person
        return self._aliases.get(person, "A0")

    def _name(self) -> str:
        return next((title(each) for each in people(self._project) if each.id == self._options.by), self._options.by)

    def _agreement(self, articles: Collection[str]) -> Agreement | None:
        """Of those who annotated, on these articles; whoever made the gold is among them only where nobody else is."""
        there = [each.id for each in workers(self._project) if each.role is not Role.ADJUDICATOR]
        others = [each for each in there if each != self._options.by]
        wanted = others if len(others) > 1 else there
        if not self._options.with_agreement or len(wanted) < 2:
            return None
        who = chosen(self._gold, AgreementChoice(tuple(wanted), key=self._options.key), None)
        found = compare(self._project, who.sides, seen=self._options.seen, articles=articles).plain
        return found if found.articles else None


def _formats(wanted: Iterable[str]) -> list[Format]:
    """In their order. NhanError: an unknown one, or one that cannot be written."""
    found = [find(name) for name in dict.fromkeys(wanted)]
    for each in found:
        if not each.writable:
            raise NhanError("formats.not_writable", name=each.name, names=", ".join(names(writable=True)))
    return found
