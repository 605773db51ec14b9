"""A note on a place that is not decided yet, asked for with the key that writes notes on spans."""

from functools import partial

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.adjudication.notes import note_stop, said_at
from nhan.core.model import Rejected
from nhan.core.operations.overlap import shown
from nhan.core.suggestion import Labelled
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.context import Context
from nhan.gui.questions.asked import asked
from nhan.gui.questions.comment import CommentDialog


class NoteKey:
    """Returns False where the ring is elsewhere: then the key does there what it does everywhere."""

    def __init__(self, context: Context, stops: OpenStops) -> None:
        self._context, self._bridge, self._stops = context, context.bridge, stops

    def write(self) -> bool:
        """Ask for it. What is drawn stays as it is, whatever was changed of it."""
        document, draft = self._bridge.document, self._stops.draft
        stop = draft.stop
        if document is None or stop is None or not draft.is_here:
            return False
        place = draft.active.place if draft.active is not None else (*stop.places, *(stop.before or ()))[0]
        said = said_at(document, stop.start, stop.end)
        words, note = shown(document.text[place[0] : place[1]], 80), said[0].note if said else ""
        keep = partial(self._keep, document.id, stop, place)
        asked(CommentDialog(words, note, bool(said) and said[0].question, keep, self._context.window))
        return True

    def _keep(self, article: str, stop: Disagreement, place: Labelled, note: str, question: bool) -> bool:
        """Whether it is kept."""
        document = self._bridge.document
        if document is None or document.id != article:
            return False
        answer = note_stop(document, stop, place, note, question)
        return (isinstance(answer, Rejected) and answer.reason == "verbs.already") or self._bridge.commit(answer)
