"""Marks: what a draft prints where a required value is still missing."""

from __future__ import annotations


class Mark(str):
    """「（待填：监测员电话）」: a text that is true, and that may stand where a template compares or adds numbers.

    A comparison with a number holds, so that `{% if 点.夜间人数 > 0 %}` shows its text with the mark in it; a sum
    with a missing part is missing itself.
    """

    __slots__ = ()

    def __gt__(self, other: object) -> bool:
        return super().__gt__(other) if isinstance(other, str) else True

    def __ge__(self, other: object) -> bool:
        return super().__ge__(other) if isinstance(other, str) else True

    def __lt__(self, other: object) -> bool:
        return super().__lt__(other) if isinstance(other, str) else True

    def __le__(self, other: object) -> bool:
        return super().__le__(other) if isinstance(other, str) else True

    def __add__(self, other: object) -> str:
        return super().__add__(other) if isinstance(other, str) else self

    def __radd__(self, _other: object) -> str:
        return self

    def __sub__(self, _other: object) -> str:
        return self

    def __rsub__(self, _other: object) -> str:
        return self


def gap(title: str) -> Mark:
    """The mark for a missing value of that title."""
    return Mark(f"（待填：{title}）")
