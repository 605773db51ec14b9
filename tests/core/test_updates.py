"""Whether there is a newer version, asked of a real server; and that asking tells it nothing."""

import time
from collections.abc import Iterator
from importlib.metadata import version

import pytest

from nhan.core.messages import NhanError
from nhan.core.updates import VARIABLE, Release, is_newer, newest, told
from tests.core.announcing import Announcer, announcing, dripping_server

MINE = version("nhan")
PAGE = "https://nhan.example/tai-ve"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Announcer]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with announcing() as started:
        yield started


@pytest.fixture
def dripping() -> Iterator[str]:
    with dripping_server() as address:
        yield address


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ({"version": "9.1", "page": PAGE}, Release("9.1", PAGE)),
        ({"version": MINE}, Release(MINE)),
        ({"tag_name": "v9.1.2", "html_url": PAGE, "assets": [{"size": 3}]}, Release("9.1.2", PAGE)),
        ({"version": "9.1", "page": "javascript:alert(1)"}, Release("9.1")),
        ({"version": "9.1", "page": "file:///etc/passwd"}, Release("9.1")),
    ],
)
def test_a_project_s_own_file_and_a_forge_s_answer_are_read(server: Announcer, answer: object, found: Release) -> None:
    server.answer = answer
    assert newest(server.address) == found


def test_asking_says_nothing_of_who_asks(server: Announcer) -> None:
    server.answer = {"version": "9.1"}
    newest(server.address)
    ((method, path, headers),) = server.asked
    assert (method, path) == ("GET", "/newest.json")
    assert headers.keys() <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert (headers["User-Agent"], headers["Accept"]) == ("nhan", "application/json")


@pytest.mark.parametrize(
    ("answer", "status", "key"),
    [
        ({"version": "soon"}, 200, "suggest.server_wrong"),
        ({}, 200, "suggest.server_wrong"),
        ({"version": 9}, 200, "suggest.server_wrong"),
        ([1, 2], 200, "suggest.server_wrong"),
        ({"version": "9" * 5000}, 200, "suggest.server_wrong"),
        ({"version": "9.0\x1b[31m"}, 200, "suggest.server_wrong"),
        (b"<html>", 200, "suggest.server_wrong"),
        ({"version": "9"}, 404, "suggest.server_refuses"),
        ({"version": "9"}, 302, "suggest.server_refuses"),
    ],
)
def test_what_is_no_announcement_is_a_sentence(server: Announcer, answer: object, status: int, key: str) -> None:
    server.answer, server.status = answer, status
    with pytest.raises(NhanError) as caught:
        newest(server.address)
    assert caught.value.message.key == key and str(caught.value)


def test_where_nobody_answers_or_no_address_is_known_there_is_a_sentence(server: Announcer) -> None:
    for address, key in (("http://127.0.0.1:9", "suggest.server_unreachable"), ("ftp://x", "suggest.bad_address")):
        with pytest.raises(NhanError) as caught:
            newest(address)
        assert caught.value.message.key == key
    with pytest.raises(NhanError) as caught:
        newest()
    assert VARIABLE in str(caught.value)


def test_the_variable_is_stronger_than_the_setting(server: Announcer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer = {"version": "9.1"}
    monkeypatch.setenv(VARIABLE, server.address)
    assert newest("http://127.0.0.1:9").version == "9.1"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("0.10", "0.9"),
        ("1.0", "1.0rc1"),
        ("1.0rc2", "1.0rc1"),
        ("1.0.1", "1.0"),
        ("10", "9.9.9"),
        ("v0.2.0", "0.1.0"),
        ("1.0rc10", "1.0rc9"),
        ("v1.0-rc.10", "v1.0-rc.9"),
        ("1.0b1", "1.0a2"),
        ("1.0a1", "1.0.dev3"),
        ("1.0rc1", "1.0rc1.dev2"),
        ("1.0.post1", "1.0"),
        ("1.0.post10", "1.0.post9"),
        ("1.0-1", "1.0"),
        ("1.0.1.dev1", "1.0.post1"),
        ("1.0", "1.0-preview"),
        ("1.0", "1.0-something"),
    ],
)
def test_versions_are_ordered_as_numbers(later: str, earlier: str) -> None:
    assert is_newer(later, earlier) and not is_newer(earlier, later)


def test_the_same_version_is_no_newer_one_however_it_is_written() -> None:
    same = ("1.0.0", "1.0", "v1.0", "1.0+built.3", "1"), ("1.0rc1", "1.0-RC.1", "1.0.0c1"), ("1.0.post2", "1.0-2")
    for written in same:
        assert not any(is_newer(one, other) for one in written for other in written)


def test_a_server_that_never_comes_to_an_end_is_waited_for_no_longer_than_is_said(
    dripping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each letter of its header comes in time."""
    monkeypatch.setattr("nhan.core.updates.LIMIT_S", 0.5)
    began = time.monotonic()
    with pytest.raises(NhanError) as caught:
        newest(dripping)
    assert caught.value.message.key == "suggest.server_slow" and time.monotonic() - began < 5


def test_nobody_waits_for_an_answer_that_is_not_wanted_any_more(dripping: str) -> None:
    class EnoughError(Exception):
        pass

    def waits() -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        newest(dripping, waits)


def test_what_is_told() -> None:
    assert told(Release(MINE)).key == told(Release("0.0.1", PAGE)).key == "program.newest"
    assert told(Release("99")).key == "program.newer"
    assert told(Release("99", PAGE)).fields == {"version": "99", "mine": MINE, "page": PAGE}
