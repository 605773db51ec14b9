"""Agreement in the window: a dock that comes up when it is asked for and fills in once all is compared."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject

from nhan.core.agreement.choice import chosen
from nhan.core.agreement.compare import Comparison, compare
from nhan.core.agreement.result import DifferingPlace
from nhan.core.messages import Message
from nhan.core.people.aliases import read_key
from nhan.core.people.whose import workers
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.withheld import Withheld
from nhan.gui.agreement.panel import AgreementPanel, PlaceWords
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, Job, JobProgress
from nhan.gui.layout import Dock

NAME = "agreement"


class AgreementOfPeople(QObject):
    """Makes the panel once it is asked for, compares beside the window, and goes where it points."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._panel: AgreementPanel | None = None
        self._job: Job | None = None
        self._asked: object = None  # what is compared now
        self._places: Sequence[DifferingPlace] = ()  # whose words are read now
        self._reading: Job | None = None  # of reading them
        context.events.closing.connect(self._stop)

    def open(self) -> None:
        """Show the panel, with what people say now."""
        if self._panel is None:
            self._panel = self._made()
        self._context.docks.show(NAME)
        self._panel.who.setFocus()
        self._compare()

    def _made(self) -> AgreementPanel:
        context = self._context
        panel = AgreementPanel(context.language, workers(context.bridge.session.project))
        panel.wanted.connect(self._compare)
        panel.gone_to.connect(self._go_to)
        panel.asked_for.connect(self._read_places)
        context.docks.add_passing(Dock(NAME, self.tr("Agreement"), panel, "bottom", panel.who))
        return panel

    def _stop(self) -> None:
        self._asked = None
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _compare(self) -> None:
        """Compare as the panel says; what is compared now is not wanted any more."""
        self._stop()
        self._places = ()
        panel, context = self._panel, self._context
        assert panel is not None
        snapshot, user = context.bridge.session.snapshot(), context.identity.person
        viewer = context.identity.annotator_in(snapshot.project).id
        choice, view, hides = panel.choice, panel.view, panel.hidden_names.isChecked()
        passed: list[Unreadable] = []
        unread: list[Message] = []
        self._asked = asked_now = object()

        def work(progress: JobProgress) -> tuple[Comparison, Withheld]:
            key = read_key(snapshot.project.disk) if hides else b""
            who = chosen(snapshot, replace(choice, key=key), user, unread.append, viewer)
            found = compare(snapshot.project, who.sides, who.pairs, view, progress.step, passed.append)
            return found, who.withheld

        def compared(result: tuple[Comparison, Withheld]) -> None:
            if self._asked is asked_now:
                found, withheld = result
                panel.show_comparison(found, withheld.left, snapshot.project.title)
                context.bridge.name_passed_over(passed)
                for message in unread:
                    context.fail(message)

        def refused(message: Message) -> None:
            if self._asked is asked_now:
                if message != STOPPED:
                    panel.clear()
                panel.say(context.language.say(message))

        panel.say(self.tr("Comparing…"))
        self._job = context.run(self.tr("Comparing people's work"), work, compared, len(snapshot.ids), refused)

    def _read_places(self, places: Sequence[DifferingPlace]) -> None:
        """Their words are read beside the window; only those asked for last are shown."""
        snapshot, panel = self._context.bridge.session.snapshot(), self._panel
        self._places = places
        assert panel is not None
        if self._reading is not None:
            self._reading.stop()

        def read(rows: list[PlaceWords]) -> None:
            if self._places is places:  # else of a cell that nobody looks at any more
                panel.show_places(rows)

        work = partial(words_of, snapshot, places)
        self._reading = self._context.run(self.tr("Reading places"), work, read, len(places))

    def _go_to(self, article: str, start: int, end: int) -> None:
        self._context.show_article(article, partial(self._select, start, end))

    def _select(self, start: int, end: int) -> None:
        view = self._context.view
        if end:
            view.set_selection(start, end)
            view.reveal(start, steady=True)
            self._context.events.place_shown.emit(start, end)


def words_of(snapshot: Snapshot, places: Sequence[DifferingPlace], progress: JobProgress) -> list[PlaceWords]:
    """Each with its article's title and the words that either side has there."""
    texts: dict[str, str] = {}
    rows: list[PlaceWords] = []
    for place in places:
        progress.step()
        if place.article not in texts:
            text = or_unreadable(place.article, snapshot.text)
            texts[place.article] = "" if isinstance(text, Unreadable) else text
        words = texts[place.article]
        first, second = (" ".join(words[slice(*each)].split()) if each else "–" for each in (place.first, place.second))
        rows.append((place, (snapshot.project.title(place.article) or place.article, first, second)))
    return rows


def attach(context: Context) -> Feature:
    return Feature(handlers={"agreement": AgreementOfPeople(context).open})
