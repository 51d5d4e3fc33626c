"""Values on their way to the page: what a tag prints, by the place it stands in.

The generated code writes plain printable text in line; everything else comes here. What a value says comes out
literally: markup is escaped, a line break becomes `w:br`, a tab `w:tab`, and what XML cannot hold is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Undefined
from jinja2.utils import Namespace
from markupsafe import Markup

from generator.problems.words import N_
from generator.word.refusal import IllegalCharacterError
from generator.word.refusal import MisplacedValueError
from generator.word.refusal import NotPrintableError

escape_text: Callable[[str], str]
try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # no C part for this platform, or another one
    from markupsafe import escape

    def _escape(text: str) -> str:
        return str.__str__(escape(text))

    escape_text = _escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.word.state import Deferred
    from generator.word.state import RenderState

# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINES = re.compile("\r\n|[\r\n\t]")
# docxtpl writes the text after a break as a text of its own, in the same run.
_IN_TEXT = {"\t": '</w:t><w:tab/><w:t xml:space="preserve">'}
_INLINE = frozenset({"text", "plain", "attribute"})
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


@dataclass(frozen=True, slots=True)
class Spot:
    """What a printed value must fit into: the position of its tag and the properties around it, as XML."""

    position: str
    paragraph_properties: str = ""
    run_properties: str = ""

    def run(self, text: str) -> str:
        """A run with that text, formatted like the tag."""
        return f'<w:r>{self.run_properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def printed(value: object, spot: Spot, state: RenderState) -> bytes | Deferred:
    """What the value becomes at that spot: final XML, or something that will be.

    Raises: the exceptions of `refusal` for values that cannot be printed (there).
    """
    kind = type(value)
    if kind is int and spot.position in _INLINE:
        return str(value).encode()
    if isinstance(value, Undefined):
        str(value)  # raises, with Jinja's words
    if kind is str or kind is int or kind is float or kind is bool:
        return _plain(str(value), spot).encode()
    if hasattr(value, "to_xml"):
        xml: bytes | Deferred = value.to_xml(spot, state)
        return xml
    if hasattr(value, "resolve"):
        if spot.position in {"attribute", "paragraph", "row", "cell"}:
            raise MisplacedValueError(N_("a reference"), N_("print it in a text"))
        deferred: Deferred = value
        return deferred
    if isinstance(value, Markup):
        return _markup(value, spot).encode()
    return _plain(text_of(value), spot).encode()


def text_of(value: object) -> str:
    """The value as a text.

    Raises: NotPrintableError for a list, a group, a function and nothing; MisplacedValueError for a rich value.
    """
    if isinstance(value, str):
        return value
    if hasattr(value, "to_xml") or hasattr(value, "resolve"):
        raise MisplacedValueError(N_("a rich value"), N_("print it by itself, not within a text"))
    if value is None:
        raise NotPrintableError(N_("nothing (None)"))
    if isinstance(value, (dict, Namespace)):
        raise NotPrintableError(N_("a group"))
    if isinstance(value, (list, tuple, set, frozenset, range)) or hasattr(value, "__next__"):
        raise NotPrintableError(N_("a list"))
    if isinstance(value, (bytes, bytearray)):
        raise NotPrintableError(N_("bytes"))
    if callable(value) and not isinstance(value, Undefined):
        raise NotPrintableError(N_("a function"))
    return str(value)


def buffered(value: object, spot: Spot, state: RenderState) -> str:
    """What the value becomes inside a macro or `set` block, where only text can be collected."""
    result = printed(value, spot, state)
    if not isinstance(result, bytes):
        raise MisplacedValueError(N_("a reference"), N_("print it outside of macros and “set” blocks"))
    state.budget.charge(1 + len(result) // 64)
    return result.decode()


def engine(result: bytes | Deferred) -> str:
    """What an engine call yields inside a macro or `set` block."""
    if not isinstance(result, bytes):
        raise MisplacedValueError(N_("a table of varying width"), N_("keep it out of macros and “set” blocks"))
    return result.decode()


def _plain(text: str, spot: Spot) -> str:
    """A text, made fit for its spot."""
    escaped = legal_text(text)
    position = spot.position
    if position == "text":
        return _LINES.sub(_in_text, escaped)
    if position in {"plain", "attribute"}:
        return _LINES.sub(" ", escaped)
    if position == "run":
        return spot.run(_LINES.sub(_in_text, escaped))
    if position == "paragraph":
        return f"<w:p>{spot.paragraph_properties}{spot.run(_LINES.sub(_in_text, escaped))}</w:p>"
    raise MisplacedValueError(N_("a text"), N_("a text is no row and no cell; leave the prefix of the tag out"))


def legal_text(text: str) -> str:
    """The text, escaped for text and attributes.

    Raises: IllegalCharacterError for what XML cannot hold.
    """
    found = _ILLEGAL.search(text)
    if found:
        raise IllegalCharacterError(f"U+{ord(found[0]):04X}")
    return escape_text(text)


def _markup(value: Markup, spot: Spot) -> str:
    """The output of a macro or `set` block, or what a caller of the library vouches for."""
    if spot.position in {"attribute", "plain"}:
        raise MisplacedValueError(N_("formatted text"), N_("print it where paragraphs or runs are"))
    return str.__str__(value)


def _in_text(match: re.Match[str]) -> str:
    """What a tab or line break becomes inside of a text."""
    return _IN_TEXT.get(match[0], _BREAK)
