"""An article called otherwise, for everybody: its file and its id stay as they are."""

from collections.abc import Callable, Container, Mapping

from nhan.core.model import Change, ProjectEdit, Rejected, Retitled


def rename_article(
    known: Container[str], titles: Mapping[str, str], imported: Callable[[str], str], article_id: str, title: str
) -> Change | Rejected:
    """Another title for an article, "" = the one that it was imported with. White space becomes single spaces, signs
    that nobody sees are left out.

    ``known``: every id of the project; ``titles``: those that were given by renaming; ``imported``: an article's own.
    """
    if article_id not in known:
        return Rejected("articles.unknown", {"id": article_id})
    wanted = " ".join("".join(sign for sign in title if sign.isprintable() or sign.isspace()).split())
    was, now = titles.get(article_id, ""), "" if wanted == imported(article_id) else wanted
    if now == was:
        return Rejected("verbs.already")
    return Change("rename_article", (), project=ProjectEdit(retitled=(Retitled(article_id, was, now),)))
