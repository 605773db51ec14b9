"""Whether a newer version exists: one address is asked for one line of JSON, and nothing is ever downloaded from it."""

import os
import re
from collections.abc import Callable
from importlib.metadata import version

import msgspec

from nhan.core.bug_report import NAME, address
from nhan.core.messages import Message, NhanError
from nhan.core.web.address import host_of
from nhan.core.web.calls import get, wrong_answer

VARIABLE = "NHAN_UPDATES"  # names the address; stronger than the setting, which is stronger than the project's own
SETTING = "updates_address"
LIMIT_S = 15.0  # seconds

_VERSION = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,9})([\w.+-]{0,40})")
_WORD = re.compile(r"([a-z]*)[-_.]*(\d*)")
_BEFORE = {"dev": -4, "a": -3, "alpha": -3, "b": -2, "beta": -2, "c": -1, "rc": -1, "pre": -1, "preview": -1}
_AFTER = {"": 1, "post": 1, "rev": 1, "r": 1}
_SHOWN = 80  # code points of an answer that is no version


class Release(msgspec.Struct, frozen=True):
    """What is announced: a version, and the page that tells of it ("" = none is named)."""

    version: str
    page: str = ""


class _Announced(msgspec.Struct, frozen=True):
    """As a project writes it itself, or as forges answer that ask for a project's latest release."""

    version: str = ""
    page: str = ""
    tag_name: str = ""
    html_url: str = ""


def newest(setting: str = "", waits: Callable[[], object] = lambda: None) -> Release:
    """The version that is announced. ``setting``: the address that the user has set; "" = none. ``waits``: see ``get``.

    NhanError: no address is known, it cannot be reached, or it answers something else.
    """
    asked = os.environ.get(VARIABLE) or setting or address("Updates")
    if not asked:
        raise NhanError("program.no_address", variable=VARIABLE)
    answer = get(asked, LIMIT_S, waits)
    try:
        found = msgspec.convert(answer, _Announced)
    except msgspec.ValidationError as error:
        raise wrong_answer(host_of(asked), str(error)) from None
    named = found.version or found.tag_name
    if not _VERSION.fullmatch(named):
        raise wrong_answer(host_of(asked), (named or str(answer))[:_SHOWN])
    return Release(named.removeprefix("v"), _page(found.page or found.html_url))


def is_newer(other: str, than: str) -> bool:
    """Whether one version comes after another; ``1.0rc1`` comes before ``1.0``, and ``1.0.post1`` after it."""
    return _order(other) > _order(than)


def told(release: Release) -> Message:
    """What there is to say of a release to somebody who has this version."""
    mine = version(NAME)
    if not is_newer(release.version, mine):
        return Message("program.newest", {"version": mine})
    if release.page:
        return Message("program.newer_at", {"version": release.version, "mine": mine, "page": release.page})
    return Message("program.newer", {"version": release.version, "mine": mine})


def _order(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The numbers, then what comes before or after the version of that number. What stands behind a plus sign says how
    it was built."""
    found = _VERSION.fullmatch(text)
    if found is None:
        return (), ()
    numbers = [int(each) for each in found[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    words = _WORD.findall(found[2].lower().partition("+")[0])
    ranks = [(_AFTER.get(word, _BEFORE.get(word, -5)), int(number or 0)) for word, number in words if word or number]
    return tuple(numbers), (*ranks, (0, 0))


def _page(text: str) -> str:
    """Only an address of the web: what is announced is clicked."""
    try:
        host_of(text)
    except NhanError:
        return ""
    return text if text.isprintable() else ""
