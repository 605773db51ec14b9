"""The suggesting child process: makes each suggester once and asks it. Only that process runs this."""

import json
from typing import Any, assert_never

from nhan.core.suggest.advising import keep
from nhan.core.suggest.protocol import (
    SUGGESTING,
    Answer,
    CandidatesIn,
    Cut,
    FollowOn,
    Found,
    HowLikely,
    Known,
    Likely,
    MayBe,
    Ready,
    Request,
    SuggestFor,
    WordsOf,
)
from nhan.core.suggest.registry import UNDERTHESEA, make
from nhan.core.suggestion import CandidateFinder, Follower, Judge, Labelled, Segmenter, Suggester, Suggestion
from nhan.core.workers.channel import Seen
from nhan.core.workers.child import serve


class SuggestServer:
    """Answers requests; keeps the suggesters it has made, by name and parameters."""

    def __init__(self) -> None:
        self._made: dict[str, Suggester] = {}

    def answer(self, request: Request, _: Seen) -> Answer:
        """NhanError where the suggester cannot be made; whatever a suggester raises, which may be anybody's code."""
        match request:
            case Ready():
                suggester = self.suggester(request.suggester, request.parameters)
                return Known(suggester.name, suggester.version)
            case SuggestFor():
                suggester = self.suggester(request.suggester, request.parameters)
                found = suggester.suggest(request.text)
                keep(request.parameters, request.text, found)
                return Found(suggester.name, suggester.version, found)
            case FollowOn():
                suggester = self.suggester(request.suggester, request.parameters)
                return Found(suggester.name, suggester.version, _follow(suggester, request))
            case HowLikely():
                suggester = self.suggester(request.suggester, request.parameters)
                return Likely(_likelihoods(suggester, request))
            case CandidatesIn():
                suggester = self.suggester(request.suggester, request.parameters)
                return MayBe(_candidates(suggester, request.text))
            case WordsOf():
                segmenter = self.suggester(UNDERTHESEA, {})
                assert isinstance(segmenter, Segmenter)
                return Cut(segmenter.words(request.text))
            case _:
                assert_never(request)

    def suggester(self, name: str, parameters: dict[str, Any]) -> Suggester:
        key = json.dumps([name, parameters], sort_keys=True)
        if key not in self._made:
            self._made[key] = make(name, parameters)
        return self._made[key]


def _follow(suggester: Suggester, request: FollowOn) -> list[Suggestion]:
    if isinstance(suggester, Follower):
        return suggester.follow(request.text, request.confirmed, request.end)
    return [found for found in suggester.suggest(request.text) if found.start >= request.end]


def _candidates(suggester: Suggester, text: str) -> list[Labelled]:
    if not isinstance(suggester, CandidateFinder):
        return []
    return [(each.start, each.end, each.label) for each in suggester.candidates(text)]


def _likelihoods(suggester: Suggester, request: HowLikely) -> list[float | None]:
    if isinstance(suggester, Judge):
        return suggester.likelihoods(request.text, request.places)
    return [None] * len(request.places)


def main() -> None:
    """Serve the program that started this process."""
    serve(SUGGESTING, SuggestServer().answer)


if __name__ == "__main__":
    main()
