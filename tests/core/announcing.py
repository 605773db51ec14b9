"""A server that announces a version, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
