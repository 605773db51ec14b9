"""The suggester of a project: its own model, the starter, the rules, underthesea, whichever comes first."""

from pathlib import Path

from nhan.core.labels import Label, LabelSet
from nhan.core.learning.choice import best_suggester, starter_serves
from nhan.core.learning.learner import model_path
from nhan.core.learning.model_file import encode
from nhan.core.learning.starter import starter
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, label_set


def test_the_best_there_is(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    assert best_suggester(project) == ("starter", {})
    path = model_path(project.folder)
    path.parent.mkdir()
    path.write_bytes(b"no model that this version reads")
    assert best_suggester(project) == ("starter", {})
    path.write_bytes(encode(starter()))
    assert best_suggester(project) == ("learned", {"model": str(path), "with_starter": True})


def test_the_starter_speaks_only_where_it_knows_every_label(tmp_path: Path) -> None:
    assert starter_serves(label_set("PER", "LOC", "ORG"))
    assert not starter_serves(label_set("PER", "LOC"))
    more = Project.create(Disk(), tmp_path / "more", label_set("PER", "LOC", "ORG", "DATE"))
    assert best_suggester(more) == ("rules", {})
    path = model_path(more.folder)
    path.parent.mkdir()
    path.write_bytes(encode(starter()))
    assert best_suggester(more) == ("learned", {"model": str(path)})


def test_labels_that_the_rules_do_not_know(tmp_path: Path) -> None:
    same = label_set("PERSON", "LOCATION", "ORGANIZATION", "EVENT")
    assert best_suggester(Project.create(Disk(), tmp_path / "same", same)) == ("rules", {})
    other = LabelSet(name="x", title={}, labels=(Label(name="DRUG", title={}, color="#336699"),))
    assert best_suggester(Project.create(Disk(), tmp_path / "p", other)) == ("underthesea", {})
