"""A server that announces a version, and remembers what it was asked."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Announcer(ThreadingHTTPServer):
    """``answer``: what lies at every address, as JSON or as the bytes that it is; ``status``: with what it comes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: object = {}
        self.status = 200
        self.asked: list[tuple[str, str, dict[str, str]]] = []  # the method, the path and the headers

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/newest.json"


class _Handler(BaseHTTPRequestHandler):
    server: Announcer

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        given = self.server.answer
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def announcing() -> Iterator[Announcer]:
    """The server while it runs."""
    with Announcer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def dripping_server() -> Iterator[str]:
    """The address of a server whose header comes letter by letter, and never comes to an end."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_drip, args=(server, over))
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/newest.json"
        over.set()
        with suppress(OSError):
            socket.create_connection(server.getsockname()).close()  # where nobody has asked
        thread.join()


def _drip(server: socket.socket, over: threading.Event) -> None:
    asked, _ = server.accept()
    with asked, suppress(OSError):
        asked.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not over.wait(0.05):
            asked.sendall(b"x")
