"""The recipe of span ids: made from what a span is, never from chance, so that the same edit gives the same id."""

import base64
import hashlib

_LENGTH = 10  # characters of base32: 50 bits


def span_id(*parts: str | int) -> str:
    """Ten characters, ``a-z2-7``, of a SHA-256 over what tells one span from another.

    The parts differ with who makes the span, and must stay as they are: ids stand in records and journals.
    A suggester's are article, suggester, start, end, label: two suggesters may propose the same, and a new version of
    one keeps the decisions on the old (``suggestion.to_spans``). A verb's are article, start, end, label, attempt:
    whoever adds the span writes the same line, and an id that is taken is passed over (``building.fresh_id``).
    """
    data = "\0".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return base64.b32encode(hashlib.sha256(data).digest())[:_LENGTH].decode("ascii").lower()
