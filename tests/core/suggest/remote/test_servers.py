"""Suggesters behind an address, asked through real HTTP: exact offsets, and one sentence for all that goes wrong."""

from collections.abc import Callable

import pytest

from nhan.core.messages import NhanError
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested, SuggestFailed
from nhan.core.suggest.registry import make
from nhan.core.web.calls import post

TEXT = "Chị Lan Anh về Hà\u00a0Nội 😀.\r\n\r\nHuế mưa to 🏳️‍🌈."
ASTRAL = "😀😀 Chị Lan Anh về Hà Nội, rồi vào Huế."
LABELS = [{"name": "PER"}, {"name": "LOC", "title": "Địa điểm", "guideline": "Nơi chốn.", "examples": ["ở [Huế]"]}]

Server = Callable[[str], str]


def quoted(text: str, suggester: str, address: str) -> list[tuple[str, str, float | None]]:
    parameters = {"address": address} | ({"labels": LABELS} if suggester == "chat" else {})
    found = make(suggester, parameters).suggest(text)
    return [(text[each.start : each.end], each.label, each.confidence) for each in found]


def test_a_recommender_of_inception_suggests_at_exact_offsets(suggestion_server: Server) -> None:
    address = suggestion_server("well")
    expected = [("Lan Anh", "PER", 0.75), ("Hà Nội", "LOC", 0.75), ("Huế", "LOC", 0.75)]
    assert quoted(ASTRAL, "recommender", f"{address}/ner") == expected
    assert quoted(ASTRAL, "recommender", f"{address}/ner/predict/") == expected


def test_a_language_model_s_quotations_become_spans(suggestion_server: Server) -> None:
    address = suggestion_server("well")
    expected = [("Lan Anh", "PER", None), ("Hà\u00a0Nội", "LOC", None), ("Huế", "LOC", None)]
    for ending in ("", "/", "/v1", "/v1/chat/completions"):
        assert quoted(TEXT, "chat", address + ending) == expected


def test_a_long_article_goes_in_pieces_of_whole_lines(suggestion_server: Server) -> None:
    line = "Chị Lan Anh ở Huế.\n"
    text = "\n" * 4000 + line + "x" * 3500 + "\n" + line
    found = make("chat", {"address": suggestion_server("well"), "labels": LABELS}).suggest(text)
    assert [(text[each.start : each.end], each.label) for each in found] == [("Lan Anh", "PER"), ("Huế", "LOC")] * 2


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ("refuses", "suggest.server_refuses"),
        ("redirects", "suggest.server_refuses"),
        ("garbage", "suggest.server_wrong"),
        ("other shape", "suggest.server_wrong"),
        ("dies", "suggest.server_unreachable"),
    ],
)
def test_what_goes_wrong_is_one_sentence_that_names_the_server(suggestion_server: Server, how: str, key: str) -> None:
    address = suggestion_server(how)
    with pytest.raises(NhanError) as caught:
        quoted(TEXT, "chat", address)
    assert caught.value.message.key == key
    assert caught.value.message.fields["host"] == address.removeprefix("http://")


@pytest.mark.parametrize("how", ["other shape", "entities", "another text"])
def test_an_answer_that_is_none_is_not_taken(suggestion_server: Server, how: str) -> None:
    with pytest.raises(NhanError) as caught:
        quoted(TEXT, "recommender", suggestion_server(how))
    assert caught.value.message.key == "suggest.server_wrong"


def test_a_server_that_hangs_is_not_waited_for(suggestion_server: Server) -> None:
    with pytest.raises(NhanError) as caught:
        post(suggestion_server("hangs"), {}, limit_s=0.2)
    assert caught.value.message.key == "suggest.server_slow"


def test_where_no_server_is_there_is_a_sentence() -> None:
    with pytest.raises(NhanError) as caught:
        quoted(TEXT, "chat", "http://127.0.0.1:9")
    assert caught.value.message.key == "suggest.server_unreachable"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "máy chủ",
        "localhost:5000",
        "ftp://a",
        "file:///etc/passwd",
        "http://",
        "http://a:b",
        "http://[1",
        "http://a b",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    for suggester in ("recommender", "chat"):
        with pytest.raises(NhanError) as caught:
            make(suggester, {"address": address})
        assert caught.value.message.key == "suggest.bad_address"


def test_the_child_process_goes_on_after_a_server_that_dies(suggestion_server: Server) -> None:
    """What is asked next is answered: a failure is one article's."""
    address = suggestion_server("dies")
    with SuggestClient("chat", {"address": address, "labels": LABELS}) as client:
        first = client.submit("a", TEXT).result(60)
        assert isinstance(first, SuggestFailed) and first.message.key == "suggest.server_unreachable"
        assert client.words("Hà Nội").result(60) == ((0, 6),)
    with SuggestClient("chat", {"address": suggestion_server("well"), "labels": LABELS}) as client:
        again = client.submit("a", TEXT).result(60)
        assert isinstance(again, Suggested) and len(again.spans) == 3
        assert {span.source.name for span in again.spans} == {"chat"}
