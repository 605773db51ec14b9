"""Looking for doubts, seen from the program: a child process that can be ended at any time and blocks no window."""

from collections.abc import Callable, Iterable, Iterator

from nhan.core.doubts.answering import is_open
from nhan.core.doubts.doubt import Doubt
from nhan.core.doubts.protocol import DOUBTING, Doubts, LookFor
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.readable import Opened, Reading, Unreadable, readable
from nhan.core.retraining.corrections import is_corrected
from nhan.core.tagger.model_store import tokenized_path
from nhan.core.tagger.pretrained_choice import pretrained_for
from nhan.core.tagger.training_example import CorrectedArticle, corrected
from nhan.core.workers.channel import Seen
from nhan.core.workers.restarted_child import RestartedChild


class DoubtFinder:
    """Looks over one person's work, once. Call from any thread but the window's; ``stop`` from any."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._child = RestartedChild(DOUBTING)

    def find(
        self, articles: list[CorrectedArticle], seen: Seen = lambda _, __: None, *, words_only: bool = False
    ) -> Doubts:
        """What is doubtful in these. NhanError where there is nothing to compare, or the child dies or is stopped."""
        if not any(each.spans for each in articles):
            raise NhanError("doubts.nothing")
        kept = str(tokenized_path(self._project.folder.resolve()))
        request = LookFor(articles, pretrained_for(self._project.labels), kept, words_only)
        return self._child.ask_once(request, seen)

    def stop(self) -> None:
        """End what is under way; its caller gets a NhanError."""
        self._child.close()


def whole_work(
    project: Project,
    readings: Iterable[Reading],
    passed_over: Callable[[Unreadable], object],
    seen: Callable[[], object] = lambda: None,
) -> list[CorrectedArticle]:
    """The articles of someone's work that are done: only there does nothing mean that nothing is to be labelled."""
    found: list[CorrectedArticle] = []
    for document in readable(readings, passed_over):
        seen()
        if is_corrected(document):
            found.append(corrected(document, project.labels.gone))
    return found


def open_doubts(read: Callable[[str], Reading], doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Those that nobody has answered: what was kept does not return, nor what was rejected where it would be."""
    for doubt in doubts:
        reading = read(doubt.article)
        if isinstance(reading, Opened) and is_open(reading.document, doubt):
            yield doubt
