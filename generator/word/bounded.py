"""Filters and functions of templates, bounded: what they read and build is paid for, and never huge.

Texts that a template builds are bounded in length. Lists and groups that it builds are bounded as a *whole*, with all
that they hold: a list of lists of lists is soon written, and comparing two of them would take for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from jinja2.filters import FILTERS as _JINJA
from jinja2.utils import pass_context
from markupsafe import Markup

from generator.problems.words import N_
from generator.word.budget import LARGEST_BUILT
from generator.word.budget import LARGEST_RANGE
from generator.word.budget import LONGEST_TEXT
from generator.word.printing import text_of
from generator.word.refusal import LimitExceededError
from generator.word.refusal import SecurityError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from generator.word.environment import StoryContext

_PLAIN = (
    *("abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items"),
    *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select"),
    *("selectattr", "slice", "sort", "title", "trim", "unique", "upper", "wordcount"),
)
_WIDEST = 10_000  # columns of `batch` and `slice`
_MOST_DIGITS = 20  # of `round`


class Built(dict[Any, Any]):
    """A group that a template builds; unlike a context's it is looked into when sizes are measured."""

    __slots__ = ()


def check_size(value: Any, charge: Callable[[int], None]) -> Any:  # noqa: ANN401  (whatever it is, it comes back)
    """The value, if it is small enough."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise LimitExceededError(N_("a text longer than templates may build"))
    elif isinstance(value, (list, tuple, Built)):
        left = LARGEST_BUILT
        waiting: list[Any] = [value]
        while waiting:
            holder = waiting.pop()
            left -= len(holder)
            if left < 0:
                raise LimitExceededError(N_("a list larger than templates may build"))
            items: Iterable[Any] = holder.values() if isinstance(holder, dict) else holder
            waiting += [item for item in items if isinstance(item, (list, tuple, Built))]
        charge(1 + (LARGEST_BUILT - left) // 16)
    return value


def built(value: Any, context: StoryContext) -> Any:  # noqa: ANN401  (a list, tuple or group, as it came)
    """What a list, tuple or group in a template's expression becomes."""
    return check_size(Built(value) if type(value) is dict else value, context.charge)


def concatenated(parts: tuple[object, ...]) -> str:
    """The texts of the parts in a row, for the operator `~`."""
    texts = [part if isinstance(part, str) else text_of(part) for part in parts]
    if sum(map(len, texts)) > LONGEST_TEXT:
        raise LimitExceededError(N_("a text longer than templates may build"))
    return _joined("", texts)


def _joined(separator: str, texts: list[str]) -> str:
    """The texts with the separator between them; markup among them stays markup, and the others are escaped."""
    if any(isinstance(text, Markup) for text in (separator, *texts)):
        return Markup.escape(separator).join(texts)
    return separator.join(texts)


def _charged(name: str) -> Callable[..., Any]:
    """Jinja's filter of that name, paying for what it reads, its result measured."""
    function = _JINJA[name]
    kind = getattr(function, "jinja_pass_arg", None)
    passed = kind.name if kind is not None else ""

    @pass_context
    def charged(context: StoryContext, value: object, *args: object, **kwargs: object) -> object:
        size = len(value) if isinstance(value, (str, list, tuple, dict, range)) else 0
        context.charge(1 + size // 16)
        first = {"context": (context,), "eval_context": (context.eval_ctx,), "environment": (context.environment,)}
        return check_size(function(*first.get(passed, ()), value, *args, **kwargs), context.charge)

    return charged


@pass_context
def numbers(context: StoryContext, *args: int) -> range:
    """Numbers to count by."""
    counted = range(*args)
    if counted and (abs(counted[-1] - counted[0]) // abs(counted.step)) >= LARGEST_RANGE:
        raise LimitExceededError(N_("a range of too many numbers"))
    context.charge(1)
    return counted


@pass_context
def _replace(context: StoryContext, value: object, old: str, new: str, count: int = -1) -> str:
    """The text with one text in place of another."""
    text, fresh = text_of(value), text_of(new)
    context.charge(1 + len(text) // 16)
    if len(text) + text.count(old) * len(fresh) > LONGEST_TEXT:
        raise LimitExceededError(N_("a text longer than templates may build"))
    return text.replace(old, fresh, count)


@pass_context
def _join(context: StoryContext, value: Any, d: str = "", attribute: str | int | None = None) -> str:  # noqa: ANN401
    """The texts of a list, with a separator between them."""
    items = _JINJA["map"](context, value, attribute=attribute) if attribute is not None else value
    texts = [text_of(item) for item in items]
    separator = text_of(d)
    context.charge(1 + len(texts))
    if sum(map(len, texts)) + len(separator) * len(texts) > LONGEST_TEXT:
        raise LimitExceededError(N_("a text longer than templates may build"))
    return _joined(separator, texts)


@pass_context
def _sum(context: StoryContext, value: Any, attribute: str | int | None = None, start: Any = 0) -> Any:  # noqa: ANN401
    """The sum of numbers; lists are not added up."""
    items = list(_JINJA["map"](context, value, attribute=attribute) if attribute is not None else value)
    context.charge(1 + len(items) // 16)
    if isinstance(start, (str, list, tuple)) or any(isinstance(item, (str, list, tuple)) for item in items):
        raise SecurityError(N_("“sum” adds numbers up, no texts and no lists"))
    return sum(items, start)


def _with_small(name: str, largest: int) -> Callable[..., Any]:
    """Jinja's filter of that name, its first argument bounded."""
    function = _charged(name)

    @pass_context
    def small(context: StoryContext, value: object, number: int = 0, *args: object, **kwargs: object) -> object:
        if abs(number) > largest:
            raise LimitExceededError(N_("a number out of bounds for this filter"))
        return function(context, value, number, *args, **kwargs)

    return small


def _literally(value: object) -> object:
    """The value itself: everything is escaped once, when it is printed."""
    return value


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: _charged(name) for name in _PLAIN},
    "batch": _with_small("batch", _WIDEST),
    "e": _literally,
    "escape": _literally,
    "join": _join,
    "replace": _replace,
    "round": _with_small("round", _MOST_DIGITS),
    "slice": _with_small("slice", _WIDEST),
    "string": text_of,
    "sum": _sum,
}
