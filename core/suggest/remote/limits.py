"""How long a server may take, and how much it gets at a time."""

LIMIT_S = 60.0  # seconds for one request
PIECE = 3_000  # code points of an article in one request to a language model; a line that is longer goes whole
