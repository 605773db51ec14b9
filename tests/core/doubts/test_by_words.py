"""What the same words elsewhere say: other labels, twins without one, words that are none, edges."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.doubts.by_words import WordsElsewhere
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.stops import in_order, stops
from nhan.core.suggestion import outermost
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.doubts.building import example, labelled


def doubts(articles: list[CorrectedArticle]) -> list[Doubt]:
    examples = [example(each) for each in articles]
    words = WordsElsewhere(examples)
    pairs = zip(examples, articles, strict=True)
    return in_order(
        doubt for each, article in pairs for doubt in stops(each, outermost(article.spans), words, words.opinions(each))
    )


def first(articles: list[CorrectedArticle]) -> tuple[str, DoubtKind, str, list[str | None]]:
    """The most doubtful one: article, kind, what is given, and what would be there."""
    doubt = doubts(articles)[0]
    assert doubt.is_worth_a_look
    text = next(each.text for each in articles if each.article == doubt.article)
    others = [other and f"{other[2]} {text[other[0] : other[1]]}" for other in doubt.alternative]
    return doubt.article, doubt.kind, doubt.label, others


MANY = [labelled(f"b{n}", "Mưa ở [LOC Huế] và [LOC Vinh].\nBà [PER Mai] về.") for n in range(6)]


def test_words_that_bear_another_label_elsewhere() -> None:
    article, kind, label, others = first([*MANY, labelled("a", "Nắng ở [PER Huế] nhé.")])
    assert (article, kind, label, others) == ("a", DoubtKind.LABEL, "PER", ["LOC Huế"])


def test_twins_without_a_label_are_one_stop_however_often_they_come() -> None:
    article, kind, label, others = first([*MANY, labelled("a", "Nắng ở Huế nhé.\nNắng ở Huế.")])
    assert (article, kind, label, others) == ("a", DoubtKind.MISSING, "LOC", ["LOC Huế", "LOC Huế"])


def test_words_that_are_mostly_not_labelled() -> None:
    plain = [labelled(f"b{n}", "Cuộc họp Tổng kết ở [LOC Huế].") for n in range(6)]
    article, kind, label, others = first([*plain, labelled("a", "Cuộc họp [ORG Tổng kết] ở [LOC Huế].")])
    assert (article, kind, label, others) == ("a", DoubtKind.SPURIOUS, "ORG", [None])


def test_a_title_that_is_taken_in_and_a_unit_that_is_left_out() -> None:
    names = ["Mai", "Lan", "Cúc", "Hoa", "Sen", "Trà"]
    people = [labelled(f"b{n}", f"Hôm nay ông [PER {name}] về.") for n, name in enumerate(names)]
    assert first([*people, labelled("a", "Hôm nay [PER ông Tùng] về.")]) == (
        "a", DoubtKind.EDGE, "PER", ["PER Tùng"],
    )  # fmt: skip
    towns = [labelled(f"b{n}", f"Đi [LOC tỉnh {name}] chơi.") for n, name in enumerate(names)]
    assert first([*towns, labelled("a", "Đi tỉnh [LOC Tùng] chơi.")]) == (
        "a", DoubtKind.EDGE, "LOC", ["LOC tỉnh Tùng"],
    )  # fmt: skip


def test_a_punctuation_mark_that_is_taken_in() -> None:
    names = ["Mai", "Lan", "Cúc", "Hoa", "Sen", "Trà"]
    people = [labelled(f"b{n}", f"Hôm nay có [PER {name}], rồi về.") for n, name in enumerate(names)]
    assert first([*people, labelled("a", "Hôm nay có [PER Tùng,] rồi về.")])[1:] == (
        DoubtKind.EDGE, "PER", ["PER Tùng"],
    )  # fmt: skip


def test_nothing_is_doubted_where_all_say_the_same() -> None:
    assert not [each for each in doubts(MANY) if each.is_worth_a_look]


def test_one_that_stands_against_one_is_less_doubtful_than_one_against_many() -> None:
    few = doubts([labelled("a", "Ở [PER Huế]."), labelled("b", "Về [LOC Huế].")])
    many = doubts([labelled("a", "Ở [PER Huế]."), *MANY])
    assert next(each.score for each in few if each.article == "a") < many[0].score


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Ở [LOC Huế] mưa.",
            "Ở [PER Huế] mưa.",
            "Ở Huế mưa.",
            "[PER Bà Mai] về.",
            "Bà [PER Mai] về.",
            "[ORG Tổng kết] xong.",
            "Tổng kết xong.",
        ]
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_articles_is_nothing(texts: list[list[str]], chance: Random) -> None:
    articles = [labelled(f"a{n}", "\n".join(lines)) for n, lines in enumerate(texts)]
    shuffled = articles.copy()
    chance.shuffle(shuffled)
    found = doubts(articles)
    assert doubts(shuffled) == found
    given = {(each.article, start, end) for each in articles for start, end, _ in each.spans}
    stopped = [(each.article, *place) for each in found for place in each.places if each.kind is not DoubtKind.MISSING]
    assert sorted(stopped) == sorted(given)  # each span is in one stop, and only once
