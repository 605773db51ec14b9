"""Conflicts in the window: a panel that is there while the shown article has some, and the keys that settle them."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from nhan.core.document import Document
from nhan.core.merging.sides import place, sides
from nhan.core.messages import Message
from nhan.core.model import MERGE, ArticleEdit, Change, Dispute
from nhan.core.operations import settle
from nhan.core.people.whose import known_as
from nhan.gui.conflicts.panel import ConflictPanel
from nhan.gui.context import Context, Feature
from nhan.gui.events import Settled
from nhan.gui.layout import Dock
from nhan.gui.settings import Affects, Setting

NAME = "conflicts"


class Conflicts(QObject):
    """Knows which dispute of the shown article is looked at; None: the first, and nobody has gone there yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._view = context, context.bridge, context.view
        self._panel: ConflictPanel | None = None
        self._active: Dispute | None = None
        self._at = 0  # its place among the disputes
        self._raised = [0, 0]  # by what is merged now: in other articles, in the shown one
        self._notice = ""  # what was said of disputes that came in
        self._marked = False
        context.events.shown.connect(self._shown)
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._settled)
        context.settings.changed.connect(self._setting_changed)
        context.bridge.changed.connect(self._changed)
        context.bridge.merged.connect(self._merged)

    @property
    def _disputes(self) -> tuple[Dispute, ...]:
        document = self._bridge.document
        return document.disputes if document is not None else ()

    @property
    def _looked_at(self) -> Dispute | None:
        return self._active or next(iter(self._disputes), None)

    # -- what happens to the article ------------------------------------------------------------------------------

    def _shown(self, document: Document) -> None:
        self._dismiss_notice()
        self._active, self._marked = None, False  # the view has forgotten its marks
        if document.disputes:
            self._go(document.disputes[0])
        self._refresh(come_up=True)

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        """What is settled gives way to what comes after it; what an undo brings back is looked at again."""
        if edit.settled and self._active in edit.settled:
            left = self._disputes
            self._active = left[self._at % len(left)] if left else None
        if edit.raised and not machine:
            self._active = edit.raised[0]
        if edit.settled or edit.raised:
            self._mark()
            self._refresh(come_up=True)

    def _settled(self, settled: Settled) -> None:
        if settled.document is not None and settled.document.id in settled.edited:
            self._refresh()

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects in (Affects.THEME, Affects.KEYS):
            self._refresh()

    # -- what comes from outside ----------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if change.verb == MERGE:
            for edit in change.edits:
                document = self._bridge.document
                self._raised[document is not None and edit.article == document.id] += len(edit.raised)

    def _merged(self, article_ids: list[str]) -> None:
        (elsewhere, here), self._raised = self._raised, [0, 0]
        if here:
            self._dismiss_notice()
            words = self.tr("%n places were changed differently by somebody else; {key} goes there", "", here)
            self._notice = words.format(key=self._key("next_conflict"))
            self._context.notice.say(self._notice, self.tr("Go there"), partial(self.step, 1), "conflict")
        elif elsewhere:
            self._context.say(Message("window.merged_disputed", {"count": elsewhere}))
        else:
            self._context.say(Message("window.merged", {"count": len(set(article_ids))}))

    def _dismiss_notice(self) -> None:
        if self._notice:
            self._context.notice.dismiss_if(self._notice)
            self._notice = ""

    # -- keys -----------------------------------------------------------------------------------------------------

    def step(self, way: int) -> None:
        """To the next (1) or previous (-1) dispute: of the article, then of the next article that has some."""
        disputes, document = self._disputes, self._bridge.document
        at = disputes.index(self._active) + way if self._active in disputes else 0 if way > 0 else len(disputes) - 1
        if 0 <= at < len(disputes):
            self._go(disputes[at])
            return
        name = self._context.order.next_disputed(document.id if document is not None else "", way)
        if name is not None:
            self._context.show_article(name, partial(self._enter, way))
        elif disputes:
            self._go(disputes[0 if way > 0 else -1])  # around
        else:
            self._context.say(Message("window.no_conflicts"))

    def _enter(self, way: int) -> None:
        if self._disputes:
            self._go(self._disputes[0 if way > 0 else -1])

    def take(self, other: bool) -> None:
        """Settle what is looked at by what stands in the article or by the other version, and go on."""
        document, dispute = self._bridge.document, self._looked_at
        if document is None or dispute is None:
            self._context.say(Message("window.no_conflicts"))
            return
        self._active, self._at = dispute, document.disputes.index(dispute)
        if not self._bridge.commit(settle(document, self._bridge.labels, dispute, other)):
            return
        if self._looked_at is not None:
            self._go(self._looked_at)
        elif self._context.order.next_disputed(document.id, 1) is None:
            self._context.say(Message("window.all_settled"))
        else:
            self._context.say(Message("window.settled", {"key": self._key("next_conflict")}))

    def _key(self, action: str) -> str:
        return self._context.actions()[action].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    # -- what is to be seen ---------------------------------------------------------------------------------------

    def _go(self, dispute: Dispute) -> None:
        """Bring its place into view, the span in the article active and the other's place marked."""
        self._active = dispute
        self._dismiss_notice()
        document, view = self._bridge.document, self._view
        assert document is not None
        here, where = sides(document, dispute)[0], place(document, dispute)
        view.set_active(here.id if here is not None else None)
        if here is None and where is not None:
            view.set_caret(where[0], reveal=False)
            view.reveal(where[0], steady=True)
        self._mark()
        self._refresh(come_up=True)

    def _mark(self) -> None:
        """Mark the other version's place where it is another one. Nobody else's marks are touched."""
        document, marks = self._bridge.document, []
        if document is not None and self._active in document.disputes:
            here, other = sides(document, self._active)
            if other is not None and (here is None or (here.start, here.end) != (other.start, other.end)):
                marks = [(other.start, other.end)]
        if marks or self._marked:
            self._view.set_marks(marks)
        self._marked = bool(marks)

    def _refresh(self, come_up: bool = False) -> None:
        """Show what is looked at; the panel comes up where it is wanted, and goes with the last dispute."""
        document, dispute = self._bridge.document, self._looked_at
        if document is None or dispute is None:
            self._dismiss_notice()
            if self._panel is not None and self._context.docks.by_name[NAME].isVisible():
                self._context.docks.by_name[NAME].hide()  # whoever has the keyboard keeps it
            return
        if self._panel is None:
            self._panel = self._made()
        names = known_as(self._bridge.session.project.annotators)
        self._panel.name_keys(self._key("take_here"), self._key("take_other"))
        self._panel.show_dispute(document, dispute, self._view.look.palette, names)
        if come_up:
            self._context.docks.show(NAME)

    def _made(self) -> ConflictPanel:
        panel = ConflictPanel(self._bridge.labels)
        panel.taken.connect(self.take)
        panel.stepped.connect(self.step)
        self._context.docks.add_passing(Dock(NAME, self.tr("Conflicts"), panel, "bottom", panel))
        return panel


def attach(context: Context) -> Feature:
    conflicts = Conflicts(context)
    return Feature(
        handlers={
            "next_conflict": partial(conflicts.step, 1),
            "previous_conflict": partial(conflicts.step, -1),
            "take_here": partial(conflicts.take, False),
            "take_other": partial(conflicts.take, True),
        }
    )
