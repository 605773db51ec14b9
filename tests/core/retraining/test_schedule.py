"""How much that is new is worth a training."""

from nhan.core.retraining.schedule import MANY_EDITS, OWN_ENOUGH, due, missing, step, worth_a_pause, worth_training
from nhan.core.retraining.training_set import TrainingSet
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles
from tests.core.retraining.building import model_of, without_first_span
from tests.core.retraining.test_training_set import training_set


def test_the_first_article_is_learned_from_at_once() -> None:
    assert [missing(training_set(articles(count))) for count in (0, 1)] == [1, 0]
    assert worth_training(training_set(articles(1)))
    assert not worth_training(TrainingSet())


def test_articles_without_a_span_are_nothing_to_learn_from() -> None:
    empty = CorrectedArticle("a", "Trời mưa.", [])
    assert not worth_training(training_set([empty]))
    assert not worth_a_pause(training_set([empty], [CorrectedArticle("a", "Trời mưa.", [(0, 4, "LOC")])]))


def test_what_the_model_knows_is_worth_nothing() -> None:
    made = training_set(articles(5), articles(5))
    assert not worth_training(made)
    assert not worth_a_pause(made)


def test_one_more_article_is_enough_while_there_are_few_and_later_it_is_worth_a_pause() -> None:
    assert worth_training(training_set(articles(6), articles(5)))
    many = training_set(articles(101), articles(100))
    assert missing(many) == step(100) - 1
    assert not worth_training(many)
    assert worth_a_pause(many)


def test_a_corrected_correction_is_worth_a_pause_and_many_of_them_a_training() -> None:
    given = articles(5)
    made = training_set([without_first_span(given[0]), *given[1:]], given)
    assert not worth_training(made)
    assert worth_a_pause(made)
    made.unseen.edits = MANY_EDITS - 1
    assert not worth_training(made)
    made.unseen.edits = MANY_EDITS
    assert worth_training(made)


def test_a_model_from_another_project_stays_until_there_is_enough() -> None:
    made = training_set(articles(OWN_ENOUGH - 1), articles(200, first=1000))
    made.unseen.edits = MANY_EDITS
    assert missing(made) == 1
    assert not worth_training(made)
    assert not worth_a_pause(made)
    made.put(article(OWN_ENOUGH))
    assert worth_training(made)
    assert worth_training(training_set(articles(3), articles(3, first=1000)))


def test_the_simulated_annotator_is_served_as_often_as_a_real_one() -> None:
    """One article after the other, a training as soon as enough are new: at the same counts as ``due`` says."""
    made, trained, given = TrainingSet(), [], list[CorrectedArticle]()
    for count in range(1, 301):
        given.append(CorrectedArticle(f"a{count}", "Huế mưa.", [(0, 3, "LOC")]))
        made.put(given[-1])
        if worth_training(made):
            trained.append(count)
            made.begin()
            made.succeed(model_of(given))
    assert trained == [count for count in range(1, 301) if due(count)]
