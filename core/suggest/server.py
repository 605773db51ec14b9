"""What a worker process does with one request: makes the suggester once, asks it, and turns failures into words."""

import json
from typing import Any, assert_never

from nhan.core.messages import Message, NhanError
from nhan.core.suggest.messages import Answer, Broken, Cut, FollowOn, Found, Known, Ready, Request, SuggestFor, WordsOf
from nhan.core.suggest.registry import make
from nhan.core.suggestion import Follower, Segmenter, Suggester, Suggestion


class SuggestServer:
    """Answers requests; keeps the suggesters it has made, by name and parameters."""

    def __init__(self) -> None:
        self._made: dict[str, Suggester] = {}
        self._segmenter: Segmenter | None = None

    def answer(self, request: Request) -> Answer:
        """Never raises: what goes wrong with one text must not end the process."""
        try:
            return self._answer(request)
        except NhanError as error:
            return Broken(error.message)
        except Exception as error:  # a suggester may be anybody's code
            return Broken(Message("suggest.error", {"error": f"{type(error).__name__}: {error}"}))

    def suggester(self, name: str, parameters: dict[str, Any]) -> Suggester:
        key = json.dumps([name, parameters], sort_keys=True)
        if key not in self._made:
            self._made[key] = make(name, parameters)
        return self._made[key]

    def _answer(self, request: Request) -> Answer:
        match request:
            case Ready():
                suggester = self.suggester(request.suggester, request.parameters)
                return Known(suggester.name, suggester.version)
            case SuggestFor():
                suggester = self.suggester(request.suggester, request.parameters)
                return Found(suggester.name, suggester.version, suggester.suggest(request.text))
            case FollowOn():
                suggester = self.suggester(request.suggester, request.parameters)
                return Found(suggester.name, suggester.version, _follow(suggester, request))
            case WordsOf():
                return Cut(self._words(request.text))
            case _:
                assert_never(request)

    def _words(self, text: str) -> list[tuple[int, int]]:
        if self._segmenter is None:
            from nhan.core.underthesea.adapter import Underthesea

            made = [suggester for suggester in self._made.values() if isinstance(suggester, Underthesea)]
            self._segmenter = made[0] if made else Underthesea()
        return self._segmenter.words(text)


def _follow(suggester: Suggester, request: FollowOn) -> list[Suggestion]:
    if isinstance(suggester, Follower):
        return suggester.follow(request.text, request.confirmed, request.end)
    return [found for found in suggester.suggest(request.text) if found.start >= request.end]
