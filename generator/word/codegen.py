"""Jinja's code generator, made to write bytes.

Template data becomes `yield b'…'`. A printed value that is plain printable text is escaped and encoded in line;
everything else goes to `printing.printed`. A name after a dot is looked up in line when its owner is a plain dict:
exactly what the sandbox would return, without its Python. Engine calls are yielded as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame

from generator.word.story import CHARGE
from generator.word.story import STATE
from generator.word.story import TURNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from jinja2 import Environment

_Node = TypeVar("_Node", bound=nodes.Expr)
_SLOW_NAMES = frozenset(dir(dict))
_OWN = frozenset({STATE, TURNS, CHARGE})
# What the sandbox lets templates ask a loop, of what is no secret and costs no lookup.
_LOOP_NAMES = frozenset({"first", "index", "index0", "last", "length", "revindex", "revindex0"})


class BytesCodeGenerator(CodeGenerator):
    """Generates the root function of a story: a generator of bytes and deferred pieces.

    `plain` tells of each tag whether it stands in text or an attribute, so that nothing is asked while rendering.
    """

    def __init__(self, environment: Environment, plain: Mapping[int, bool]) -> None:
        super().__init__(environment, None, None, optimized=False)
        self._plain = plain

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Import what the generated code calls, then generate it."""
        self.writeline("from generator.word.bounded import built as pg_built")
        self.writeline("from generator.word.bounded import concatenated as pg_concatenated")
        self.writeline("from generator.word.printing import buffered as pg_buffered")
        self.writeline("from generator.word.printing import engine as pg_engine")
        self.writeline("from generator.word.printing import escape_text as pg_escape")
        self.writeline("from generator.word.printing import printed as pg_printed")
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """The common beginning of the root function, and short names for what printing needs."""
        super().write_commons()
        # Names that a template sets itself are local variables; all others are items of the context, which knows
        # what to answer for a missing one.
        self.writeline("resolve = context.parent.__getitem__")
        self.writeline("pg_spots = context.spots")
        self.writeline("pg_state = context.parent['__pg']")
        self.writeline("pg_getattr = environment.getattr")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """One statement for each stretch of data and each printed value."""
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                if frame.buffer is None:
                    self.writeline(f"yield {child.data.encode()!r}", child)
                else:
                    self.writeline(f"{frame.buffer}.append({child.data!r})", child)
            elif _is_engine_call(child):
                self._engine_call(child, frame)
            else:
                self._printed(child, frame)

    def _engine_call(self, node: nodes.Expr, frame: Frame) -> None:
        """Yield what the engine returns."""
        self.writeline("yield " if frame.buffer is None else f"{frame.buffer}.append(pg_engine(", node)
        self.visit(node, frame)
        if frame.buffer is not None:
            self.write("))")

    def _printed(self, node: nodes.Expr, frame: Frame) -> None:
        """Print a value, in line only where its tag stands in text."""
        spot = f"pg_spots[{node.lineno - 1}], pg_state"
        if frame.buffer is not None:  # inside macros everything is measured
            self.writeline(f"{frame.buffer}.append(pg_buffered(", node)
            self.visit(node, frame)
            self.write(f", {spot}))")
        elif self._plain.get(node.lineno - 1, False):
            self.writeline("yield pg_escape(pg_v).encode() if type(pg_v := ", node)
            if isinstance(node, nodes.Name):
                # A missing name is no text either, so it is asked about on the slow way only.
                self.write(frame.symbols.ref(node.name))
                self.write(") is str and pg_v.isprintable() else pg_printed(")
                self.visit(node, frame)
                self.write(f", {spot})")
            else:
                self.visit(node, frame)
                self.write(f") is str and pg_v.isprintable() else pg_printed(pg_v, {spot})")
        else:
            self.writeline("yield pg_printed(", node)
            self.visit(node, frame)
            self.write(f", {spot})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write the markup that a call block or a recursive loop returns."""
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.append(", node)

    def end_write(self, frame: Frame) -> None:
        """End it."""
        self.write(").encode()" if frame.buffer is None else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look the name up in a plain dict, or ask the sandbox."""
        name = node.attr
        if isinstance(node.node, nodes.Name) and node.node.name in _OWN:
            self.visit(node.node, frame)
            self.write(f".{name}")
        elif name in _SLOW_NAMES:
            self.write("pg_getattr(")
            self.visit(node.node, frame)
            self.write(f", {name!r})")
        else:
            # One variable serves a whole chain of dots: each link is done with it before the next one sets it.
            self.write(f"(pg_o[{name!r}] if type(pg_o := ")
            self.visit(node.node, frame)
            self.write(f") is dict and {name!r} in pg_o else ")
            if name in _LOOP_NAMES:
                self.write(f"pg_o.{name} if type(pg_o) is LoopContext else ")
            self.write(f"pg_getattr(pg_o, {name!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Call the engine directly, everything else through the sandbox."""
        if _is_own(node.node):
            self.visit(node.node, frame)
            self.write("(")
            for index, argument in enumerate(node.args):
                self.write(", " if index else "")
                self.visit(argument, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """Build a list within bounds."""
        self._built(node, frame, super().visit_List)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """Build a tuple within bounds, or name the targets of an assignment."""
        if node.ctx == "load":
            self._built(node, frame, super().visit_Tuple)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Build a group within bounds."""
        self._built(node, frame, super().visit_Dict)

    def _built(self, node: _Node, frame: Frame, build: Callable[[_Node, Frame], None]) -> None:
        """Build something that holds other things, and have it measured."""
        self.write("pg_built(")
        build(node, frame)
        self.write(", context)")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Join texts within bounds."""
        self.write("pg_concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def _is_own(node: nodes.Node) -> bool:
    """Whether a called thing is the engine's: `__turns`, `__pg.heading`."""
    if isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name) and node.name in _OWN


def _is_engine_call(node: nodes.Node) -> bool:
    """Whether a printed thing is a call of the engine, whose result is final."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and _is_own(node.node)


def generate_bytes(tree: nodes.Template, environment: Environment, plain: Mapping[int, bool]) -> str:
    """The Python source of a story's code; `plain` tells which tags stand in text or attributes."""
    generator = BytesCodeGenerator(environment, plain)
    generator.visit(tree)
    return generator.stream.getvalue()  # type: ignore[attr-defined,no-any-return]  # a StringIO, typed as TextIO
