"""The features of the window, in the order of their docks.

Taking a feature out means deleting its folder and its two lines here. None of them imports another: what one has to
tell the others goes through ``events``.
"""

from collections.abc import Mapping

from nhan.gui.concordance.feature import attach as concordance
from nhan.gui.context import Attach
from nhan.gui.guideline.feature import attach as guideline
from nhan.gui.help.feature import attach as help_
from nhan.gui.learning.feature import attach as learning
from nhan.gui.note.feature import attach as note
from nhan.gui.preferences.feature import attach as preferences
from nhan.gui.projects.feature import attach as projects
from nhan.gui.queue.feature import attach as queue
from nhan.gui.review.feature import attach as review
from nhan.gui.span_list.feature import attach as span_list
from nhan.gui.suggestions.feature import attach as suggestions
from nhan.gui.transfer.feature import attach as transfer

FEATURES: Mapping[str, Attach] = {
    "queue": queue,
    "span_list": span_list,
    "guideline": guideline,
    "note": note,
    "learning": learning,
    "concordance": concordance,
    "review": review,
    "suggestions": suggestions,
    "projects": projects,
    "transfer": transfer,
    "preferences": preferences,
    "help": help_,
}
