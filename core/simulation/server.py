"""The simulating child process: replays a corrected project. Only that process runs this."""

import gc
from pathlib import Path

from nhan.core.simulation.protocol import SIMULATING, Replay, Replayed
from nhan.core.simulation.replay import Simulation
from nhan.core.store.disk import Disk
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.workers.channel import Seen
from nhan.core.workers.child import serve


def answer(request: Replay, seen: Seen) -> Replayed:
    tokenized = TokenizedArticles(Disk(), Path(request.kept) if request.kept else None, encoder_at_hand())
    return Replayed(Simulation(request.labels, request.gold, tokenized, request.options).run(seen))


def main() -> None:
    """Serve the program that started this process."""
    gc.disable()  # as in training, which takes most of the time
    serve(SIMULATING, answer)


if __name__ == "__main__":
    main()
