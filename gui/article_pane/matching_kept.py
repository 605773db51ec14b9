"""What the buttons beside a query are left at is kept for the next time, in the article as in all articles."""

from functools import partial

from nhan.gui.settings import FIND_ACCENTS, FIND_CASE, FIND_WORDS, Settings
from nhan.gui.widgets.matching_toggles import MatchingToggles


def keep_matching(toggles: MatchingToggles, settings: Settings) -> None:
    """Begin as such buttons were left last, and keep how these are left."""
    for button, setting in (
        (toggles.case, FIND_CASE),
        (toggles.words, FIND_WORDS),
        (toggles.accents, FIND_ACCENTS),
    ):
        button.setChecked(settings.get(setting))
        button.toggled.connect(partial(settings.set, setting))
