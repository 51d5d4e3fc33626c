"""The state of one rendering: what is counted, collected and deferred while a story's code runs.

Compiled code calls it as `__pg`. An assembler of manuals derives its own state from `RenderState` and adds what its
engine calls ask for.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Protocol
from typing import runtime_checkable

from generator.word.budget import Budget

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.word.styles import StyleTable


@runtime_checkable
class Deferred(Protocol):
    """A piece of output that is known only after everything has been rendered."""

    def resolve(self) -> bytes:
        """The final XML."""
        ...


@dataclass(slots=True)
class Grid:
    """The columns of one table whose cells depend on data: widths as the template has them, and cells met."""

    widths: tuple[float, ...]
    widest: int = 0
    row: int = 0

    def resolve(self) -> bytes:
        """The columns that the rows need, together as wide as before."""
        widths = list(self.widths)
        missing = self.widest - len(widths)
        if missing > 0:
            total = sum(widths)
            if total > 0:
                average = total / (len(widths) + missing)
                scale = average / (total / len(widths))
                widths = [float(int(width * scale)) for width in widths] + [float(int(average))] * missing
        elif missing < 0 and self.widest:
            removed = sum(widths[missing:])
            widths = widths[:missing]
            extra = int(removed / len(widths))
            widths = [float(int(width + extra)) for width in widths]
        return b"".join(b'<w:gridCol w:w="%d"/>' % width for width in widths)


@dataclass
class RenderState:
    """What rendering one document counts and collects; one per document, never shared.

    `output`: the pieces of the story that is being rendered, readable while it runs.
    `problems`: what went wrong; after rendering it is empty or the result must not be used.
    """

    budget: Budget = field(default_factory=Budget)
    problems: list[Problem] = field(default_factory=list)
    output: list[bytes | Deferred] = field(default_factory=list)
    _drawings: int = 1000  # docxtpl begins there, too
    _grids: list[Grid] = field(default_factory=list)
    _frames: list[list[int]] = field(default_factory=list)

    def drawing_id(self) -> bytes:
        """A number that no other drawing of the document has."""
        self._drawings += 1
        return b"%d" % self._drawings

    def image(self, data: bytes, extension: str, content_type: str) -> str:
        """The id of the relationship of the part being rendered to a picture.

        Raises: NotImplementedError where no part takes pictures.
        """
        raise NotImplementedError

    def hyperlink(self, url: str) -> str:
        """The id of the relationship of the part being rendered to an address.

        Raises: NotImplementedError where no part takes links.
        """
        raise NotImplementedError

    def styles(self) -> StyleTable:
        """The styles of the document being rendered, for sub-documents."""
        raise NotImplementedError

    # Engine calls that `cells` puts into the tree.

    def enter(self) -> bytes:
        """Nothing; a table or row begins that must not be left empty."""
        self._frames.append([len(self.output), 0])
        return b""

    def child(self) -> bytes:
        """Nothing; the innermost such table or row is not empty."""
        self._frames[-1][1] += 1
        return b""

    def leave(self) -> bytes:
        """Nothing; an empty table or row is taken back, since Word refuses to open a document with one."""
        start, children = self._frames.pop()
        if children:
            if self._frames:
                self._frames[-1][1] += 1
        else:
            for index in range(start, len(self.output)):
                self.output[index] = b""
        return b""

    def close_cell(self) -> bytes:
        """An empty paragraph if the cell does not end in a paragraph, since Word refuses such a cell."""
        for piece in reversed(self.output):
            if not piece:
                continue
            if isinstance(piece, bytes) and not piece.endswith((b"</w:p>", b"<w:p/>")):
                return b"<w:p/>"
            break
        return b""

    def grid(self, *widths: float) -> Grid:
        """The columns of a table that begins here."""
        self._grids.append(Grid(widths))
        return self._grids[-1]

    def grid_row(self, skipped: int) -> bytes:
        """Nothing; a row begins, `skipped` columns short of its cells."""
        grid = self._grids[-1]
        grid.row = skipped
        grid.widest = max(grid.widest, skipped)
        return b""

    def grid_cell(self, span: object) -> bytes:
        """Nothing; a cell spans that many columns."""
        grid = self._grids[-1]
        grid.row += max(int(str(span)), 1)
        grid.widest = max(grid.widest, grid.row)
        return b""

    def grid_end(self) -> bytes:
        """Nothing; the innermost table ends."""
        self._grids.pop()
        return b""


def join(pieces: list[bytes | Deferred]) -> bytes:
    """The pieces as one, deferred ones resolved."""
    try:
        return b"".join(pieces)  # type: ignore[arg-type]  # the usual case: nothing deferred
    except TypeError:
        return b"".join([p if type(p) is bytes else p.resolve() for p in pieces])  # type: ignore[union-attr]
