"""The training child process: reads articles and trains a model. Only that process runs this."""

import gc
from pathlib import Path

from nhan.core.retraining.protocol import TRAINING, Model, Train
from nhan.core.store.disk import Disk
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.training import TokenizedArticles, train_model
from nhan.core.workers.channel import Seen
from nhan.core.workers.child import serve


def answer(request: Train, seen: Seen) -> Model:
    """NhanError where there is nothing to learn from."""
    kept, advice = Path(request.kept) if request.kept else None, request.advice
    tokenized = TokenizedArticles(Disk(), kept, encoder_at_hand(), advice)
    adviser = advice.adviser if advice else ""
    return Model(train_model(request.articles, tokenized, request.at, seen, adviser=adviser))


def main() -> None:
    """Serve the program that started this process."""
    gc.disable()  # features are millions of strings in lists and no circles: looking for some takes a third of the time
    serve(TRAINING, answer)


if __name__ == "__main__":
    main()
