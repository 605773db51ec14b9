"""What all journals of an annotator say of an article, from its first edit on, damaged or missing lines passed over."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Span
from nhan.core.store.journal import Entry
from nhan.core.store.journals import Journals


class Folded(msgspec.Struct):
    """One article's edits of all sessions, in order."""

    base: str | None = None  # the run of suggestions that they stand on, where a journal says so; "" = none
    edits: int = 0
    astray: int = 0  # those that were made on one which is in no journal
    stages: dict[str, list[Span | None]] = {}  # of each span: what it was, and what each edit made of it
    states: list[ArticleState] = []

    def add(self, edit: ArticleEdit) -> None:
        """One edit more."""
        self.edits += 1
        before = {span.id: span for span in edit.removed}
        astray = False
        for name, span in (dict.fromkeys(before) | {span.id: span for span in edit.added}).items():
            known = self.stages.setdefault(name, [before.get(name)])
            if known[-1] != before.get(name):
                astray = True
                known.append(before.get(name))
            known.append(span)
        if edit.now is not None:
            self._add_state(edit.was or ArticleState(), edit.now)
        self.astray += astray

    def _add_state(self, was: ArticleState, now: ArticleState) -> None:
        """Where somebody began again, because the record was gone, what was said before stays but for what is new."""
        before = self.states[-1] if self.states else was
        if was == ArticleState() and before != was:
            values = {name: getattr(now, name) for name in ArticleState.__struct_fields__}
            new = {name: value for name, value in values.items() if value != getattr(was, name)}
            if new.get("status") is ArticleStatus.IN_PROGRESS:  # that is no decision
                del new["status"]
            now = replace(before, **new)
        self.states += [now] if was == before and self.states else [was, now]

    def last(self, document: Document, names: Iterable[str] | None = None, force: bool = False) -> ArticleEdit:
        """What makes of a document what the last edits made of it. ``names``: of these spans alone.

        A span that is as none of the edits has left it was changed from outside, and stays, unless ``force``.
        """
        removed: list[Span] = []
        added: list[Span] = []
        for name in self.stages if names is None else names:
            span, known = document.get(name), self.stages[name]
            last = known[-1]
            if (span in known or force) and span != last and (last is None or is_inside(last, document)):
                removed += [span] if span else []
                added += [last] if last else []
        return ArticleEdit(document.id, tuple(removed), tuple(added))

    def state_after(self, state: ArticleState | None) -> ArticleState | None:
        """The article's state, which is ``state`` in its file (None: that is not known), after the last edit."""
        return self.states[-1] if self.states and (state is None or state in self.states) else state


def is_inside(span: Span, document: Document) -> bool:
    """Whether the span is a stretch of the document's text."""
    return 0 <= span.start < span.end <= len(document.text)


def fold(journals: Journals, articles: set[str]) -> tuple[dict[str, Folded], list[Message]]:
    """The edits of these articles, by article, and the journals that cannot be read, so that theirs are not in it."""
    folded: dict[str, Folded] = {}
    unread: list[Message] = []
    for entry in _entries(journals, unread):
        for article, run in entry.bases.items():
            if article in articles and folded.setdefault(article, Folded()).base is None:
                folded[article].base = run
        for edit in entry.change.edits:
            if edit.article in articles:
                folded.setdefault(edit.article, Folded()).add(edit)
    return folded, unread


def _entries(journals: Journals, unread: list[Message]) -> Iterator[Entry]:
    for path in journals.sessions():
        try:
            yield from journals.entries(path)
        except NhanError as error:
            unread.append(error.message)
