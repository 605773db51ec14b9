"""The doubting child process: trains five models and reads every article by one that never saw it."""

import gc
from pathlib import Path

from nhan.core.doubts.find import find_doubts
from nhan.core.doubts.protocol import DOUBTING, Doubts, LookFor
from nhan.core.store.disk import Disk
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.workers.channel import Seen
from nhan.core.workers.child import serve


def answer(request: LookFor, seen: Seen) -> Doubts:
    """``seen`` is told how far it is."""
    tokenized = TokenizedArticles(Disk(), Path(request.kept) if request.kept else None, encoder_at_hand())
    found = find_doubts(request.articles, tokenized, request.starter, seen, words_only=request.words_only)
    return Doubts([each for each in found if each.is_worth_a_look], len(found))


def main() -> None:
    """Serve the program that started this process."""
    gc.disable()  # as in training: millions of strings in lists and no circles
    serve(DOUBTING, answer)


if __name__ == "__main__":
    main()
