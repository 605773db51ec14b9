"""Whether the encoder can be asked here. Loads neither numpy nor the weights, so that every process may look."""

from functools import cache
from importlib import resources
from importlib.util import find_spec

ENCODER = 2  # of the weights and of what is made of them: a reading or a model by another one is of no use
WEIGHTS, VOCABULARY = "weights.npz", "vocabulary.txt"


@cache
def encoder_at_hand() -> int:
    """``ENCODER``; 0 where the weights or numpy are missing: everything works without, only less well."""
    folder = resources.files("nhan.resources") / "encoder"
    files = all((folder / name).is_file() for name in (WEIGHTS, VOCABULARY))
    return ENCODER if files and find_spec("numpy") is not None else 0
