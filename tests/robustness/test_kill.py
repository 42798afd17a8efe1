"""A few of the kills of `kill.py`, which does as many as one likes."""

import pytest
from kill import DEEDS, one_round


@pytest.mark.parametrize("seed", [1, 2, 3], ids=DEEDS[1:4])
def test_what_was_done_is_there_after_a_kill(seed):
    assert one_round(seed) is None
