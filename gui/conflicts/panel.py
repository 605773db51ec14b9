"""The panel of conflicts: what stands in the article on the left, the other version on the right."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.merging.sides import Excerpt, excerpt, local_time, place, sides
from nhan.core.model import ArticleState, Dispute, Span, SpanStatus
from nhan.core.text.units import Range
from nhan.gui.article_view.look import Palette
from nhan.gui.article_view.styles import colours_of
from nhan.gui.conflicts.version_card import ShownVersion, VersionCard
from nhan.gui.status_names import state_name
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.icon_button import IconButton


class ConflictPanel(QWidget):
    """Shows one dispute. ``taken`` carries whether the other version is wanted, ``stepped`` 1 or -1."""

    taken = Signal(bool)
    stepped = Signal(int)

    def __init__(self, labels: LabelSet) -> None:
        super().__init__()
        self._labels = labels
        self.headline = ElidedLabel()
        self.here, self.other = VersionCard(self.tr("In the article")), VersionCard(self.tr("The other version"))
        self.here.taken.connect(lambda: self.taken.emit(False))
        self.other.taken.connect(lambda: self.taken.emit(True))
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(IconButton("previous_conflict", self.tr("Previous conflict"), lambda: self.stepped.emit(-1)))
        head.addWidget(IconButton("next_conflict", self.tr("Next conflict"), lambda: self.stepped.emit(1)))
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.here, 1)
        both.addWidget(self.other, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 8)
        box.addLayout(head)
        box.addLayout(both, 1)

    def name_keys(self, here: str, other: str) -> None:
        """The keys that take a side, in the user's form; "" = it has none."""
        for card, text, key in ((self.here, self.tr("Keep this"), here), (self.other, self.tr("Take this"), other)):
            card.set_button(f"{text}  {key}" if key else text)

    def show_dispute(self, document: Document, dispute: Dispute, palette: Palette, names: Mapping[str, str]) -> None:
        """Show one of the document's disputes. ``names``: of people, by their ids."""
        at = document.disputes.index(dispute) + 1
        words = [self.tr("Conflict {at} of {count}").format(at=at, count=len(document.disputes))]
        where = place(document, dispute)
        if not dispute.span:
            words.append(self.tr("the article's state"))
            pair = [self._state(each) for each in (document.state, dispute.state)]
        else:
            here, other = sides(document, dispute)
            words += [f"“{excerpt(document.text, *where).words}”"] if where else []
            words += [self._difference(here, other)]
            pair = [self._span(document, each, where, palette, names) for each in (here, other)]
        self.headline.set_text(" · ".join(each for each in words if each))
        for card, version in zip((self.here, self.other), pair, strict=True):
            card.show_version(version, palette)

    def _span(
        self, document: Document, span: Span | None, where: Range | None, palette: Palette, names: Mapping[str, str]
    ) -> ShownVersion:
        if span is None:
            around = excerpt(document.text, *where) if where else Excerpt("", "", "")
            return ShownVersion(words=self.tr("taken out"), excerpt=around)
        who = ""
        if span.decision is not None:
            name = names.get(span.decision.by, span.decision.by)
            who = f"{name} · {local_time(span.decision.at)}"
        return ShownVersion(
            label=span.label,
            colours=colours_of(self._labels, span.label, palette),
            words=self.tr("suggestion") if span.status is SpanStatus.SUGGESTED else self.tr("confirmed"),
            excerpt=excerpt(document.text, span.start, span.end),
            who=who,
            note=self._note(span.note),
        )

    def _state(self, state: ArticleState | None) -> ShownVersion:
        return ShownVersion(words=state_name(state), note=self._note(state.note)) if state else ShownVersion()

    def _note(self, note: str) -> str:
        return self.tr("note: {note}").format(note=note) if note else ""

    def _difference(self, here: Span | None, other: Span | None) -> str:
        """What is different, in words."""
        if here is None or other is None:
            return self.tr("taken out by one of the two")
        parts = (
            (here.label != other.label, self.tr("label")),
            ((here.start, here.end) != (other.start, other.end), self.tr("edges")),
            (here.status is not other.status, self.tr("status")),
            (here.note != other.note, self.tr("note")),
        )
        different = ", ".join(word for is_other, word in parts if is_other)
        return self.tr("different: {what}").format(what=different) if different else ""
