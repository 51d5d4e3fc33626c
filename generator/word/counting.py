"""Counting: the numbers of headings, captions and steps while a manual is rendered."""

from __future__ import annotations

from functools import cache

from generator.word.scheme import NumberFormat
from generator.word.scheme import NumberingScheme
from generator.word.scheme import parse_format

_LEVELS = 10
_ZEROS = (0,) * _LEVELS
_Rule = tuple[int, str, tuple[str, ...], tuple[int, ...], NumberFormat | None, NumberFormat | None]
_CLOSING = " 、.．:：\u3000"


class Counter:
    """The counts of one manual, in the order of its text."""

    def __init__(self, scheme: NumberingScheme) -> None:
        self._scheme = scheme
        self._captions = [parse_format(rule.format)[0] for rule in scheme.captions]
        self._steps = [parse_format(rule.format)[0] for rule in scheme.steps]
        self._tallies: dict[str, int] = {}
        self._levels = [0] * _LEVELS
        self._caption_tallies = [0] * len(scheme.captions)
        self._step_tallies = [0] * len(scheme.steps)
        self._per_paragraph = [at for at, rule in enumerate(scheme.steps) if rule.restart == "paragraph"]
        self._headings = _rules(scheme)

    def heading(self, index: int) -> tuple[str, str]:
        """The number of the next heading of rule `index`, and how a reference prints it; empty if it has none."""
        level, key, deeper, restarted, pattern, refer = self._headings[index]
        for other in deeper:
            self._tallies[other] = 0
        self._levels[level + 1 :] = _ZEROS[level + 1 :]
        for position in restarted:
            self._caption_tallies[position] = 0
        self._step_tallies = [0] * len(self._step_tallies)
        if pattern is None:
            return "", ""
        own = self._tallies[key] = self._tallies.get(key, 0) + 1
        self._levels[level] = own
        number = pattern.text(own, self._levels)
        return number, refer.text(own, self._levels) if refer is not None else number.rstrip(_CLOSING)

    def caption(self, index: int) -> str:
        """The number of the next caption of rule `index`."""
        own = self._caption_tallies[index] = self._caption_tallies[index] + 1
        return self._captions[index].text(own, self._levels)

    def step(self, index: int) -> str:
        """The number of the next step of rule `index`; steps of other rules begin anew after it."""
        own = self._step_tallies[index] + 1
        self.restart()
        self._step_tallies[index] = own
        return self._steps[index].text(own, self._levels)

    def restart(self) -> None:
        """Nothing; a paragraph that is no step was printed."""
        for position in self._per_paragraph:
            self._step_tallies[position] = 0


@cache
def _rules(scheme: NumberingScheme) -> tuple[_Rule, ...]:
    """What each heading rule counts by, sets back and prints: level, count, deeper counts, captions, two formats."""
    return tuple(
        (
            rule.level,
            _key(rule.counter, rule.level),
            tuple(sorted({_key(other.counter, other.level) for other in scheme.headings if other.level > rule.level})),
            tuple(position for position, caption in enumerate(scheme.captions) if rule.level <= caption.restart),
            parse_format(rule.format)[0] if rule.format else None,
            parse_format(rule.refer)[0] if rule.refer else None,
        )
        for rule in scheme.headings
    )


def _key(counter: str, level: int) -> str:
    return counter or f"\0{level}"
