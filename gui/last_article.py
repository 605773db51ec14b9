"""Which article somebody worked on last in a project."""

from pathlib import Path

from nhan.gui.settings import LAST_ARTICLES, Settings


class LastArticle:
    """Of one person (id) in the project in one folder, however its path was written: whoever else works at this machine
    has a place of their own."""

    def __init__(self, settings: Settings, folder: Path, person: str) -> None:
        self._settings, self._key = settings, f"{folder.resolve()}\n{person}"

    @property
    def id(self) -> str:
        """Empty: none is known."""
        return self._settings.get(LAST_ARTICLES).get(self._key, "")

    def remember(self, article_id: str) -> None:
        last = self._settings.get(LAST_ARTICLES)
        self._settings.set(LAST_ARTICLES, {**last, self._key: article_id})
