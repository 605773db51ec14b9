"""A model's opinion of people's versions: told nothing of the article, and never from what it has learned of it."""

from pathlib import Path

import msgspec
import pytest

from nhan.core.adjudication.disagreements import Disagreement, compare
from nhan.core.adjudication.model_opinion import ModelOpinion
from nhan.core.labels import LabelSet
from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.protocol import HowLikely, Likely
from nhan.core.suggest.registry import UNDERTHESEA
from nhan.core.suggest.server import SuggestServer
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters
from tests.core.building import LABELS

TEXT = "Chiều qua, ông Nguyễn Văn An từ Hà Nội về Huế."
AN, AN_LOC = (TEXT.index("Nguyễn"), TEXT.index("Nguyễn") + 13, "PER"), (TEXT.index("Nguyễn"), TEXT.index("An"), "LOC")


def stops() -> tuple[Disagreement, ...]:
    return compare({"a": [AN], "b": [AN_LOC]}).stops


@pytest.mark.slow
def test_the_likelier_version_is_told_from_the_other(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", TEXT)])
    opinion = ModelOpinion(project, "cu-2345", patience=120)  # the child has to start
    try:
        found = opinion.of("a0", TEXT, stops())
        assert found[AN] > 0.5 > 0.1 > found[AN_LOC]
        assert opinion.known("a0") == found and not opinion.known("a1")
    finally:
        opinion.close()
    assert opinion.of("a1", TEXT, stops()) == {}  # closed: there is none, and nobody waits


def test_without_a_model_for_the_labels_there_is_none(tmp_path: Path) -> None:
    labels = msgspec.structs.replace(LABELS, labels=(msgspec.structs.replace(LABELS.labels[0], name="THUỐC"),))
    assert isinstance(labels, LabelSet)
    project = Project.create(Disk(), tmp_path / "p", labels)
    opinion = ModelOpinion(project, "cu-2345")
    assert opinion.of("a0", TEXT, compare({"a": [(0, 5, "THUỐC")], "b": []}).stops) == {}
    opinion.close()


def test_one_that_is_closed_before_it_is_asked_starts_nothing(tmp_path: Path) -> None:
    opinion = ModelOpinion(Project.create(Disk(), tmp_path / "p", LABELS), "cu-2345", patience=120)
    opinion.close()
    assert opinion.is_closed and opinion.of("a0", TEXT, stops()) == {} and opinion._models is None


@pytest.mark.parametrize("suggester", [STARTER, UNDERTHESEA])
def test_what_a_suggester_cannot_tell_it_does_not_say(suggester: str) -> None:
    parameters = starter_parameters(LABELS) if suggester == STARTER else {}
    answer = SuggestServer().answer(HowLikely(suggester, parameters, TEXT, [AN, (0, 5, "LẠ")]), lambda _, __: None)
    assert isinstance(answer, Likely)
    first, unknown = answer.values
    assert unknown is None and (first is None) is (suggester == UNDERTHESEA)
