"""A server of suggestions in a process of its own: it answers as such servers do, or in one of the ways they fail.

``python answering.py HOW``: prints its port. It is Nhãn's neighbour, not Nhãn: it uses the standard library, and cassis
where the real servers do.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from threading import Event
from typing import Any

NAMES = {"Lan Anh": "PER", "Hà Nội": "LOC", "Huế": "LOC"}


def predict(request: dict[str, Any]) -> dict[str, Any]:
    """As ``ariadne`` does it: the CAS with annotations of the layer that was asked for."""
    cassis = import_module("cassis")
    types = cassis.load_typesystem(request["typeSystem"])
    cas = cassis.load_cas_from_xmi(request["document"]["xmi"], types)
    layer, feature = request["metadata"]["layer"], request["metadata"]["feature"]
    assert cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    kind = types.get_type(layer)
    for name, label in NAMES.items():
        at = cas.sofa_string.find(name)
        if at >= 0:
            found = {"begin": at, "end": at + len(name), feature: label, "inception_internal_predicted": True}
            cas.add(kind(**found, **{f"{feature}_score": 0.75}))
    return {"document": cas.to_xmi()}


def chat(request: dict[str, Any]) -> dict[str, Any]:
    """As a model does it that reads the piece, and wraps its JSON in words."""
    task, piece = (each["content"] for each in request["messages"])
    assert "PER" in task
    piece = piece.replace("\u00a0", " ")  # as models copy it
    found = sorted((piece.find(name), name) for name in NAMES if name in piece)
    spans = [{"text": name, "label": NAMES[name].lower()} for _, name in found]
    spans += [{"text": "không hề có", "label": "PER"}, {"text": "mưa", "label": "WEATHER"}]
    said = f"Đây là kết quả:\n```json\n{json.dumps({'spans': spans}, ensure_ascii=False)}\n```"
    return {"choices": [{"message": {"role": "assistant", "content": said}}]}


class Answering(BaseHTTPRequestHandler):
    how = ""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        match self.how:
            case "refuses":
                self.answer(b"no such model", 404)
            case "redirects":
                self.send_response(307)
                self.send_header("Location", "http://192.0.2.1/elsewhere")
                self.end_headers()
            case "garbage":
                self.answer(b"<html>Xin ch\xe0o</html>")
            case "other shape":
                self.answer(b'{"document": 7, "choices": []}')
            case "another text":
                document = predict(json.loads(body))["document"].replace("Chị", "Anh")
                self.answer(json.dumps({"document": document}).encode())
            case "entities":
                self.answer(b'{"document": "<!DOCTYPE a [<!ENTITY b \\"c\\">]><a>&b;</a>"}')
            case "hangs":
                Event().wait()  # until the test ends this process
            case "dies":
                os._exit(1)
            case _:
                work = chat if self.path.endswith("/v1/chat/completions") else predict
                assert work is chat or self.path == "/ner/predict", self.path
                self.answer(json.dumps(work(json.loads(body))).encode())

    def answer(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None: ...


if __name__ == "__main__":
    Answering.how = sys.argv[1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    print(server.server_port, flush=True)
    server.serve_forever()
