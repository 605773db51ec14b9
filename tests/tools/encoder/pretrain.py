"""The network fills gaps in text: ``python -m tests.tools.encoder.pretrain TEXTS... --seconds 190``. Needs torch.

``TEXTS`` are files of ``tests.tools.encoder.texts``; one named twice is read twice as often. What comes goes to
``resources/training/encoder/pretrained.npz`` and ``resources/encoder/vocabulary.txt``; then tune it on the lessons.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812

from nhan.core.tagger.encoder.at_hand import VOCABULARY
from nhan.core.tagger.encoder.forms import HIDDEN, PADDING, SPECIAL, UNKNOWN, KnownWords, case_of
from nhan.core.tagger.encoder.network import WINDOW
from tests.tools.encoder import torch_network as network
from tests.tools.encoder.files import save
from tests.tools.encoder.tokens import rows, stream
from tests.tools.loading import ROOT

PRETRAINED = ROOT / "resources" / "training" / "encoder" / "pretrained.npz"
SHIPPED = ROOT / "resources" / "encoder"
RATE, WARM_UP, LEAST_RATE, DECAY, DROP = 1.5e-3, 400, 0.02, 0.02, 0.05
GAPS, SECOND, THIRD = 0.085, 0.55, 0.4  # share of places where a gap begins, and of gaps that go on
LEFT_OUT, EXCHANGED = 0.85, 0.08  # shares of gaps: nothing stands there, another word does; else the word itself
CASE_IN_GAP, CASE_ELSEWHERE = 0.6, 0.08  # shares of places where the case is hidden


class Pretraining:
    """One network over one stream of text."""

    def __init__(self, table: Any, cases: Any, places: Any, device: str, batch: int) -> None:
        """``table``, ``cases``: of each form; ``places``: the form of each place of the text."""
        torch.manual_seed(0)
        self._table, self._cases, self._places = (each.to(device) for each in (table, cases, places))
        self._device, self._batch = device, batch
        self.parameters = network.new(device)
        matrices = [each for each in self.parameters.values() if each.dim() > 1]
        vectors = [each for each in self.parameters.values() if each.dim() < 2]
        groups = [{"params": matrices, "weight_decay": DECAY}, {"params": vectors, "weight_decay": 0.0}]
        self._optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))

    def run(self, seconds: float) -> None:
        """Learn for so long; the rate falls to nearly nothing until then."""
        begin, number, loss = time.monotonic(), 0, None
        while (done := (time.monotonic() - begin) / seconds) < 1:
            rate = RATE * min(1.0, (number + 1) / WARM_UP) * max(LEAST_RATE, 1.0 - done)
            loss = self.loss()
            network.step(self._optimiser, list(self.parameters.values()), loss, rate)
            number += 1
            if number % 500 == 0:
                print(f"step {number}, loss {loss.item():.3f}", flush=True)
        print(f"{number} steps, loss {loss.item() if loss is not None else 0.0:.3f}")

    def loss(self) -> Any:
        """Of some stretches of the text with gaps: how badly words and cases were guessed."""
        starts = torch.randint(0, len(self._places) - WINDOW, (self._batch, 1), device=self._device)
        forms = self._places[starts + torch.arange(WINDOW, device=self._device)].long()
        table, cases = self._table[forms], self._cases[forms]
        gap, hidden_case = self._gaps(forms.shape)
        with torch.autocast(self._device, torch.bfloat16, enabled=self._device == "cuda"):
            shown = network.embedded(
                self.parameters, self._with_gaps(table, gap), torch.where(hidden_case, network.CASES, cases)
            )
            seen = network.body(self.parameters, shown, drop=DROP)
            words = F.cross_entropy(network.filled(self.parameters, seen[gap]).float(), table[gap][:, 0])
            its_cases = network.layer(self.parameters, "casehead", seen[hidden_case]).float()
            return words + F.cross_entropy(its_cases, cases[hidden_case])

    def _gaps(self, shape: Any) -> tuple[Any, Any]:
        chance = torch.rand(shape, device=self._device)
        gap = chance < GAPS
        second, third = torch.zeros_like(gap), torch.zeros_like(gap)
        second[:, 1:] = gap[:, :-1] & (torch.rand_like(chance[:, 1:]) < SECOND)
        third[:, 1:] = second[:, :-1] & (torch.rand_like(chance[:, 1:]) < THIRD)
        gap = gap | second | third
        elsewhere = torch.rand_like(chance)
        return gap, (gap & (elsewhere < CASE_IN_GAP)) | (elsewhere < CASE_ELSEWHERE)

    def _with_gaps(self, table: Any, gap: Any) -> Any:
        kind = torch.rand(gap.shape, device=self._device)
        other = torch.randint(SPECIAL, network.KNOWN, gap.shape, device=self._device)
        only = torch.full_like(table, PADDING)
        left_out, exchanged = only.clone(), only.clone()
        left_out[..., 0], exchanged[..., 0] = HIDDEN, other
        table = torch.where((gap & (kind < LEFT_OUT))[..., None], left_out, table)
        return torch.where((gap & (kind >= LEFT_OUT) & (kind < LEFT_OUT + EXCHANGED))[..., None], exchanged, table)


def _lines(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            yield from file


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="pretrain", description=__doc__)
    parser.add_argument("texts", metavar="TEXTS", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=190.0)
    parser.add_argument("--batch", type=int, default=512, help="windows in a step")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--out", type=Path, default=PRETRAINED)
    parser.add_argument("--vocabulary", type=Path, default=SHIPPED / VOCABULARY)
    given = parser.parse_args(arguments)
    text = stream(_lines(given.texts))
    words = text.words()
    table = torch.from_numpy(rows(KnownWords(words), text.forms))
    cases = torch.tensor([case_of(form) for form in text.forms])
    known = float((table[torch.from_numpy(text.places).long(), 0] != UNKNOWN).float().mean())
    print(f"{len(text.places)} syllables, {len(text.forms)} forms, {known:.1%} of the text is known words", flush=True)
    learner = Pretraining(table, cases, torch.from_numpy(text.places), given.device, given.batch)
    learner.run(given.seconds)
    save(given.out, network.to_arrays(learner.parameters))
    given.vocabulary.write_text("\0".join(words), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
