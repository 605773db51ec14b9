"""What is held likely at one place of an article, whoever holds it so: a model, or the same words elsewhere."""

from typing import NamedTuple

from nhan.core.iob import Run


class PlaceOpinion(NamedTuple):
    """Of one place, in syllables: the span that is given (or None), what is likeliest instead (None = nothing)."""

    given: Run | None
    other: Run | None
    p: float  # 0..1, how probable exactly what is given is
    q: float  # 0..1, and the alternative

    @property
    def run(self) -> Run:
        """What it is about: the given span, else the one that would be."""
        run = self.given or self.other
        assert run is not None, "there is no opinion on nothing"
        return run

    def moved(self, by: int) -> "PlaceOpinion":
        """The same so many syllables further on."""
        return PlaceOpinion(_moved(self.given, by), _moved(self.other, by), self.p, self.q)


def _moved(run: Run | None, by: int) -> Run | None:
    return run and (run[0] + by, run[1] + by, run[2])
