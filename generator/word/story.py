"""Stories: one XML fragment of a document each, compiled to code that writes it for a context.

    story, problems = compiling.compile_story(root, where=StoryPlace("a.docx", "body"))
    state = RenderState()
    pieces = story.render({"点": [...]}, state)      # list[bytes | Deferred]; state.problems tells what went wrong
    xml = join(pieces)

Elements `<pg:call expr="heading(2, 'b1')"/>` in its tree (namespace
`urn:plangen:engine`) become `state.heading(2, 'b1')`: what that returns, bytes or a `Deferred`, is put out as it is.
Values of the context, too, may be objects with `resolve() -> bytes` (references), or with
`to_xml(spot, state) -> bytes` (rich values, see `values`). While a story runs, `state.output` is the list of its
pieces so far.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

from generator.problems import Code
from generator.problems import Place
from generator.problems import Term
from generator.problems.pg4_template import UNSAFE
from generator.problems.pg6_word import BROKEN_IMAGE
from generator.problems.pg6_word import CANNOT_EVALUATE
from generator.problems.pg6_word import ILLEGAL_CHARACTER
from generator.problems.pg6_word import LIMIT
from generator.problems.pg6_word import MISPLACED_VALUE
from generator.problems.pg6_word import NOT_PRINTABLE
from generator.problems.pg6_word import UNDEFINED
from generator.problems.words import N_
from generator.word.environment import TemplateEnvironment
from generator.word.environment import default_environment
from generator.word.printing import Spot
from generator.word.refusal import IllegalCharacterError
from generator.word.refusal import ImageError
from generator.word.refusal import LimitExceededError
from generator.word.refusal import MisplacedValueError
from generator.word.refusal import NotPrintableError
from generator.word.refusal import SecurityError
from generator.word.state import Deferred
from generator.word.state import RenderState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from types import CodeType
    from types import FrameType

    from generator.problems import Problem
    from generator.word.place import StoryPlace

FILE = "<story>"  # what Python says where the code of stories comes from
# What that code calls the engine, by names that templates cannot say.
STATE = "__pg"
TURNS = "__turns"
CHARGE = "__charge"
# Refusals that say all there is to say.
_SAID: dict[type[Exception], tuple[Code, str]] = {
    IllegalCharacterError: (ILLEGAL_CHARACTER, "found"),
    ImageError: (BROKEN_IMAGE, "reason"),
    LimitExceededError: (LIMIT, "reason"),
    NotPrintableError: (NOT_PRINTABLE, "found"),
}
_FIRST_BATCH = 4096  # pieces; a manual of forty pages has some 3,000
_LARGEST_OUTPUT = 256 << 20


class Scope(dict[str, Any]):
    """The names that stories of one environment may ask for; of others they learn that they are missing.

    Made once for all stories of a manual, since their code never writes into it.
    """

    __slots__ = ("environment",)

    def __init__(self, context: Mapping[str, object], state: RenderState, environment: TemplateEnvironment) -> None:
        super().__init__(environment.globals)
        self.update(context)
        self[STATE], self[TURNS], self[CHARGE] = state, state.budget.turns, state.budget.charge
        self.environment = environment

    def __missing__(self, name: str) -> Any:  # noqa: ANN401  (Jinja's own sign)
        return missing


@dataclass(frozen=True, slots=True)
class Told:
    """What a story's tag says to people, for problems: its place and its text."""

    place: Place
    text: str


class Story:
    """One compiled fragment: code, and what its tags' values must fit into.

    Picklable; `dump` and `Story.load` give and take what marshal can write. The code is bound to an environment when
    it first runs; a story that was loaded or unpickled gets the default one, unless `bind` gives it another.
    """

    __slots__ = ("_code", "_environment", "_lines", "_root", "is_doubtful", "spots", "told")

    def __init__(self, code: CodeType, spots: tuple[Spot, ...], told: tuple[Told, ...], *, is_doubtful: bool) -> None:
        self._code = code
        self.spots = spots
        self.told = told
        self.is_doubtful = is_doubtful
        self._environment: TemplateEnvironment | None = None
        self._root: Any = None
        self._lines: list[tuple[int, int]] = []

    def bind(self, environment: TemplateEnvironment) -> Story:
        """The story itself, bound to an environment with filters of one's own."""
        self._environment = environment
        self._root = None
        return self

    @property
    def environment(self) -> TemplateEnvironment:
        """The environment that the code runs in."""
        if self._environment is None:
            self._environment = default_environment()
        return self._environment

    def dump(self) -> tuple[Any, ...]:
        """The story in plain values: bytes, strings and tuples."""
        spots = tuple((s.position, s.paragraph_properties, s.run_properties) for s in self.spots)
        told = tuple(
            (t.text, t.place.file, t.place.part, t.place.heading, t.place.where, t.place.text) for t in self.told
        )
        return (marshal.dumps(self._code), spots, told, self.is_doubtful)

    @classmethod
    def load(cls, dumped: tuple[Any, ...]) -> Story:
        """The story that `dump` gave, in the same version of Python and plangen."""
        code, spots, told, is_doubtful = dumped
        return cls(
            marshal.loads(code),  # noqa: S302  (the cache vouches for its bytes)
            tuple(Spot(*spot) for spot in spots),
            tuple(
                Told(Place(file=file, part=part, heading=heading, where=where, text=around), text)
                for text, file, part, heading, where, around in told
            ),
            is_doubtful=is_doubtful,
        )

    def __reduce__(self) -> tuple[Any, tuple[tuple[Any, ...]]]:
        return (Story.load, (self.dump(),))

    def render(self, context: Mapping[str, object], state: RenderState) -> list[bytes | Deferred]:
        """The pieces of the fragment for this context, in order; what went wrong is in `state.problems`.

        A `Scope` of that state and the story's environment serves as it is.

        After a problem that stops the code the pieces end there; nothing must be made of them.
        Codes: PG409, PG601 to PG605, PG609, PG610. Raises: LookupError and the like where the state itself fails.
        """
        if self._root is None:
            self._start()
        output: list[bytes | Deferred] = []
        state.output = output
        environment = self.environment
        if isinstance(context, Scope) and context.environment is environment:
            scope = context
        else:
            scope = Scope(context, state, environment)
        running = environment.context_class(environment, scope, None, {})
        running.spots = self.spots
        running.charge = state.budget.charge
        try:
            pieces: Iterator[bytes | Deferred] = self._root(running)
            output.extend(islice(pieces, _FIRST_BATCH))
            if len(output) == _FIRST_BATCH:
                self._extend(output, pieces)
        except Exception as error:  # whatever a template can provoke is a problem of the template
            if _is_own_fault(error):
                raise
            state.problems.append(self._problem(error))
        return output

    def _extend(self, output: list[bytes | Deferred], pieces: Iterator[bytes | Deferred]) -> None:
        """Take the rest of a long output, watching its size."""
        total = 0
        done = 0
        while done < len(output):
            total += sum(len(piece) for piece in islice(output, done, None) if isinstance(piece, bytes))
            if total > _LARGEST_OUTPUT:
                raise LimitExceededError(N_("a document larger than templates may build"))
            done = len(output)
            output.extend(islice(pieces, _FIRST_BATCH))

    def _start(self) -> None:
        """Bind the code to its environment."""
        namespace: dict[str, Any] = {"environment": self.environment, "__file__": FILE}
        exec(self._code, namespace)  # noqa: S102  (generated by `codegen`)
        pairs = (pair.split("=") for pair in namespace["debug_info"].split("&") if pair)
        self._lines = sorted((int(line), int(number)) for number, line in pairs)
        self._root = namespace["root"]

    def _problem(self, error: Exception) -> Problem:
        """The problem that an error is, at the tag that raised it."""
        told = self._where(error)
        place, text = told.place, told.text
        if isinstance(error, MisplacedValueError):
            return MISPLACED_VALUE.at(place, found=Term(error.found), reason=Term(error.reason))
        if isinstance(error, SecurityError):
            return UNSAFE.at(place, found=text, reason=Term(str(error)))
        if isinstance(error, UndefinedError):
            return UNDEFINED.at(place, found=text, reason=str(error))
        for kind, (code, key) in _SAID.items():
            if isinstance(error, kind):
                return code.at(place, **{key: Term(str(error))})
        if isinstance(error, (RecursionError, MemoryError, OverflowError)):
            return LIMIT.at(place, reason=Term(N_("calls nested too deeply, or a number or text too big")))
        return CANNOT_EVALUATE.at(place, found=text, reason=f"{type(error).__name__}: {error}")

    def _where(self, error: BaseException) -> Told:
        """The tag whose code was running."""
        line = 0
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == FILE:
                line = trace.tb_lineno
            trace = trace.tb_next
        return self.at(line)

    def at(self, line: int) -> Told:
        """The tag that a line of the code belongs to."""
        number = 0
        for start, tag in self._lines:
            if start > line:
                break
            number = tag
        index = number - 1
        return self.told[index] if 0 <= index < len(self.told) else Told(Place(), "")


def _is_own_fault(error: Exception) -> bool:
    """Whether the engine's own bookkeeping failed, which no template can do anything about.

    Values of templates do reach it, as texts and numbers; what is wrong with those raises other errors.
    """
    if not isinstance(error, (AssertionError, AttributeError, LookupError, NameError)):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and isinstance(trace.tb_frame.f_locals.get("self"), RenderState)


@dataclass(frozen=True, slots=True)
class Call:
    """A place in a story's code, from which something was called.

    Which line that is takes a search through all the code, so it is asked only of a call that went wrong.
    """

    code: CodeType | None
    instruction: int

    @property
    def line(self) -> int:
        """The line of the code; 0 if no story's code has called."""
        lines = self.code.co_lines() if self.code is not None else ()
        return next((line or 0 for begin, end, line in lines if begin <= self.instruction < end), 0)


def calling(frame: FrameType | None) -> Call:
    """Where a story's code has called, at first or second hand, what runs in the frame."""
    while frame is not None and frame.f_code.co_filename != FILE:
        frame = frame.f_back
    return Call(frame.f_code, frame.f_lasti) if frame is not None else Call(None, 0)


def check_output(story: Story, xml: bytes, where: StoryPlace) -> list[Problem]:
    """The problem that a rendered part is not well formed, which only stories with macros and the like can be."""
    if not story.is_doubtful:
        return []
    from generator.word.compiling import parse_output  # noqa: PLC0415  (rendering mostly needs no parser)

    return parse_output(xml, where)
