"""What a person says of a release: the rest is counted."""

import msgspec


class About(msgspec.Struct, frozen=True, kw_only=True):
    """``date``: of the release (ISO 8601), said and not looked up, so that the same project gives the same bytes.

    ``license``: an identifier of SPDX; ``creators``: who made it; ``personal``: what of the texts is about people.
    """

    version: str
    date: str
    title: str = ""  # "" = the project's name
    description: str = ""
    license: str = ""
    url: str = ""
    creators: tuple[str, ...] = ()
    personal: str = ""
    language: str = "vi"  # of the texts, ISO 639-1
