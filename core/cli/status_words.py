"""The keys of what spans and articles are called by what was decided on them."""

STATUS_WORDS = {  # of spans and of articles
    "suggested": "cli.resolve.suggested",
    "confirmed": "cli.resolve.confirmed",
    "rejected": "cli.resolve.taken_out",
    "new": "cli.resolve.new",
    "in_progress": "cli.resolve.in_progress",
    "done": "cli.resolve.done",
    "skipped": "cli.resolve.skipped",
}
