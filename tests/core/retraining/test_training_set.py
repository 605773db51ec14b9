"""What there is to learn from, compared with what the project's model was made from."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.retraining.training_set import TrainingSet
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles
from tests.core.retraining.building import model_of, without_first_span


def training_set(given: list[CorrectedArticle], model: list[CorrectedArticle] | None = None) -> TrainingSet:
    made = TrainingSet()
    if model:
        made.know(model_of(model))
    for each in given:
        made.put(each)
    return made


def test_what_the_model_knows_is_not_new_when_the_project_is_opened_again() -> None:
    made = training_set(articles(5), articles(5))
    assert (made.unseen.new, made.unseen.edited) == (set(), set())


def test_a_corrected_correction_is_edited_once_and_so_after_the_project_is_opened_again() -> None:
    given = articles(5)
    changed = without_first_span(given[0])
    made = training_set(given, given)
    assert made.put(changed)
    assert not made.put(changed)
    assert (made.unseen.new, made.unseen.edited) == (set(), {changed.article})
    opened_again = training_set([changed, *given[1:]], given)
    assert (opened_again.unseen.new, opened_again.unseen.edited) == (set(), {changed.article})


def test_an_article_that_is_taken_up_again_and_finished_counts_as_edited() -> None:
    given = articles(5)
    made = training_set(given, given)
    made.drop(given[2].article)
    assert given[2].article not in made
    assert made.put(given[2])
    assert made.unseen.edited == {given[2].article}


def test_the_same_id_with_another_text_is_another_article() -> None:
    mine = article(1)
    made = training_set([mine], [CorrectedArticle(mine.article, "Chuyện khác.", [])])
    assert made.foreign
    assert made.unseen.new == {mine.article}


def test_a_model_is_foreign_while_less_than_half_of_its_articles_are_here() -> None:
    assert training_set(articles(2), articles(5)).foreign
    assert not training_set(articles(3), articles(6)).foreign
    assert not training_set(articles(3)).foreign  # there is no model


def test_what_was_edited_and_is_taken_up_again_is_not_to_be_learned() -> None:
    given = articles(3)
    made = training_set([without_first_span(given[0]), *given[1:]], given)
    made.drop(given[0].article)
    assert made.unseen.edited == set()


def test_what_comes_while_a_training_runs_is_unseen_after_it_and_what_failed_is_unseen_again() -> None:
    given = articles(4)
    made = training_set(given)
    made.begin()
    made.put(article(4))
    made.succeed(model_of(given))
    assert made.unseen.new == {article(4).article}
    made.put(article(5))
    made.begin()
    made.drop(article(5).article)
    made.fail()
    assert made.unseen.new == {article(4).article}


def test_a_failure_puts_it_on_hold_until_something_new_comes() -> None:
    made = training_set(articles(2))
    made.begin()
    assert not made.on_hold
    made.fail()
    assert made.on_hold
    made.put(article(0))
    assert made.on_hold  # as it was
    made.put(article(2))
    assert not made.on_hold


def test_the_newest_are_last_and_what_came_corrected_is_first() -> None:
    names = [each.article for each in articles(4)]
    order = [each.article for each in training_set(articles(4)).in_order([names[2], names[0]])]
    assert order == [names[1], names[3], names[2], names[0]]


@given(st.data())
def test_a_training_that_fails_loses_nothing_and_one_that_succeeds_leaves_what_came_since(data: st.DataObject) -> None:
    given = articles(6)
    made = training_set([], data.draw(st.sampled_from([None, given[:3]])))
    _work(data, made)
    before = made.unseen
    was = (set(before.new), set(before.edited), before.edits)
    made.begin()
    made.fail()
    assert (made.unseen.new, made.unseen.edited - made.unseen.new, made.unseen.edits) == (
        was[0],
        was[1] - was[0],
        was[2],
    )
    learned = made.in_order(())
    made.begin()
    made.succeed(model_of(learned))
    assert (made.unseen.new, made.unseen.edited, made.unseen.edits) == (set(), set(), 0)
    _work(data, made)
    assert (made.unseen.new | made.unseen.edited) <= {each.article for each in made.in_order(())}
    changed = {each.article for each in made.in_order(()) if each not in learned}
    assert changed <= made.unseen.new | made.unseen.edited


def _work(data: st.DataObject, made: TrainingSet) -> None:
    """Finish, take up again and edit some articles."""
    for _ in range(data.draw(st.integers(0, 8))):
        each = article(data.draw(st.integers(0, 5)))
        what = data.draw(st.sampled_from(["put", "shorten", "drop", "edit"]))
        if what == "drop":
            made.drop(each.article)
        elif what == "edit":
            made.unseen.edits += 1
        else:
            made.put(each if what == "put" else without_first_span(each))
