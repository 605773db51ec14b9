"""Which pretrained model serves a label set, and under which names."""

from nhan.core.label_files import load_label_set
from nhan.core.tagger.pretrained_choice import (
    FURTHER_LABELS,
    NEWS,
    PRETRAINED,
    STARTER,
    PretrainedChoice,
    pretrained_for,
    starter_parameters,
)
from tests.core.building import label_set

VLSP2021 = load_label_set("vlsp2021")


def test_the_model_that_knows_most_of_the_labels_serves_under_their_names() -> None:
    assert pretrained_for(label_set("PER", "LOC", "ORG")) == PretrainedChoice(
        NEWS, {"LOC": "LOC", "ORG": "ORG", "PER": "PER"}
    )
    named = pretrained_for(label_set("PERSON", "LOCATION", "ORGANIZATION", "EVENT"))
    assert named == PretrainedChoice(NEWS, {"LOC": "LOCATION", "ORG": "ORGANIZATION", "PER": "PERSON"})
    health = pretrained_for(label_set(*PRETRAINED["health"]))
    assert health is not None and health.name == "health" and len(health.labels) == 10


def test_further_labels_are_served_where_a_project_has_two_of_them() -> None:
    chosen = pretrained_for(VLSP2021)
    assert chosen is not None and chosen.name == NEWS
    assert chosen.labels == {"LOC": "LOCATION", "MISC": "MISCELLANEOUS", "ORG": "ORGANIZATION", "PER": "PERSON"}
    assert chosen.further == {label: label for label in FURTHER_LABELS}
    assert all(
        label.name in {**chosen.patterns, **chosen.further, **_turned(chosen.labels)} for label in VLSP2021.labels
    )
    for one in FURTHER_LABELS:
        found = pretrained_for(label_set("PER", "LOC", "ORG", one))
        assert found is not None and found.further == {}
    for name in ("vlsp2016", "vlsp2018", "phoner"):
        found = pretrained_for(load_label_set(name))
        assert found is not None and found.further == {}


def _turned(names: dict[str, str]) -> dict[str, str]:
    return {its: name for name, its in names.items()}


def test_labels_that_none_knows() -> None:
    for names in (("DRUG",), ("DRUG", "PER")):
        assert pretrained_for(label_set(*names)) is None
        assert starter_parameters(label_set(*names)) == {}
    assert starter_parameters(label_set("PER")) == {STARTER: {"name": NEWS, "labels": {"PER": "PER"}}}


def test_a_form_whose_label_a_model_has_learned_is_left_to_it() -> None:
    choice = PretrainedChoice(NEWS, {}, {"DATETIME": "DATE", "EMAIL": "EMAIL"})
    assert choice.patterns_beside({"DATE", "PER"}) == {"EMAIL": "EMAIL"}
