"""The suggester of a project: its own model, a pretrained one, underthesea, whichever comes first."""

from pathlib import Path

from nhan.core.people.learn_from import LEARN_FROM, LearnFrom
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.suggester_choice import SuggesterChoice, best_suggester, chosen_suggester, selectable
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
    assert chosen_suggester(project, "lan", SuggesterChoice()) == best
    assert chosen_suggester(project, "lan", SuggesterChoice("rules")) == ("rules", {})
    assert chosen_suggester(project, "lan", SuggesterChoice("starter")) == best
    for name in ("learned", "memory", "transformers", "recommender", "chat", "gone"):
        assert chosen_suggester(project, "lan", SuggesterChoice(name)) == best, name
    unknown = Project.create(Disk(), tmp_path / "q", label_set("DRUG"))
    assert chosen_suggester(unknown, "lan", SuggesterChoice("starter")) == ("underthesea", {})
    assert "rules" in selectable() and not {"transformers", "recommender", "chat"} & set(selectable())


def test_what_a_suggester_asks_for_is_handed_to_it(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    served = SuggesterChoice("recommender", address="http://localhost:5000/ner")
    name, parameters = chosen_suggester(project, "lan", served)
    assert name == "recommender" and parameters.pop("kept")["adviser"] == served.adviser(project.labels)
    assert parameters == {"address": "http://localhost:5000/ner"}
    tagger = SuggesterChoice("transformers", "vinai/phobert-base")
    name, parameters = chosen_suggester(project, "lan", tagger)
    assert (name, parameters["model"]) == ("transformers", "vinai/phobert-base")
    chat = SuggesterChoice("chat", "qwen", "http://localhost:11434")
    name, parameters = chosen_suggester(project, "lan", chat)
    assert name == "chat" and parameters["model"] == "qwen" and parameters["address"] == "http://localhost:11434"
    assert [each["name"] for each in parameters["labels"]] == [label.name for label in project.labels.labels]
