"""Reads a text: its syllables with underthesea's word on them, and the encoder's where it is at hand."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from nhan.core.tagger.tokenized import Tokenized, tokenize

if TYPE_CHECKING:
    from nhan.core.underthesea.adapter import Underthesea


class Reader:
    """Only for child processes. What it goes by is loaded with the first text that needs it."""

    def __init__(self, encoder: int) -> None:
        """``encoder``: by which it reads; ``encoder_at_hand()``, or 0 for none."""
        self._encoder = encoder

    @cached_property
    def _underthesea(self) -> "Underthesea":
        # Imported here: it takes longer than a small training, and is not needed for articles that are kept.
        from nhan.core.underthesea.adapter import Underthesea

        return Underthesea()

    def __call__(self, text: str) -> Tokenized:
        return self.encoded(tokenize(text, self._underthesea))

    def encoded(self, tokenized: Tokenized) -> Tokenized:
        """The same article, read by this reader's encoder unless it was before; without odds where it has none."""
        if tokenized.encoder == self._encoder:
            return tokenized
        odds = b""
        if self._encoder:
            from nhan.core.tagger.encoder.encoder import read  # numpy, likewise

            odds = read(tokenized)
        return msgspec.structs.replace(tokenized, odds=odds, encoder=self._encoder)
