"""What a format can say of an article, in words (see ``formats.format.Carries``)."""

from nhan.core.messages import Message

ASPECTS = {
    "text": Message("formats.aspect.text"),
    "nesting": Message("formats.aspect.nesting"),
    "overlap": Message("formats.aspect.overlap"),
    "confidence": Message("formats.aspect.confidence"),
    "status": Message("formats.aspect.status"),
    "rejected": Message("formats.aspect.rejected"),
    "notes": Message("formats.aspect.notes"),
    "metadata": Message("formats.aspect.metadata"),
    "people": Message("formats.aspect.people"),
    "questions": Message("formats.aspect.questions"),
    "runner_up": Message("formats.aspect.runner_up"),
    "article_status": Message("formats.aspect.article_status"),
    "skipped": Message("formats.aspect.skipped"),
    "article_notes": Message("formats.aspect.article_notes"),
    "flags": Message("formats.aspect.flags"),
    "bulk": Message("formats.aspect.bulk"),
}
