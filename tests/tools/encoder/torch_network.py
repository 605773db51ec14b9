"""The network of ``core/tagger/encoder/network.py`` in torch, where it can learn; parameters by their names there."""

from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812

from nhan.core.tagger.encoder.forms import BUCKETS, MIXED, PADDING, SPECIAL
from nhan.core.tagger.encoder.network import WINDOW
from nhan.core.tagger.encoder.odds import TAGS
from tests.tools.encoder.files import Arrays
from tests.tools.encoder.tokens import WORDS

WIDTH, BLOCKS, HEADS, INNER = 256, 5, 4, 768
KNOWN = SPECIAL + WORDS  # rows of the table that are no letters
CASES = MIXED + 1  # and one more row, for a case that is hidden

Tensor = Any
Parameters = dict[str, Tensor]


def new(device: str) -> Parameters:
    """A network that has learned nothing, with the parts that fill gaps."""
    matrices = {"emb": (KNOWN + BUCKETS, WIDTH), "case": (CASES + 1, WIDTH), "pos": (WINDOW, WIDTH)}
    layers = {"out": (WIDTH, WIDTH), "casehead": (CASES, WIDTH)}
    norms = ["n0", "norm", "outn"]
    for block in (f"blocks.{number}" for number in range(BLOCKS)):
        sizes = {"qkv": (3 * WIDTH, WIDTH), "o": (WIDTH, WIDTH), "a": (INNER, WIDTH), "b": (WIDTH, INNER)}
        layers |= {f"{block}.{name}": size for name, size in sizes.items()}
        norms += [f"{block}.n1", f"{block}.n2"]
    found = {f"{name}.weight": torch.randn(size) * 0.02 for name, size in (matrices | layers).items()}
    found |= {f"{name}.bias": torch.zeros(size[0]) for name, size in layers.items()}
    found |= {f"{name}.weight": torch.ones(WIDTH) for name in norms}
    found |= {f"{name}.bias": torch.zeros(WIDTH) for name in norms}
    return learning(found | {"bias": torch.zeros(KNOWN)}, device)


def head(device: str) -> Parameters:
    """The layer that tells the tags, untaught."""
    return learning({"weight": torch.randn(len(TAGS), WIDTH) * 0.02, "bias": torch.zeros(len(TAGS))}, device)


def learning(parameters: Parameters, device: str) -> Parameters:
    return {name: each.to(device).requires_grad_() for name, each in parameters.items()}


def of_arrays(arrays: Arrays, device: str) -> Parameters:
    return learning({name: torch.from_numpy(array) for name, array in arrays.items()}, device)


def to_arrays(parameters: Parameters) -> Arrays:
    return {name: each.detach().float().cpu().numpy() for name, each in parameters.items()}


def layer(its: Parameters, name: str, x: Tensor) -> Tensor:
    return F.linear(x, its[f"{name}.weight"], its[f"{name}.bias"])


def norm(its: Parameters, name: str, x: Tensor) -> Tensor:
    return F.layer_norm(x, (WIDTH,), its[f"{name}.weight"], its[f"{name}.bias"])


def embedded(its: Parameters, rows: Tensor, cases: Tensor) -> Tensor:
    """``rows``: ``[window, place, ROWS]``."""
    there = (rows != PADDING).unsqueeze(-1).to(its["emb.weight"].dtype)
    words = (F.embedding(rows, its["emb.weight"]) * there).sum(-2) / there.sum(-2).clamp(min=1).sqrt()
    return words + F.embedding(cases, its["case.weight"]) + its["pos.weight"][: rows.shape[1]]


def body(its: Parameters, x: Tensor, mask: Tensor = None, drop: float = 0.0) -> Tensor:
    """What the network makes of embedded windows. ``mask``: which places may be looked at; None = all."""
    windows, length, _ = x.shape
    x = F.dropout(norm(its, "n0", x), drop, drop > 0)
    for number in range(BLOCKS):
        block = f"blocks.{number}."
        asked = layer(its, f"{block}qkv", norm(its, f"{block}n1", x))
        queries, keys, values = asked.view(windows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(queries, keys, values, attn_mask=mask)
        joined = layer(its, f"{block}o", seen.transpose(1, 2).reshape(windows, length, WIDTH))
        x = x + F.dropout(joined, drop, drop > 0)
        wide = F.gelu(layer(its, f"{block}a", norm(its, f"{block}n2", x)), approximate="tanh")
        x = x + F.dropout(layer(its, f"{block}b", wide), drop, drop > 0)
    return norm(its, "norm", x)


def tagged(its: Parameters, top: Parameters, rows: Tensor, cases: Tensor, drop: float = 0.0) -> Tensor:
    """The scores of each tag; ``rows`` as of ``Windows``."""
    mask = (rows[..., 0] != PADDING)[:, None, None, :]
    seen = F.dropout(body(its, embedded(its, rows, cases), mask, drop), drop, drop > 0)
    return F.linear(seen, top["weight"], top["bias"])


def filled(its: Parameters, seen: Tensor) -> Tensor:
    """The scores of each known word for what stood in a gap."""
    told = norm(its, "outn", F.gelu(layer(its, "out", seen), approximate="tanh"))
    return F.linear(told, its["emb.weight"][:KNOWN], its["bias"])


def step(optimiser: Any, parameters: list[Tensor], loss: Tensor, rate: float) -> None:
    """One step of learning."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
