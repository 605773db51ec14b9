"""The one table of measures: what each is called, and what it is, in words."""

from collections.abc import Mapping

import msgspec

from nhan.core.agreement.blocks import GAMMA, UNITIZED
from nhan.core.agreement.gamma import SAMPLES, SEED
from nhan.core.messages import Message


class Measure(msgspec.Struct, frozen=True):
    """Its name and its definition."""

    title: Message
    definition: Message


LEADING = "exact"
ON_WISH = frozenset({GAMMA})  # is measured where it is asked for: it takes its time
MEASURES: Mapping[str, Measure] = {
    LEADING: Measure(Message("agreement.exact"), Message("agreement.exact.is")),
    "extent": Measure(Message("agreement.extent"), Message("agreement.extent.is")),
    "partial": Measure(Message("agreement.partial"), Message("agreement.partial.is")),
    "type": Measure(Message("agreement.type"), Message("agreement.type.is")),
    "kappa": Measure(Message("agreement.kappa"), Message("agreement.kappa.is")),
    "alpha": Measure(Message("agreement.alpha"), Message("agreement.alpha.is")),
    "alpha_labelled": Measure(Message("agreement.alpha_labelled"), Message("agreement.alpha_labelled.is")),
    UNITIZED: Measure(Message("agreement.alpha_u"), Message("agreement.alpha_u.is")),
    GAMMA: Measure(Message("agreement.gamma"), Message("agreement.gamma.is", {"samples": SAMPLES, "seed": SEED})),
}
