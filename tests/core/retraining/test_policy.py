"""When a training is due, against what the project's model was made from."""

from nhan.core.retraining.policy import MANY_EDITS, OWN_ENOUGH, TrainingPolicy
from nhan.core.retraining.schedule import step
from nhan.core.tagger.model_file import LevelFile, ModelFile, studied
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles


def model_of(given: list[CorrectedArticle]) -> ModelFile:
    return ModelFile("nhan/model", 2, [], studied(given), {}, LevelFile(b"", []))


def lessons(given: list[CorrectedArticle], model: list[CorrectedArticle] | None = None) -> TrainingPolicy:
    made = TrainingPolicy()
    if model:
        made.know(model_of(model))
    for each in given:
        made.put(each)
    return made


def test_the_first_article_is_learned_from_at_once() -> None:
    assert [lessons(articles(count)).missing for count in (0, 1)] == [1, 0]
    assert lessons(articles(1)).due
    assert not lessons([]).due


def test_articles_without_a_span_are_nothing_to_learn_from() -> None:
    assert not lessons([CorrectedArticle("a", "Trời mưa.", [])]).due


def test_what_the_model_knows_is_not_new_when_the_project_is_opened_again() -> None:
    made = lessons(articles(5), articles(5))
    assert (made.fresh, made.edited, made.due, made.worthwhile) == (set(), set(), False, False)


def test_one_more_article_is_due_while_there_are_few_and_later_a_pause_is_reason_enough() -> None:
    assert lessons(articles(6), articles(5)).due
    many = lessons(articles(101), articles(100))
    assert (many.missing, many.due, many.worthwhile) == (step(100) - 1, False, True)


def test_a_corrected_correction_waits_for_a_pause_or_for_many_of_them() -> None:
    given = articles(5)
    changed = CorrectedArticle(given[0].article, given[0].text, given[0].spans[1:])
    made = lessons(given, given)
    assert made.put(changed)
    assert not made.put(changed)
    assert (made.edited, made.due, made.worthwhile) == ({changed.article}, False, True)
    made.edits = MANY_EDITS
    assert made.due
    opened_again = lessons([changed, *given[1:]], given)
    assert (opened_again.edited, opened_again.fresh) == ({changed.article}, set())


def test_an_article_that_is_taken_up_again_and_finished_counts_as_changed() -> None:
    given = articles(5)
    made = lessons(given, given)
    made.drop(given[2].article)
    assert given[2].article not in made
    assert made.put(given[2])
    assert made.edited == {given[2].article}


def test_a_model_from_another_project_stays_until_there_is_enough() -> None:
    other = articles(200, first=1000)
    made = lessons(articles(OWN_ENOUGH - 1), other)
    assert (made.foreign, made.missing, made.due, made.worthwhile) == (True, 1, False, False)
    made.put(article(OWN_ENOUGH))
    assert made.due
    assert lessons(articles(3), articles(3, first=1000)).due


def test_the_same_id_with_another_text_is_another_article() -> None:
    mine = article(1)
    made = lessons([mine], [CorrectedArticle(mine.article, "Chuyện khác.", [])])
    assert made.foreign
    assert made.fresh == {mine.article}


def test_what_comes_while_a_training_runs_is_new_after_it_and_what_failed_is_as_new_as_before() -> None:
    given = articles(4)
    made = lessons(given)
    taken = made.begin()
    made.put(article(4))
    made.succeed(model_of(given))
    assert made.fresh == {article(4).article}
    taken = made.begin()
    made.drop(given[0].article)
    made.fail(taken)
    assert made.fresh == {article(4).article}


def test_the_newest_are_last_and_what_came_corrected_is_first() -> None:
    made = lessons(articles(4))
    names = [each.article for each in articles(4)]
    order = [each.article for each in made.in_order([names[2], names[0]])]
    assert order == [names[1], names[3], names[2], names[0]]
