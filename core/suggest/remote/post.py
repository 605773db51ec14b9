"""One request to a server of suggestions: within a time limit, and to no other server than the one that was named."""

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import Any

import msgspec

from nhan.core.messages import NhanError
from nhan.core.suggest.remote.address import host_of, stays_here
from nhan.core.suggest.remote.limits import LIMIT_S

_MOST = 1 << 25  # bytes of an answer
_PIECE = 1 << 16
_SHOWN = 200  # signs of a server's own words


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A text goes to the address that the person has named, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def post(address: str, body: Mapping[str, Any], limit_s: float = LIMIT_S, key: str = "") -> Any:
    """The JSON that the server answers to this JSON; ``key`` is sent as a bearer token.

    NhanError: the server cannot be reached, refuses, takes longer than ``limit_s``, or answers something else.
    """
    host = host_of(address)
    request = urllib.request.Request(address.strip(), msgspec.json.encode(body), method="POST")
    request.add_header("Content-Type", "application/json")
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
    if stays_here(address):
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=limit_s) as response:
            data = _read(response, host, time.monotonic() + limit_s, limit_s)
    except urllib.error.HTTPError as error:
        with error:
            said = _words(error.read(_SHOWN))
        raise NhanError("suggest.server_refuses", host=host, status=error.code, problem=said or error.reason) from None
    except TimeoutError:
        raise NhanError("suggest.server_slow", host=host, seconds=round(limit_s)) from None
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise NhanError("suggest.server_slow", host=host, seconds=round(limit_s)) from None
        problem = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise NhanError("suggest.server_unreachable", host=host, problem=problem) from None
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise wrong_answer(host, _words(data)) from None


def wrong_answer(host: str, problem: str) -> NhanError:
    """The server said something that is no answer."""
    return NhanError("suggest.server_wrong", host=host, problem=problem[:_SHOWN])


def _read(response: HTTPResponse, host: str, until: float, limit_s: float) -> bytes:
    pieces: list[bytes] = []
    length = 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        length += len(piece)
        if length > _MOST:
            raise wrong_answer(host, f"> {_MOST >> 20} MB")
        if time.monotonic() > until:
            raise TimeoutError(limit_s)
    return b"".join(pieces)


def _words(data: bytes) -> str:
    return " ".join(data[: _SHOWN * 4].decode("utf-8", "replace").split())[:_SHOWN]
