"""Why a scalar is not the value that its field asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.problems import Code


class Refusal(NamedTuple):
    """A code, and the values of its message; the reader adds the place and the field's title."""

    code: Code
    values: Mapping[str, str]
