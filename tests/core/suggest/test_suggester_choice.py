"""The suggester of a project: its own model, a pretrained one, underthesea, whichever comes first."""

from pathlib import Path

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.suggester_choice import best_suggester
from nhan.core.tagger.model_file import encode
from nhan.core.tagger.model_store import model_path
from nhan.core.tagger.pretrained import pretrained_model
from nhan.core.tagger.pretrained_choice import NEWS, starter_parameters
from tests.core.building import LABELS, label_set


def test_the_best_there_is(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    beside = starter_parameters(LABELS)
    assert beside["starter"]["name"] == NEWS
    assert best_suggester(project) == ("starter", beside)
    path = model_path(project.folder)
    path.parent.mkdir()
    path.write_bytes(b"no model that this version reads")
    assert best_suggester(project) == ("starter", beside)
    path.write_bytes(encode(pretrained_model(NEWS)))
    assert best_suggester(project) == ("learned", {"model": str(path), **beside})


def test_labels_that_no_pretrained_model_knows(tmp_path: Path) -> None:
    other = label_set("DRUG")
    assert best_suggester(Project.create(Disk(), tmp_path / "p", other)) == ("underthesea", {})
