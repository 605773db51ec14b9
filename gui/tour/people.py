"""Several people on one project: another's work, a project that is open elsewhere, work made side by side."""

from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.tour.picture import DialogPicture, Group, Picture, dialog, doing, nothing, page, trigger
from nhan.gui.tour.scenes import (
    FIRST,
    LAN,
    MINH,
    both_done,
    given_out,
    in_conflict,
    kept_apart,
    nameless,
    of_two,
    to_adjudicate,
    worked,
)
from nhan.gui.tour.tour import Tour


def of_another(tour: Tour) -> None:
    """What Minh has made, to look at."""
    tour.open(of_two(tour.folder("two")), FIRST, looking_at=MINH.id)


def of_two_people(tour: Tour) -> None:
    """One's own work again, where two are listed."""
    tour.open(tour.folder("two"), FIRST)


def open_elsewhere(tour: Tour) -> None:
    """One's own work, which another program is at."""
    folder = worked(tour.folder("busy"))
    other = Session(Project.open(Disk(), folder), LAN.id, name=LAN.name)
    try:
        tour.open(folder, FIRST)
    finally:
        other.close()


def ask_whether_me(tour: Tour) -> None:
    """A project from a time without names."""
    folder = tour.folder("nameless")
    tour.open(folder if folder.exists() else nameless(folder))


def side_by_side(tour: Tour) -> None:
    tour.open(in_conflict(tour.folder("conflict")), FIRST)


def with_differences(tour: Tour) -> None:
    """Lan's work, which Minh has done, too."""
    tour.open(both_done(tour.folder("both")), FIRST)


def differing_places(tour: Tour) -> None:
    """Where the first labels that are not the same meet, the first of these places being shown."""
    panel = tour.window.docks.by_name["agreement"].widget()
    assert isinstance(panel, AgreementPanel)
    panel.tabs.setCurrentIndex(panel.tabs.count() - 1)
    rows = range(panel.confusion.rowCount())
    cells = [item for row in rows for at in rows if row != at and (item := panel.confusion.item(row, at)) is not None]
    panel.confusion.setCurrentItem(cells[0])
    panel.places.setFocus()
    tour.press_in_focus("Return")


def adjudicating(tour: Tour) -> None:
    tour.open(to_adjudicate(tour.folder("adjudication")), FIRST)


def looking_too_early(tour: Tour) -> None:
    """At Minh's work, while most of one's own is not done."""
    tour.open(kept_apart(tour.folder("apart")), looking_at=MINH.id)


def after_giving_out(tour: Tour) -> None:
    tour.open(given_out(tour.folder("given")), FIRST)


def list_done(tour: Tour) -> None:
    """What the first person is done with."""
    panel = tour.window.docks.by_name["workload"].widget()
    assert isinstance(panel, WorkloadPanel)
    panel.table.setFocus()
    panel.table.setCurrentCell(0, 4)
    tour.press_in_focus("Return")


PEOPLE = Group(
    nothing,
    (
        Picture("another-s-work", of_another, ("own_work",)),
        Picture("two-people", of_two_people, ("own_work",)),
        Picture("open-elsewhere", open_elsewhere),
        DialogPicture("old-work", ask_whether_me),
        page("agreement", first=with_differences),
        Picture("agreement-places", differing_places, ("agreement",)),
        Picture("kept-apart", looking_too_early),
        page("workload", first=after_giving_out),
        Picture("workload-listed", list_done),
        dialog("give_back"),
        Picture("conflicts", side_by_side),
        Picture(
            "conflicts-next", doing("take_here", "next_conflict"), ("take_here", "next_conflict", "previous_conflict")
        ),
        Picture("conflicts-settled", doing("take_other", "take_here"), ("take_other",)),
        Picture("adjudication", adjudicating, ("adjudicate",)),
        Picture("adjudication-voters", trigger("voters"), ("voters",)),
        dialog("assign"),
    ),
)
