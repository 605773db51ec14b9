"""Which articles of a project are in its lists."""

from collections.abc import Sequence


class VisibleIds:
    """The articles that were not deleted and are not ``withheld``, found once for each list of all of them."""

    def __init__(self) -> None:
        self.withheld: frozenset[str] = frozenset()
        self._without = self.withheld
        self._all: Sequence[str] = ()
        self._deleted: Sequence[str] = ()
        self._ids: Sequence[str] = ()

    def of(self, ids: Sequence[str], deleted: Sequence[str]) -> Sequence[str]:
        if ids is not self._all or deleted is not self._deleted or self.withheld is not self._without:
            gone = self.withheld.union(deleted)
            self._ids = [article_id for article_id in ids if article_id not in gone] if gone else ids
            self._all, self._deleted, self._without = ids, deleted, self.withheld
        return self._ids
