"""A suggester of one's own as adviser: alone at first, then heard by the project's model, with real child processes."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from nhan.core.project import Project
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.core.suggest.builtin import LearnedSuggester
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested
from nhan.core.suggest.suggester_choice import SuggesterChoice, chosen_suggester
from nhan.core.suggestion import ADVISER, KEPT
from nhan.core.tagger.advice.kept_advice import KeptAdvice
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.building import LABELS, label_set

AT = "2026-01-02T03:04:05+00:00"
NAMES = ("ZYB", "QOK", "WUM", "FEG", "JAX", "VIH", "XOT", "KEP")


def articles(count: int) -> list[CorrectedArticle]:
    """Whatever is in capitals is a name here, as the toy says, unless it follows "mã"."""
    found = []
    for number in range(count):
        one, other = NAMES[number % 8], NAMES[(number + 3) % 8]
        text = f"hôm qua {one} đi chợ mua mã {other} {number} cho mẹ"
        found.append(CorrectedArticle(f"a{number}", text, [(8, 11, "X")]))
    return found


def kept(parameters: dict[str, Any]) -> KeptAdvice:
    return msgspec.convert(parameters[KEPT], KeptAdvice)


def suggested(name: str, parameters: dict[str, Any], *texts: str) -> list[list[tuple[int, int, str]]]:
    with SuggestClient(name, parameters) as client:
        answers = [client.submit("a", text).result() for text in texts]
    assert all(isinstance(each, Suggested) and each.name == name for each in answers), answers
    return [[span.place for span in each.spans] for each in answers if isinstance(each, Suggested)]


def test_it_suggests_alone_and_then_the_model_improves_on_it(toy: str, tmp_path: Path) -> None:
    project, choice = Project.create(Disk(), tmp_path / "p", label_set("X")), SuggesterChoice("toy")
    name, parameters = chosen_suggester(project, "an", choice)
    assert name == "toy" and kept(parameters).adviser == choice.adviser(project.labels)
    corrected = articles(16)
    alone = suggested(name, parameters, *(each.text for each in corrected))
    assert [len(spans) for spans in alone] == [2] * 16
    assert [len(kept(parameters).of(each.text) or ()) for each in corrected] == [2] * 16
    model = Trainer(Disk(), project.folder, "an").train(corrected, AT, adviser=choice.adviser(project.labels))
    assert model.adviser == choice.adviser(project.labels) and model.trust is not None and model.trust[0] == 16
    name, parameters = chosen_suggester(project, "an", choice)
    assert name == "learned" and parameters[ADVISER]["name"] == "toy"
    assert suggested(name, parameters, "hôm nay BUV đi chợ mua mã LOZ 3 cho mẹ") == [[(8, 11, "X")]]


def test_what_it_has_said_is_not_asked_again(toy: str, tmp_path: Path) -> None:
    project, choice = Project.create(Disk(), tmp_path / "p", label_set("X")), SuggesterChoice("toy")
    where = kept(chosen_suggester(project, "an", choice)[1])
    for each in articles(4):
        where.keep(each.text, [])
    Trainer(Disk(), project.folder, "an").train(articles(4), AT, adviser=choice.adviser(project.labels))
    _, parameters = chosen_suggester(project, "an", choice)
    suggester = LearnedSuggester(parameters)
    assert "toy" in suggester.version
    where.keep("RAISE", [])
    assert suggester.suggest("RAISE") == []
    with pytest.raises(ValueError, match="no such text"):
        suggester.suggest("RAISE 2")
    suggester.suggest("hôm nay BUV đi")
    assert where.of("hôm nay BUV đi") and where.of("something else") is None


def test_a_model_that_has_not_heard_it_leaves_the_word_to_it(toy: str, tmp_path: Path) -> None:
    project, choice = Project.create(Disk(), tmp_path / "p", label_set("X")), SuggesterChoice("toy")
    assert Trainer(Disk(), project.folder, "an").train(articles(4), AT).adviser == ""
    assert chosen_suggester(project, "an", choice)[0] == "toy"
    heard_nothing = Trainer(Disk(), project.folder, "an").train(articles(4), AT, adviser=choice.adviser(project.labels))
    assert heard_nothing.adviser == "" and chosen_suggester(project, "an", choice)[0] == "toy"


def test_only_one_s_own_advise() -> None:
    mine = SuggesterChoice("chat", "qwen", "http://localhost:1"), SuggesterChoice("transformers", "a/b")
    assert all(each.advises for each in mine) and mine[0].adviser(LABELS) != mine[1].adviser(LABELS)
    for name in ("", "learned", "starter", "rules", "underthesea", "memory", "chat"):
        assert not SuggesterChoice(name).advises and SuggesterChoice(name).adviser(LABELS) == "", name


def test_who_is_told_what_the_labels_mean_is_another_once_that_changes(tmp_path: Path) -> None:
    """What it said before stays kept, and is not taken for its word of now."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    chat, tagger = SuggesterChoice("chat", "qwen", "http://localhost:1"), SuggesterChoice("transformers", "a/b")
    told, untold = (kept(chosen_suggester(project, "an", each)[1]) for each in (chat, tagger))
    told.keep("Huế", [])
    untold.keep("Huế", [])
    first, *others = LABELS.labels
    other = replace(LABELS, labels=(replace(first, guideline={"vi": "Chỉ tên người."}), *others))
    project.describe(labels=other)
    told, untold = (kept(chosen_suggester(project, "an", each)[1]) for each in (chat, tagger))
    assert told.of("Huế") is None and untold.of("Huế") == []
    project.describe(labels=LABELS)
    assert kept(chosen_suggester(project, "an", chat)[1]).of("Huế") == []
