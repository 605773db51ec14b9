"""The table of all groups of pictures, in the order in which they are taken. A feature of the window adds its rows to
the group that it belongs to, or a group of its own here."""

from collections.abc import Mapping

from nhan.core.cli.window import ALL_PICTURES
from nhan.gui.tour.correcting import CORRECTING, CROSSING
from nhan.gui.tour.damage import DAMAGE, FULL_DISK
from nhan.gui.tour.dialogs import DIALOGS
from nhan.gui.tour.first_start import FIRST_START
from nhan.gui.tour.pages import PAGES
from nhan.gui.tour.people import PEOPLE
from nhan.gui.tour.picture import Group
from nhan.gui.tour.recordings import RECORDINGS
from nhan.gui.tour.sizes import SCREEN

GROUPS: Mapping[str, Group] = {
    "first-start": FIRST_START,
    "correcting": CORRECTING,
    "crossing": CROSSING,
    "pages": PAGES,
    "dialogs": DIALOGS,
    "people": PEOPLE,
    "damage": DAMAGE,
    "full-disk": FULL_DISK,
}
ALL, MAIN = ALL_PICTURES, "main"
ON_ITS_SCREEN: Mapping[str, Group] = {"screen": SCREEN}  # what a child process takes
CHOICES = (ALL, MAIN, *GROUPS, *ON_ITS_SCREEN, *RECORDINGS)


def chosen(name: str) -> Mapping[str, Group]:
    """The groups that are meant by one of ``CHOICES``."""
    if name == ALL:
        return GROUPS
    if name == MAIN:
        return {each: group for each, group in GROUPS.items() if group.main}
    return {name: (GROUPS | ON_ITS_SCREEN | RECORDINGS)[name]}  # type: ignore[operator]
