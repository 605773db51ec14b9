"""The lessons in sparse prose read like news: as many names, as many bare capitals, as many paragraphs without a name.

The bounds lie around the figures of 1,041 labelled newspaper articles (4.4 names in 100 words, 30 % of the paragraphs
without one, 20 % of the capitals inside sentences bare); by topic those go from 1.3 to 8.4, 7 to 73 % and 14 to 36 %.
Lessons outside them teach a model to see names where there are none, or to miss those that are there.
"""

import re

import pytest

from nhan.core.tagger.pretrained import lessons
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.tagger.lesson_figures import lesson_figures

PROSE = lessons("prose")
WHOLE = re.compile(r"(?i:người|tiếng|dân tộc) [A-ZĐÊ]")
FIGURES = lesson_figures(PROSE)


def test_they_hold_as_many_names_as_news() -> None:
    assert FIGURES.words > 30_000
    assert 3.3 < FIGURES.names_in_100_words < 4.5


def test_they_have_paragraphs_without_a_name() -> None:
    assert 0.30 < FIGURES.empty_paragraphs < 0.38


def test_they_leave_capitals_bare() -> None:
    assert 0.18 < FIGURES.bare_capitals < 0.28


@pytest.mark.parametrize("article", PROSE, ids=lambda article: article.article)
def test_each_is_within_what_a_topic_of_news_may_be(article: CorrectedArticle) -> None:
    figures = lesson_figures([article])
    assert figures.words > 200
    assert 1.3 < figures.names_in_100_words < 15  # news in brief are dense
    assert figures.empty_paragraphs < 0.73


def test_what_the_guideline_leaves_bare_is_bare() -> None:
    bare = {"Đảng", "Nhà nước", "Chính phủ", "Quốc hội", "Trung ương", "VKS", "HĐXX", "HĐQT", "CEO", "HLV", "HCV"}
    for article in PROSE + lessons("news"):
        labelled = {article.text[start:end] for start, end, _ in article.spans}
        assert not bare & labelled, article.article


def test_a_title_is_no_form_of_address_and_ends_before_the_name_or_body_that_follows() -> None:
    address = {"ông", "bà", "anh", "chị", "cô", "em", "bác", "chú", "cụ", "đồng chí"}
    bodies = re.compile(r"UBND|HĐND|HĐQT|Chính phủ|Quốc hội|Tỉnh ủy|Đảng ủy|Chi bộ")
    for article in lessons("prose", further=True) + lessons("further", further=True):
        for title in {article.text[start:end] for start, end, label in article.spans if label == "PERSONTYPE"}:
            assert title.lower() not in address and not bodies.search(title), (article.article, title)


def test_a_string_is_a_title_wherever_it_stands_before_a_name() -> None:
    articles = lessons("prose", further=True) + lessons("further", further=True)
    titles = {
        article.text[start:end].lower()
        for article in articles
        for start, end, label in article.spans
        if label == "PERSONTYPE"
    }
    for article in articles:
        starts = {start for start, _, label in article.spans if label == "PER"}
        ends = {end for _, end, label in article.spans if label in ("PERSONTYPE", "ORG", "LOC")}
        for start in starts:
            before = next((each for each in titles if article.text[:start].lower().endswith(f" {each} ")), None)
            assert before is None or start - 1 in ends, (article.article, article.text[start - 30 : start + 20])


def test_peoples_and_languages_are_labelled_by_the_inner_word() -> None:
    for article in PROSE + lessons("news"):
        for start, end, label in article.spans:
            assert label != "MISC" or not WHOLE.match(article.text[start:end]), article.article
