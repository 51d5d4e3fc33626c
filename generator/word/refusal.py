"""Why the engine refuses to go on while a template runs: exceptions that never leave `Story.render`."""

from __future__ import annotations

from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateRuntimeError


class LimitExceededError(TemplateRuntimeError):
    """A loop, a text or the output got too big."""


class IllegalCharacterError(TemplateRuntimeError):
    """A value holds a character that XML cannot."""


class NotPrintableError(TemplateRuntimeError):
    """A value has no text."""


class MisplacedValueError(TemplateRuntimeError):
    """A value cannot be printed where its tag stands."""

    def __init__(self, found: str, reason: str) -> None:
        super().__init__(found)
        self.found = found
        self.reason = reason


class ImageError(TemplateRuntimeError):
    """A picture cannot be used."""


__all__ = [
    "IllegalCharacterError",
    "ImageError",
    "LimitExceededError",
    "MisplacedValueError",
    "NotPrintableError",
    "SecurityError",
]
