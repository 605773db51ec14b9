"""The places that the question shows are of articles that can still be read."""

from pathlib import Path

from nhan.core.corpus_change import WorkedOut, work_out
from nhan.core.operations import propose_everywhere
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.gui.review.corpus_change import first_places
from tests.core.building import LABELS
from tests.core.damaged import ForbiddenFolder
from tests.gui.conftest import make_project


def test_places_that_may_not_be_read_any_more_are_left_out(tmp_path: Path) -> None:
    disk = ForbiddenFolder()
    snapshot = Session(Project.open(disk, make_project(tmp_path / "p"))).snapshot()
    found = work_out(
        snapshot,
        snapshot.ids,
        lambda document: propose_everywhere([document], LABELS, "TP.HCM", "LOC"),
        lambda _: True,
    )
    assert isinstance(found, WorkedOut) and len(first_places(snapshot, found)) == 3
    disk.folder = tmp_path / "p" / "texts"
    assert first_places(snapshot, found) == []
