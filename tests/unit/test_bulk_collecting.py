"""Sweeping once for each community leaves no rings behind, and Python's own sweeping as it was."""

from __future__ import annotations

import gc
import weakref

import pytest

from generator.bulk.collecting import swept


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_rings_are_gone_when_a_community_is_done() -> None:
    with swept():
        ring = weakref.ref(Ring())
        assert ring() is not None
    assert ring() is None


@pytest.mark.parametrize("was_on", [True, False])
def test_sweeping_is_on_or_off_as_before(was_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ValueError, match="invalid literal"), swept():
            int("what fails" if not gc.isenabled() else "0")
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()
