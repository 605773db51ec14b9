"""Teaches the pretrained network the lessons' tags: ``python -m tests.tools.encoder.tune``. Needs torch.

Takes ten minutes of CPU. To be run when the articles of ``resources/training/news`` or ``prose`` have changed. Writes
``resources/encoder/weights.npz``; ``ENCODER`` in ``core/tagger/encoder/at_hand.py`` has to grow with it, so that
nothing is kept of another reading.
"""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812

from nhan.core.tagger.encoder.at_hand import VOCABULARY, WEIGHTS
from nhan.core.tagger.encoder.forms import LOWER, UNKNOWN, KnownWords
from nhan.core.tagger.pretrained import training_articles
from nhan.core.tagger.pretrained_choice import NEWS
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.training_example import training_example
from tests.tools.encoder import torch_network as network
from tests.tools.encoder.files import Arrays, load, ship
from tests.tools.encoder.pretrain import PRETRAINED, SHIPPED
from tests.tools.encoder.tokens import NOTHING, Windows, spelled, windows

RATE, WARM_UP, DECAY, DROP, BATCH, STRIDE = 5e-4, 0.1, 0.01, 0.1, 16, 64
SPELLED, SPELLED_LOWER = 0.195, 0.045  # shares of words that are shown by their letters: names of the lessons are few


def tuned(pretrained: Arrays, taught: Windows, letters: Any, epochs: int, device: str) -> Arrays:
    """``letters``: the rows of each known word, were it unknown."""
    torch.manual_seed(0)
    its, top = network.of_arrays(pretrained, device), network.head(device)
    rows, cases, tags, letters = (torch.from_numpy(each).to(device) for each in (*taught, letters))
    parameters = [*its.values(), *top.values()]
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=DECAY, betas=(0.9, 0.98))
    steps, number = epochs * math.ceil(len(rows) / BATCH), 0
    for epoch in range(epochs):
        total = 0.0
        for some in torch.randperm(len(rows), device=device).split(BATCH):
            shown = _spelled(rows[some], cases[some], letters)
            scores = network.tagged(its, top, shown, cases[some], DROP)
            loss = F.cross_entropy(scores.float().flatten(0, 1), tags[some].flatten(), ignore_index=NOTHING)
            rate = RATE * min(1.0, (number + 1) / (WARM_UP * steps)) * max(0.0, 1.0 - number / steps)
            network.step(optimiser, parameters, loss, rate)
            total, number = total + loss.item() * len(some), number + 1
        print(f"epoch {epoch + 1}, loss {total / len(rows):.4f}", flush=True)
    own = {f"enc.{name}": array for name, array in network.to_arrays(its).items()}
    return own | {f"head.{name}": array for name, array in network.to_arrays(top).items()}


def _spelled(rows: Any, cases: Any, letters: Any) -> Any:
    """The windows with some words as their letters."""
    share = torch.where(cases == LOWER, SPELLED_LOWER, SPELLED)
    some = (torch.rand(share.shape, device=share.device) < share) & (rows[..., 0] > UNKNOWN)
    known = (rows[..., 0] - (network.KNOWN - len(letters))).clamp(0, len(letters) - 1)
    return torch.where(some[..., None], letters[known], rows)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tune", description=__doc__)
    parser.add_argument("--pretrained", type=Path, default=PRETRAINED)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--out", type=Path, default=SHIPPED / WEIGHTS)
    given = parser.parse_args(arguments)
    words = (SHIPPED / VOCABULARY).read_text(encoding="utf-8").split("\0")
    read, vocabulary = Reader(encoder=0), KnownWords(words)
    examples = [training_example(article, read(article.text)) for article in training_articles(NEWS)]
    taught = windows(examples, vocabulary, STRIDE)
    print(f"{len(examples)} articles, {len(taught.rows)} windows", flush=True)
    ship(given.out, tuned(load(given.pretrained), taught, spelled(vocabulary, words), given.epochs, given.device))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
