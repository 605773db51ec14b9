"""Weights as files: floats in 16 bits while they are worked on, rows of bytes with a scale each in what is shipped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

SMALL = 4_000  # numbers of a matrix that is not worth rounding
_LEARNING = ("enc.out", "enc.bias", "enc.casehead")  # parts that only fill gaps


def load(path: Path) -> Arrays:
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name].astype(np.float32) for name in arrays.files}


def save(path: Path, weights: Mapping[str, NDArray[Any]]) -> None:
    _write(path, {name: array.astype(np.float16) for name, array in weights.items()})


def rounded(weights: Mapping[str, NDArray[Any]]) -> Arrays:
    """What the program reads: matrices as ``NAME|q`` with the scales ``NAME|s``, the rest in 16 bits."""
    found: Arrays = {}
    for name, array in weights.items():
        if name.startswith(_LEARNING):
            continue
        if array.ndim == 2 and array.size > SMALL:
            scales = np.abs(array).max(1, keepdims=True) / 127 + 1e-12
            found[f"{name}|q"] = np.rint(array / scales).astype(np.int8)
            found[f"{name}|s"] = scales.astype(np.float16)
        else:
            found[name] = array.astype(np.float16)
    return found


def ship(path: Path, weights: Mapping[str, NDArray[Any]]) -> None:
    _write(path, rounded(weights))


def _write(path: Path, arrays: Mapping[str, Any]) -> None:
    np.savez_compressed(path, **arrays)
