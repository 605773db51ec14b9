"""The suggester of a project: its own model, a pretrained one, underthesea, whichever comes first."""

from pathlib import Path

from nhan.core.people.learn_from import LEARN_FROM, LearnFrom
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.suggester_choice import best_suggester, chosen_suggester, selectable
from nhan.core.tagger.model_file import encode
from nhan.core.tagger.model_store import CACHE, FORMER, keep_model
from nhan.core.tagger.pretrained import pretrained_model
from nhan.core.tagger.pretrained_choice import NEWS, starter_parameters
from tests.core.building import LABELS, label_set


def test_the_best_there_is(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    beside = starter_parameters(LABELS)
    assert beside["starter"]["name"] == NEWS
    assert best_suggester(project, "lan") == ("starter", beside)
    path = project.folder / CACHE / FORMER
    path.parent.mkdir()
    path.write_bytes(b"no model that this version reads")
    assert best_suggester(project, "lan") == ("starter", beside)
    path.write_bytes(encode(pretrained_model(NEWS)))
    assert best_suggester(project, "lan") == ("learned", {"model": str(path), **beside})


def test_what_another_trained_serves_unless_the_project_says_ones_own(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    path = keep_model(project.disk, project.folder, "minh", encode(pretrained_model(NEWS)))
    assert best_suggester(project, "lan")[1]["model"] == str(path)
    project.describe(settings={LEARN_FROM: LearnFrom.OWN.value})
    assert best_suggester(project, "lan")[0] == "starter"
    assert best_suggester(project, "minh")[1]["model"] == str(path)


def test_labels_that_no_pretrained_model_knows(tmp_path: Path) -> None:
    other = label_set("DRUG")
    assert best_suggester(Project.create(Disk(), tmp_path / "p", other), "lan") == ("underthesea", {})


def test_the_chosen_suggester_serves_where_it_can(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    best = best_suggester(project, "lan")
    assert chosen_suggester(project, "lan", "") == best
    assert chosen_suggester(project, "lan", "rules") == ("rules", {})
    assert chosen_suggester(project, "lan", "starter") == best
    for name in ("learned", "memory", "transformers", "gone"):
        assert chosen_suggester(project, "lan", name) == best, name
    unknown = Project.create(Disk(), tmp_path / "q", label_set("DRUG"))
    assert chosen_suggester(unknown, "lan", "starter") == ("underthesea", {})
    assert "rules" in selectable() and "transformers" not in selectable()
