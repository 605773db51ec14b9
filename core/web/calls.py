"""One request to a server: within a time limit, and to no other server than the one that was named."""

import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import msgspec

from nhan.core.messages import NhanError
from nhan.core.web.address import host_of, stays_here

_MOST = 1 << 25  # bytes of an answer
_PIECE = 1 << 16
_SHOWN = 200  # signs of a server's own words
_LOOK_S = 0.1  # seconds between two looks at whether somebody still wants the answer


# Where systems keep the certificates that they trust; a bundle's OpenSSL knows only the place of where it was made.
_TRUSTED = ("/etc/ssl/cert.pem", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What is sent goes to the address that the person has named, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        return None


def post(address: str, body: Mapping[str, Any], limit_s: float, key: str = "") -> Any:
    """The JSON that the server answers to this JSON; ``key`` is sent as a bearer token.

    NhanError: the server cannot be reached, refuses, takes longer than ``limit_s`` seconds, or answers something else.
    """
    host_of(address)  # refuses what is no address
    request = urllib.request.Request(address.strip(), msgspec.json.encode(body), method="POST")
    request.add_header("Content-Type", "application/json")
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    return _answer(request, address, limit_s)


def get(address: str, limit_s: float, waits: Callable[[], object] = lambda: None) -> Any:
    """The JSON that lies at an address. It is asked for without a word of who asks, or with what. ``waits`` is called
    ten times a second, and may raise: then the answer is not waited for any longer. NhanError, as ``post``."""
    host_of(address)
    request = urllib.request.Request(address.strip(), headers={"User-Agent": "nhan", "Accept": "application/json"})
    return _answer(request, address, limit_s, waits)


def _answer(
    request: urllib.request.Request, address: str, limit_s: float, waits: Callable[[], object] = lambda: None
) -> Any:
    data = _within(limit_s, host_of(address), partial(_fetched, request, address, limit_s), waits)
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise wrong_answer(host_of(address), _words(data)) from None


def _within(limit_s: float, host: str, fetched: Callable[[], bytes], waits: Callable[[], object]) -> bytes:
    """The limit is for all of it. Looking a name up cannot be broken off, and a header that comes letter by letter
    keeps the system's own limit from passing: so a thread asks that nobody waits for afterwards."""
    found: SimpleQueue[bytes | BaseException] = SimpleQueue()

    def ask() -> None:
        try:
            found.put(fetched())
        except BaseException as error:
            found.put(error)

    Thread(target=ask, name="web", daemon=True).start()
    until = time.monotonic() + limit_s
    while True:
        waits()
        try:
            answer = found.get(timeout=max(0.0, min(_LOOK_S, until - time.monotonic())))
        except Empty:
            if time.monotonic() < until:
                continue
            raise NhanError("suggest.server_slow", host=host, seconds=round(limit_s)) from None
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _fetched(request: urllib.request.Request, address: str, limit_s: float) -> bytes:
    host = host_of(address)
    handlers: list[urllib.request.BaseHandler] = [_NoRedirects(), urllib.request.HTTPSHandler(context=_context())]
    if stays_here(address):
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=limit_s) as response:
            return _read(response, host, time.monotonic() + limit_s, limit_s)
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


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    usual = ssl.get_default_verify_paths()
    if usual.cafile is None and usual.capath is None:
        for path in _TRUSTED:
            with suppress(OSError):
                context.load_verify_locations(path)
    return context


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
