"""What labels are called now, and what the project's files say of them: the one place where the two are exchanged.

Records, packs and journals are read by it and written by it; everywhere else a label is its name.
"""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, Dispute, Span


class LabelNames:
    """Of one project. Without a label set, and where no label was renamed or merged, all is as it is written."""

    def __init__(self, labels: LabelSet | None = None) -> None:
        self._name_of: dict[str, str] = {}  # by what files say
        self._stored: dict[str, str] = {}  # by name
        self._merged: dict[str, str] = {}  # the name, by what files say of labels that were merged
        self.as_written = True
        if labels is not None:
            self.take(labels)

    def take(self, labels: LabelSet) -> None:
        """Go by this label set. Only while nothing is open that was read by another one."""
        every = (*labels.deleted, *labels.labels)  # where both have a word, it is that of the label that is there
        self._name_of = {label.stored: label.name for label in every}
        self._merged = {word: label.name for label in every for word in label.merged}
        old = {word: label.stored for label in reversed(every) for word in label.former}
        self._stored = {**old, **{word: word for word in self._name_of}, **{word: word for word in self._merged}}
        self._stored |= {label.name: label.stored for label in every}
        self.as_written = all(word == stored for word, stored in self._stored.items()) and not self._merged

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans that were read, with their labels as they are called now."""
        return tuple(spans) if self.as_written else tuple(map(self._read, spans))

    def spans_in_files(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Spans as files say them."""
        return tuple(spans) if self.as_written else tuple(map(self._written, spans))

    def disputes(self, disputes: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
        """Disputes that were read."""
        return disputes if self.as_written else tuple(_with(each, self._read) for each in disputes)

    def disputes_in_files(self, disputes: tuple[Dispute, ...]) -> tuple[Dispute, ...]:
        """Disputes as files say them."""
        return disputes if self.as_written else tuple(_with(each, self._written) for each in disputes)

    def _read(self, span: Span) -> Span:
        word = span.label
        return replace(
            span,
            label=self._name(word),
            stored=word if word in self._merged else "",
            runner_up=None if span.runner_up is None else self._name(span.runner_up),
            readings=tuple((start, end, self._name(label)) for start, end, label in span.readings),
        )

    def _name(self, word: str) -> str:
        return self._merged.get(word) or self._name_of.get(word, word)

    def _written(self, span: Span) -> Span:
        merged = span.stored and self._merged.get(span.stored) == span.label
        return replace(
            span,
            label=span.stored if merged else self._stored.get(span.label, span.label),
            stored="",
            runner_up=None if span.runner_up is None else self._stored.get(span.runner_up, span.runner_up),
            readings=tuple((start, end, self._stored.get(label, label)) for start, end, label in span.readings),
        )

    def edit(self, edit: ArticleEdit) -> ArticleEdit:
        """An edit that was read, likewise."""
        return replace(
            edit,
            removed=self.spans(edit.removed),
            added=self.spans(edit.added),
            settled=self.disputes(edit.settled),
            raised=self.disputes(edit.raised),
        )

    def edit_in_files(self, edit: ArticleEdit) -> ArticleEdit:
        """An edit as files say it."""
        if self.as_written:
            return edit
        return replace(
            edit,
            removed=self.spans_in_files(edit.removed),
            added=self.spans_in_files(edit.added),
            settled=self.disputes_in_files(edit.settled),
            raised=self.disputes_in_files(edit.raised),
        )

    def read(self, change: Change) -> Change:
        """A change that was read."""
        return replace(change, edits=tuple(map(self.edit, change.edits)))

    def in_files(self, change: Change) -> Change:
        """A change as files say it."""
        return change if self.as_written else replace(change, edits=tuple(map(self.edit_in_files, change.edits)))


def _with(dispute: Dispute, named: Callable[[Span], Span]) -> Dispute:
    return dispute if dispute.other is None else replace(dispute, other=named(dispute.other))
