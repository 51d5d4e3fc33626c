"""Counting: the numbers of headings, captions and steps while a manual is rendered."""

from __future__ import annotations

from generator.word.scheme import NumberingScheme
from generator.word.scheme import parse_format

_LEVELS = 10
_ZEROS = (0,) * _LEVELS
_CLOSING = " 、.．:：\u3000"


class Counter:
    """The counts of one manual, in the order of its text."""

    def __init__(self, scheme: NumberingScheme) -> None:
        self._scheme = scheme
        self._headings = [parse_format(rule.format)[0] if rule.format else None for rule in scheme.headings]
        self._captions = [parse_format(rule.format)[0] for rule in scheme.captions]
        self._steps = [parse_format(rule.format)[0] for rule in scheme.steps]
        self._refers = [parse_format(rule.refer)[0] if rule.refer else None for rule in scheme.headings]
        self._tallies: dict[str, int] = {}
        self._levels = [0] * _LEVELS
        self._caption_tallies = [0] * len(scheme.captions)
        self._step_tallies = [0] * len(scheme.steps)
        self._deeper: list[tuple[str, ...]] = [
            tuple({_key(rule.counter, rule.level) for rule in scheme.headings if rule.level > level})
            for level in range(_LEVELS)
        ]
        self._restarted = [
            tuple(position for position, rule in enumerate(scheme.captions) if level <= rule.restart)
            for level in range(_LEVELS)
        ]

    def heading(self, index: int) -> tuple[str, str]:
        """The number of the next heading of rule `index`, and how a reference prints it; empty if it has none."""
        rule = self._scheme.headings[index]
        for key in self._deeper[rule.level]:
            self._tallies[key] = 0
        self._levels[rule.level + 1 :] = _ZEROS[rule.level + 1 :]
        for position in self._restarted[rule.level]:
            self._caption_tallies[position] = 0
        self._step_tallies = [0] * len(self._step_tallies)
        pattern = self._headings[index]
        if pattern is None:
            return "", ""
        key = _key(rule.counter, rule.level)
        own = self._tallies[key] = self._tallies.get(key, 0) + 1
        self._levels[rule.level] = own
        number = pattern.text(own, self._levels)
        refer = self._refers[index]
        return number, refer.text(own, self._levels) if refer is not None else number.rstrip(_CLOSING)

    def caption(self, index: int) -> str:
        """The number of the next caption of rule `index`."""
        own = self._caption_tallies[index] = self._caption_tallies[index] + 1
        return self._captions[index].text(own, self._levels)

    def step(self, index: int) -> str:
        """The number of the next step of rule `index`; steps of other rules begin anew after it."""
        own = self._step_tallies[index] + 1
        for position, rule in enumerate(self._scheme.steps):
            if rule.restart == "paragraph":
                self._step_tallies[position] = 0
        self._step_tallies[index] = own
        return self._steps[index].text(own, self._levels)

    def restart(self) -> None:
        """Nothing; a paragraph that is no step was printed."""
        for position, rule in enumerate(self._scheme.steps):
            if rule.restart == "paragraph":
                self._step_tallies[position] = 0


def _key(counter: str, level: int) -> str:
    return counter or f"\0{level}"
