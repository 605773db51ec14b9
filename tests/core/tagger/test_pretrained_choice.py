"""Which pretrained model serves a label set, and under which names."""

from nhan.core.tagger.pretrained_choice import (
    NEWS,
    PRETRAINED,
    STARTER,
    PretrainedChoice,
    pretrained_for,
    starter_parameters,
)
from tests.core.building import label_set


def test_the_model_that_knows_most_of_the_labels_serves_under_their_names() -> None:
    assert pretrained_for(label_set("PER", "LOC", "ORG")) == PretrainedChoice(
        NEWS, {"LOC": "LOC", "ORG": "ORG", "PER": "PER"}
    )
    named = pretrained_for(label_set("PERSON", "LOCATION", "ORGANIZATION", "EVENT"))
    assert named == PretrainedChoice(NEWS, {"LOC": "LOCATION", "ORG": "ORGANIZATION", "PER": "PERSON"})
    health = pretrained_for(label_set(*PRETRAINED["health"]))
    assert health is not None and health.name == "health" and len(health.labels) == 10


def test_labels_that_none_knows() -> None:
    for names in (("DRUG",), ("DRUG", "PER")):
        assert pretrained_for(label_set(*names)) is None
        assert starter_parameters(label_set(*names)) == {}
    assert starter_parameters(label_set("PER")) == {STARTER: {"name": NEWS, "labels": {"PER": "PER"}}}


def test_a_form_whose_label_a_model_has_learned_is_left_to_it() -> None:
    choice = PretrainedChoice(NEWS, {}, {"DATETIME": "DATE", "EMAIL": "EMAIL"})
    assert choice.patterns_beside({"DATE", "PER"}) == {"EMAIL": "EMAIL"}
