"""What a project's file says of a setting that has few values."""

from typing import Any

import pytest

from nhan.core.ordering import Order
from nhan.core.store.project_settings import one_of


@pytest.mark.parametrize("said", [None, "", "sideways", 3, ["file"], {"file": 1}])
def test_what_is_not_known_is_as_if_nothing_were_said(said: Any) -> None:
    assert one_of({"order": said}, "order", Order.RANDOM) is Order.RANDOM
    assert one_of({}, "order", Order.RANDOM) is Order.RANDOM


def test_what_is_known_holds() -> None:
    assert one_of({"order": "file"}, "order", Order.RANDOM) is Order.FILE
