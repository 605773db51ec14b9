"""The encoder's network in plain numpy: a transformer over windows of syllables. Only child processes import it.

Weights are rows of bytes with a scale each. What can be multiplied out beforehand is: the gains and offsets of the
norms into the matrices behind them, the scale of attention and the half of the activation likewise.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nhan.core.tagger.encoder.forms import KnownWords, case_of

Floats = NDArray[np.float32]

WINDOW = 128  # syllables that are read at once: the network knows as many places
_HEADS = 4
_TINY = np.float32(1e-5)
_GELU, _CUBE = np.float32(0.7978845608), np.float32(0.044715)


class _Weights:
    """The arrays of the file, each by its name as floats."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays

    def __getitem__(self, name: str) -> Floats:
        if name in self._arrays:
            return self._arrays[name].astype(np.float32)
        return self.bytes(name).astype(np.float32) * self.scales(name)

    def bytes(self, name: str) -> NDArray[np.int8]:
        return self._arrays[f"{name}|q"]

    def scales(self, name: str) -> Floats:
        return self._arrays[f"{name}|s"].astype(np.float32)

    def layer(self, name: str, norm: str = "") -> tuple[Floats, Floats]:
        """The matrix (inputs by outputs) and the offsets of a layer, with the norm before it multiplied in."""
        matrix, offset = self[f"{name}.weight"].T, self[f"{name}.bias"]
        if norm:
            matrix, offset = self[f"{norm}.weight"][:, None] * matrix, offset + self[f"{norm}.bias"] @ matrix
        return np.ascontiguousarray(matrix), offset


class _Block:
    """One layer of attention and one of a wide projection, each added to what comes in."""

    def __init__(self, weights: _Weights, name: str) -> None:
        self._ask, self._ask_offset = weights.layer(f"{name}.qkv", f"{name}.n1")
        self._join, self._join_offset = weights.layer(f"{name}.o")
        self._widen, self._widen_offset = weights.layer(f"{name}.a", f"{name}.n2")
        self._narrow, self._narrow_offset = weights.layer(f"{name}.b")
        width = len(self._join)
        self._ask[:, :width] *= np.float32((width // _HEADS) ** -0.5)
        self._ask_offset[:width] *= np.float32((width // _HEADS) ** -0.5)
        self._narrow *= np.float32(0.5)

    def add(self, x: Floats, windows: int) -> None:
        """To ``x``, the syllables of so many windows of one length, one below the other."""
        asked = _normed(x) @ self._ask
        asked += self._ask_offset
        queries, keys, values = asked.reshape(windows, len(x) // windows, 3, _HEADS, -1).transpose(2, 0, 3, 1, 4)
        seen = queries @ keys.transpose(0, 1, 3, 2)
        seen -= seen.max(-1, keepdims=True)
        np.exp(seen, out=seen)
        seen /= seen.sum(-1, keepdims=True)
        x += (seen @ values).transpose(0, 2, 1, 3).reshape(x.shape) @ self._join
        x += self._join_offset
        wide = _normed(x) @ self._widen
        wide += self._widen_offset
        bent = wide * wide
        bent *= _CUBE * _GELU
        bent += _GELU
        bent *= wide
        np.tanh(bent, out=bent)
        bent += 1
        bent *= wide
        x += bent @ self._narrow
        x += self._narrow_offset


def _normed(x: Floats) -> Floats:
    centred: Floats = x - x.mean(-1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred)[:, None]
    spread /= x.shape[1]
    spread += _TINY
    centred /= np.sqrt(spread, out=spread)
    return centred


class Network:
    """What ``arrays`` of the file make of syllables."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], vocabulary: KnownWords) -> None:
        weights, self._vocabulary = _Weights(arrays), vocabulary
        self._rows, self._scales = weights.bytes("enc.emb.weight"), weights.scales("enc.emb.weight")
        self._cases, self._places = weights["enc.case.weight"], weights["enc.pos.weight"]
        self._gain, self._offset = weights["enc.n0.weight"], weights["enc.n0.bias"]
        count = 1 + max(int(name.split(".")[2]) for name in arrays if name.startswith("enc.blocks."))
        self._blocks = [_Block(weights, f"enc.blocks.{number}") for number in range(count)]
        self._tell, self._tell_offset = weights.layer("head", "enc.norm")

    def embedded(self, forms: Sequence[str]) -> Floats:
        """Each form as the network takes it in."""
        different = {form: place for place, form in enumerate(dict.fromkeys(forms))}
        table: Floats = np.stack([self._embedded(form) for form in different])
        return table[[different[form] for form in forms]]

    def _embedded(self, form: str) -> Floats:
        rows = self._vocabulary.rows(form)
        word: Floats = (self._rows[rows] * self._scales[rows]).sum(0) * np.float32(len(rows) ** -0.5)
        word += self._cases[case_of(form)]
        return word

    def probabilities(self, windows: Floats) -> Floats:
        """Of each tag for each place of windows of one length: ``[window, place, tag]``."""
        count, length, width = windows.shape
        x = _normed((windows + self._places[:length]).reshape(-1, width))
        x *= self._gain
        x += self._offset
        for block in self._blocks:
            block.add(x, count)
        told: Floats = _normed(x) @ self._tell + self._tell_offset
        told = np.exp(told - told.max(-1, keepdims=True))
        told /= told.sum(-1, keepdims=True)
        return told.reshape(count, length, -1)
