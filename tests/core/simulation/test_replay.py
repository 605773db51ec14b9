"""A replayed project: learned suggestions cost less and less, and what is printed is what was asked for."""

import json
from pathlib import Path

import pytest

from nhan.core.labels import Label, LabelSet
from nhan.core.metrics.scores import evaluate
from nhan.core.ordering import Order
from nhan.core.simulation.protocol import Replay
from nhan.core.simulation.result import Options, Simulated
from nhan.core.simulation.simulate import simulate
from nhan.core.suggestion import Suggestion
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.building import label_set
from tests.core.cli.running import Nhan
from tests.core.news import articles

LABELS = LabelSet(
    name="ships",
    title={"vi": "Tàu", "en": "Ships"},
    labels=tuple(Label(name=name, title={"vi": name, "en": name}, color="#336699") for name in ("PER", "LOC", "SHIP")),
)


def replay(options: Options) -> Simulated:
    return simulate(Replay(LABELS, articles(30), options))


@pytest.fixture(scope="module")
def simulated() -> Simulated:
    return replay(Options(30))


def test_learning_saves_work(simulated: Simulated) -> None:
    assert simulated.articles == 30
    assert simulated.entities == sum(len(one.spans) for one in articles(30))
    assert simulated.actions_per_entity < 0.6 * simulated.baselines["nothing"].actions_per_entity
    assert simulated.actions_per_entity < simulated.baselines["rules"].actions_per_entity
    assert [point.articles for point in simulated.curve] == [25, 30]
    assert sum(simulated.by_kind.values()) == round(simulated.actions_per_entity * simulated.entities)


def test_the_same_seed_gives_the_same_answer() -> None:
    one, again = replay(Options(8)), replay(Options(8))
    assert (again.by_kind, again.keys, again.curve) == (one.by_kind, one.keys, one.curve)


def test_without_memory_nothing_is_labelled_for_free() -> None:
    assert replay(Options(6, apply_to_all=False)).baselines["nothing"].actions_per_entity == 1.0


def test_the_first_article_is_suggested_for_without_having_been_seen() -> None:
    first = replay(Options(1, order=Order.FILE))
    assert first.trainings == 0
    assert first.actions_per_entity < first.baselines["nothing"].actions_per_entity


def test_the_doubtful_order_takes_the_same_articles_in_another_order(simulated: Simulated) -> None:
    doubtful = replay(Options(30, order=Order.DOUBTFUL))
    assert (doubtful.articles, doubtful.entities) == (simulated.articles, simulated.entities)
    before = {name: each.actions_per_entity for name, each in simulated.baselines.items()}
    assert {name: each.actions_per_entity for name, each in doubtful.baselines.items()} == before
    assert doubtful.curve != simulated.curve


NEWS_LABELS = label_set("PER", "LOC", "DATETIME", "QUANTITY", "ADDRESS")
FORMS = "Sáng 3/5, bà Trần Thị Mận trao 1,2 tỉ đồng cho 320 hộ nghèo tại số 12 đường Lê Lợi, Huế."
FORM_GOLD = [
    ("Sáng 3/5", "DATETIME"),
    ("1,2 tỉ đồng", "QUANTITY"),
    ("320 hộ", "QUANTITY"),
    ("số 12 đường Lê Lợi, Huế", "ADDRESS"),
    ("Trần Thị Mận", "PER"),
    ("đường Lê Lợi", "LOC"),
    ("Huế", "LOC"),
]


def marked(text: str, spans: list[tuple[str, str]]) -> CorrectedArticle:
    places = [(text.index(words), text.index(words) + len(words), label) for words, label in spans]
    return CorrectedArticle("a", text, places)


@pytest.mark.parametrize("apply_to_all", [True, False])
def test_what_is_known_by_its_form_is_suggested_as_in_the_window(apply_to_all: bool) -> None:
    gold = marked(FORMS, FORM_GOLD)
    found = simulate(Replay(NEWS_LABELS, [gold], Options(1, apply_to_all=apply_to_all)))
    assert (found.actions_per_entity, found.accepted) == (0.0, len(FORM_GOLD))


def test_evaluation() -> None:
    suggested = [Suggestion(0, 4, "PER", 0.9), Suggestion(5, 9, "LOC", 0.6), Suggestion(20, 22, "LOC", 0.5)]
    result = evaluate([(suggested, [(0, 4, "PER"), (5, 8, "LOC"), (10, 12, "ORG")])])
    assert (result.exact.precision, result.exact.recall) == (round(1 / 3, 4), round(1 / 3, 4))
    assert (result.partial.precision, result.partial.recall) == (round(2 / 3, 4), round(2 / 3, 4))
    assert result.confusion == {"": {"LOC": 1}, "PER": {"PER": 1}, "LOC": {"LOC": 1}, "ORG": {"": 1}}


@pytest.fixture
def gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Nhan, Path]:
    """A project of twelve articles that were imported with their spans."""
    nhan = Nhan(capsys)
    rows = []
    for number, one in enumerate(articles(12)):
        spans = [{"start": start, "end": end, "label": label} for start, end, label in one.spans if label != "SHIP"]
        rows.append({"id": f"a{number}", "text": one.text, "spans": spans})
    source = tmp_path / "gold.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    nhan.done("new", tmp_path / "gold")
    nhan.done("import", tmp_path / "gold", source)
    return nhan, tmp_path / "gold"


def test_the_commands(gold: tuple[Nhan, Path], tmp_path: Path) -> None:
    nhan, folder = gold
    said = json.loads(nhan.done("simulate", folder, "--articles", "3", "--json").out)
    assert set(said["baselines"]) == {"nothing", "underthesea", "rules"}
    assert said["articles"] == 3
    for order in (Order.INTERLEAVED, Order.DOUBTFUL):
        said = json.loads(nhan.done("simulate", folder, "--articles", "2", "--order", order.value, "--json").out)
        assert (said["articles"], said["order"]) == (2, order.value)
    assert nhan("suggest", folder, "--suggester", "learned", "--again").code == 1
    nhan.done("train", folder)
    nhan.done("suggest", folder, "--suggester", "learned", "--again")
    result = json.loads(nhan.done("evaluate", folder, "--against", "an1", "--json").out)
    assert result["exact"]["f1"] > 0.9
    nhan.done("train", folder, "--export", tmp_path / "m.nhanmodel")
    nhan.done("new", tmp_path / "other")
    nhan.done("train", tmp_path / "other", "--import", tmp_path / "m.nhanmodel")
    assert nhan("simulate", tmp_path / "other", "--articles", "3").code == 1
    assert nhan("evaluate", folder, "--against", "nobody").code == 1
    assert nhan("simulate", folder, "--articles", "0").code == 2
