"""What templates may do: a sandbox whose filters, methods, sizes and steps are all bounded.

Everything that is not known to be harmless is refused: names with a leading underscore, methods that build huge
texts, filters that reach for attributes or turn escaping off. Operators are counted and bounded, too.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import Cycler
from jinja2.utils import Joiner
from jinja2.utils import Namespace

from generator.problems.words import N_
from generator.word.bounded import FILTERS
from generator.word.bounded import Built
from generator.word.bounded import check_size
from generator.word.bounded import numbers
from generator.word.budget import LARGEST_NUMBER_BITS
from generator.word.budget import LONGEST_TEXT
from generator.word.refusal import LimitExceededError
from generator.word.refusal import SecurityError

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from generator.word.printing import Spot

_TESTS = tuple(name for name in TESTS if name not in {"callable", "filter", "test", "escaped", "sameas"})
# Methods of built-in values that neither change them nor build something much longer.
_METHODS: dict[type, frozenset[str]] = {
    str: frozenset(
        (
            *("capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdecimal"),
            *("isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "lower", "lstrip", "partition"),
            *("removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split"),
            *("splitlines", "startswith", "strip", "swapcase", "title", "upper"),
        )
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    set: frozenset(),
    frozenset: frozenset(),
    int: frozenset({"real", "imag", "numerator", "denominator", "bit_length"}),
    float: frozenset({"real", "imag", "is_integer"}),
    bytes: frozenset(),
    dt.date: frozenset({"year", "month", "day", "weekday", "isoweekday", "isoformat", "strftime"}),
    dt.time: frozenset({"hour", "minute", "second", "isoformat", "strftime"}),
    dt.timedelta: frozenset({"days", "seconds", "total_seconds"}),
}
_DATETIME = frozenset({"hour", "minute", "second", "date", "time"})
_LONG = (str, bytes, list, tuple)
_STRFTIME = re.compile(r"(?:[^%]|%[A-Za-z%])*")


class StoryContext(Context):
    """Jinja's context, and what the story's code prints with."""

    spots: tuple[Spot, ...]
    charge: Callable[[int], None]


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of all templates."""

    context_class = StoryContext
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, optimized=False, cache_size=0)
        self.filters = dict(FILTERS)
        self.tests = {name: TESTS[name] for name in _TESTS}
        self.globals = {
            "range": numbers,
            "dict": Built,
            "cycler": Cycler,
            "joiner": Joiner,
            "namespace": Namespace,
        }

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401  (Jinja's signature)
        """Whether a template may read that attribute."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, dt.datetime) and attr in _DATETIME:
            return True
        for kind, allowed in _METHODS.items():
            if isinstance(obj, kind):
                return attr in allowed or (type(obj) is not kind and not _is_builtin(value))
        return True

    def wrap_str_format(self, value: object) -> None:
        """Nothing: texts are not formatted in templates, since a width of a thousand million is soon written."""

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401  (Jinja's signature)
        """Whether a template may call that: no classes, except the ones given to templates."""
        if isinstance(obj, type) and obj not in {Built, Cycler, Joiner, Namespace}:
            return obj in self.globals.values()
        return super().is_safe_callable(obj)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063
        """What the call of a safe object returns."""
        if getattr(__obj, "__name__", "") == "strftime" and not (
            args and isinstance(args[0], str) and len(args[0]) <= 100 and _STRFTIME.fullmatch(args[0])
        ):
            raise SecurityError(N_("“strftime” takes plain letters such as %Y"))
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """The result of an operator, if it is small enough."""
        _check_operands(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        return check_size(result, context.charge) if isinstance(result, (str, list, tuple)) else result  # type: ignore[attr-defined]


def _is_builtin(value: object) -> bool:
    """Whether a method comes from a built-in class, also in a subclass of it."""
    return type(value).__name__ in {"builtin_function_or_method", "method-wrapper", "method_descriptor"}


def _check_operands(operator: str, left: object, right: object) -> None:
    """Refuse operations whose result would be huge, before it exists."""
    if isinstance(left, int) and isinstance(right, int):
        _check_numbers(operator, left, right)
    elif operator == "*":
        for a, b in ((left, right), (right, left)):
            if isinstance(a, _LONG) and isinstance(b, int) and len(a) * b > LONGEST_TEXT:
                raise LimitExceededError(N_("a text or list repeated too often"))
    elif operator == "%" and isinstance(left, (str, bytes)):
        raise SecurityError(N_("join texts with “~” instead of “%”"))
    elif operator == "+":
        size = sum(len(part) for part in (left, right) if isinstance(part, _LONG))
        if size > LONGEST_TEXT:
            raise LimitExceededError(N_("a text longer than templates may build"))


def _check_numbers(operator: str, left: int, right: int) -> None:
    """Refuse whole numbers that would get huge."""
    bits = {
        "*": left.bit_length() + right.bit_length(),
        "**": max(left.bit_length(), 1) * abs(right),
        "+": max(left.bit_length(), right.bit_length()),
        "-": max(left.bit_length(), right.bit_length()),
    }.get(operator, 0)
    if bits > LARGEST_NUMBER_BITS:
        raise LimitExceededError(N_("a number of too many digits"))


_ENVIRONMENT: list[TemplateEnvironment] = []


def default_environment() -> TemplateEnvironment:
    """The environment without filters of one's own, made once."""
    if not _ENVIRONMENT:
        _ENVIRONMENT.append(TemplateEnvironment())
    return _ENVIRONMENT[0]


def make_environment(
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
    functions: Mapping[str, Any] | None = None,
) -> TemplateEnvironment:
    """An environment with more filters, tests and global names; what they do is the caller's business."""
    environment = TemplateEnvironment()
    environment.filters.update(filters or {})
    environment.tests.update(tests or {})
    environment.globals.update(functions or {})
    return environment
