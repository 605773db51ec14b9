"""Learning the keys by pressing them, on the sample: a step is over when it was really done."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from nhan.core.model import Change
from nhan.core.sample import sample_folder
from nhan.gui.context import Context, Feature
from nhan.gui.first_steps.card import StepCard
from nhan.gui.first_steps.steps import END, STEPS, UNDONE, WAIT
from nhan.gui.settings import FIRST_STEP, FIRST_STEPS

ESCAPE = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class FirstSteps(QObject):
    """Shown on the sample only; which step it is, and whether they are shown, outlives the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context, self._settings = context, context.settings
        self.card = StepCard()
        self._waits = False  # whether it says that suggestions are on their way
        context.add_strip(self.card)
        self.card.close_button.clicked.connect(self.leave)
        self.card.own.clicked.connect(self._own_project)
        context.events.decided.connect(self._decided)
        context.events.taken_back.connect(lambda: self._did(UNDONE))
        context.events.shown.connect(self._show)
        context.events.settled.connect(self._settled)

    @property
    def _is_on(self) -> bool:
        folder = self._context.bridge.session.project.folder
        return self._settings.get(FIRST_STEPS) and folder.resolve() == sample_folder().resolve()

    @property
    def step(self) -> int:
        """From 0; as many as there are: all are done."""
        return min(self._settings.get(FIRST_STEP), len(STEPS))

    def take_up(self) -> None:
        """Go on where they were left; from the first where all were done. On the sample, which is opened for it."""
        if self.step == len(STEPS):
            self._settings.set(FIRST_STEP, 0)
        self._settings.set(FIRST_STEPS, True)
        if self._is_on:
            self._show()
            self._context.view.setFocus()
        else:
            self._context.open_project(sample_folder())

    def leave(self) -> None:
        """They can be taken up again."""
        self._settings.set(FIRST_STEPS, False)
        self._context.view.removeEventFilter(self)
        self.card.hide()

    def _show(self, _: object = None) -> None:
        if not self._is_on:
            return
        at_end = self.step == len(STEPS)
        self._context.view.installEventFilter(self)  # once, however often it is said
        self._waits = self._must_wait()
        said = END if at_end else WAIT if self._waits else STEPS[self.step]
        actions = self._context.actions()
        keys = (actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText) for name in said.actions)
        count = "✓" if at_end else f"{self.step + 1} / {len(STEPS)}"
        self.card.say(count, QCoreApplication.translate("FirstSteps", said.words).format(*keys), at_end)

    def _must_wait(self) -> bool:
        """Whether the step needs a suggestion, and the article has none."""
        document = self._context.bridge.document
        on_suggestion = self.step < len(STEPS) and STEPS[self.step].on_suggestion
        return on_suggestion and (document is None or not document.unreviewed)

    def _settled(self, _: object) -> None:
        if not self.card.isHidden() and self._waits != self._must_wait():
            self._show()

    def _decided(self, change: Change) -> None:
        self._did(change.verb)

    def _did(self, verb: str) -> None:
        if not self.card.isHidden() and self.step < len(STEPS) and verb in STEPS[self.step].verbs:
            self._settings.set(FIRST_STEP, self.step + 1)
            self._show()

    def _own_project(self) -> None:
        self.leave()
        self._context.actions()["new_project"].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves the steps, unless it is needed to let go of something."""
        if event.type() not in ESCAPE or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().eventFilter(watched, event)
        needed = self._context.view.selection is not None or (self.step < len(STEPS) and STEPS[self.step].lets_go)
        if self.card.isHidden() or needed:
            return False
        if event.type() is QEvent.Type.KeyPress:
            self.leave()
        event.accept()  # no shortcut: the ring stays where it is
        return True


def attach(context: Context) -> Feature:
    steps = FirstSteps(context)
    return Feature(handlers={"first_steps": steps.take_up})
