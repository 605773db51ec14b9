"""The pretrained models: their articles, the models trained on them, and their weight beside a project's model."""

from collections import Counter
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from nhan.core.suggest.builtin import StarterSuggester
from nhan.core.tagger.model_file import VERSION, studied
from nhan.core.tagger.pretrained import pretrained_model, pretrained_weight, training_articles
from nhan.core.tagger.pretrained_choice import FURTHER, FURTHER_LABELS, NEWS, PRETRAINED, PretrainedChoice
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.text.units import trim_range

LABELS = {**PRETRAINED, FURTHER: tuple(sorted((*FURTHER_LABELS, *PRETRAINED[NEWS])))}
ARTICLES = {name: training_articles(name) for name in LABELS}
VLSP2021 = {
    "starter": {
        "name": NEWS,
        "labels": {"LOC": "LOCATION", "MISC": "OTHER", "ORG": "ORGANIZATION", "PER": "PERSON"},
        "further": {label: label for label in FURTHER_LABELS},
    }
}


@pytest.mark.parametrize("name", LABELS)
def test_an_article_is_labelled_throughout(name: str) -> None:
    for article in ARTICLES[name]:
        check(article, name)
    assert {label for article in ARTICLES[name] for _, _, label in article.spans} == set(LABELS[name])


def check(article: CorrectedArticle, name: str) -> None:
    assert not set("[]") & set(article.text), article.article
    assert len(article.spans) >= (15 if article.article.isdigit() else 5), article.article  # fewer in sparse prose
    for start, end, _ in article.spans:
        words = article.text[start:end]
        assert words == words.strip() and "\n" not in words, (article.article, words)
        # A name may end with a full stop or a bracket ("Nguyễn Văn H."), never begin or end with other punctuation.
        trimmed = trim_range(article.text, start, end)
        assert trimmed is not None and article.text[trimmed[1] : end] in ("", ".", ")", "!", "?"), words


def test_no_two_articles_are_alike() -> None:
    texts = {article.text: article.article for each in ARTICLES.values() for article in each}  # some are for two models
    assert len(set(texts.values())) == len(texts)
    lines = Counter(line for text in texts for line in text.splitlines() if len(line) > 40)
    assert max(lines.values()) == 1


@pytest.mark.parametrize("name", LABELS)
def test_the_model_was_made_of_these_articles_for_this_version(name: str) -> None:
    model = pretrained_model(name)
    assert model.version == VERSION
    assert model.studied == studied(ARTICLES[name])
    assert tuple(model.labels) == LABELS[name]


def test_a_lesson_in_prose_is_for_each_model_in_its_labels() -> None:
    told = {article.article: article for article in ARTICLES[FURTHER]}
    for article in [each for each in ARTICLES[NEWS] if each.article in told]:
        kinds = {span[:2] for span in told[article.article].spans if span[2] in FURTHER_LABELS}
        assert {span for span in told[article.article].spans if span[2] not in FURTHER_LABELS} == {
            span for span in article.spans if span[2] != "MISC" or span[:2] not in kinds
        }
    text, spans = told["su-kien-01"].text, told["su-kien-01"].spans
    assert {label for start, end, label in spans if text[start:end] == "SEA Games 33"} == {"EVENT"}


def test_an_installed_program_has_no_articles_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)  # as in a wheel, which leaves them out
    with pytest.raises(ValueError, match=r"training/news: the training articles come with the source code only"):
        training_articles("news")


def test_it_suggests_before_anything_is_corrected() -> None:
    text = "Chiều 3-5, bà Trần Thị Mận, Giám đốc Sở Y tế Quảng Ngãi, tới thăm Trường THCS Bình Minh ở huyện Ba Tơ."
    found = {text[each.start : each.end]: each.label for each in StarterSuggester({}).suggest(text)}
    assert found["Trần Thị Mận"] == "PER"
    assert found["Sở Y tế Quảng Ngãi"] == "ORG"
    assert found["huyện Ba Tơ"] == "LOC"


def test_the_one_for_epidemics_knows_ten_labels() -> None:
    text = "Bệnh nhân 812: nữ, 45 tuổi, trú phường Hoà Hải, bị sốt và ho khan từ ngày 3/8."
    chosen = PretrainedChoice("health", {name: name for name in PRETRAINED["health"]})
    found = StarterSuggester({"starter": msgspec.to_builtins(chosen)}).suggest(text)
    labels = {text[each.start : each.end]: each.label for each in found}
    assert labels["812"] == "PATIENT_ID" and labels["45"] == "AGE" and labels["nữ"] == "GENDER"
    assert labels["phường Hoà Hải"] == "LOCATION" and labels["3/8"] == "DATE"
    assert labels["sốt"] == labels["ho khan"] == "SYMPTOM_AND_DISEASE"


def test_it_suggests_under_the_project_s_names() -> None:
    text = "Chiều 3-5, bà Trần Thị Mận tới huyện Ba Tơ thăm Sở Y tế Quảng Ngãi."
    chosen = PretrainedChoice(NEWS, {"PER": "PERSON", "LOC": "PLACE"})
    found = StarterSuggester({"starter": msgspec.to_builtins(chosen)}).suggest(text)
    assert {(text[each.start : each.end], each.label) for each in found} >= {
        ("Trần Thị Mận", "PERSON"),
        ("huyện Ba Tơ", "PLACE"),
    }
    assert not {"PER", "LOC", "ORG", "MISC"} & {each.label for each in found}


def test_what_is_known_by_its_form_is_suggested_beside_the_model_below_what_is_decided() -> None:
    text = "Sáng 3/5, bà Trần Thị Mận gửi thư cho lan@vidu.vn.\nSáng 4/5, bà gọi 0912 345 678."
    chosen = PretrainedChoice(NEWS, {"PER": "PERSON"}, {"DATETIME": "DATE", "EMAIL": "EMAIL", "PHONENUMBER": "PHONE"})
    suggester = StarterSuggester({"starter": msgspec.to_builtins(chosen)})
    found = {text[each.start : each.end]: each.label for each in suggester.suggest(text)}
    assert found == {
        "Sáng 3/5": "DATE",
        "Trần Thị Mận": "PERSON",
        "lan@vidu.vn": "EMAIL",
        "Sáng 4/5": "DATE",
        "0912 345 678": "PHONE",
    }
    below = suggester.follow(text, [(0, 8, "DATE")], text.index("\n"))
    assert [text[each.start : each.end] for each in below] == ["Sáng 4/5", "0912 345 678"]


def test_further_labels_are_suggested_beside_the_names_of_news() -> None:
    text = "Huấn luyện viên Trần Văn Mận dự Giải Bóng chuyền Bình Minh 2026 ở huyện Ba Tơ, tặng chiếc Sirvan X5."
    found = {text[each.start : each.end]: each.label for each in StarterSuggester(VLSP2021).suggest(text)}
    assert found["Huấn luyện viên"] == "PERSONTYPE"
    assert found["Trần Văn Mận"] == "PERSON"
    assert found["Giải Bóng chuyền Bình Minh 2026"] == "EVENT"
    assert found["Sirvan X5"] == "PRODUCT"
    assert found["huyện Ba Tơ"] == "LOCATION"


def test_its_version_says_which_models_spoke() -> None:
    small = pretrained_model(FURTHER).fingerprint
    assert small in StarterSuggester(VLSP2021).version
    assert small not in StarterSuggester({}).version


def test_other_names_stay_what_they_are_beside_further_labels() -> None:
    text = "Ông nói tiếng Anh với một người Khmer, theo Luật Đất đai 2024."
    found = {text[each.start : each.end]: each.label for each in StarterSuggester(VLSP2021).suggest(text)}
    assert found["Khmer"] == found["Luật Đất đai 2024"] == "OTHER"


def test_it_follows_what_is_decided_above() -> None:
    text = "Tàu Sao Biển rời cảng.\nThuyền trưởng cho biết Sao Biển chở gạo."
    suggester = StarterSuggester({})
    after = suggester.follow(text, [(4, 12, "ORG")], 12)
    assert ("Sao Biển", "ORG") in [(text[each.start : each.end], each.label) for each in after]


def test_its_weight_falls_with_every_corrected_article() -> None:
    weights = [pretrained_weight(count) for count in range(200)]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert 0.25 < weights[-1] < 0.3
