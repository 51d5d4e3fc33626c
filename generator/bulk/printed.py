"""The PDF beside a draft, as far as building is concerned: it shows that draft, or it is gone.

A draft that was printed holds its page numbers, so it is another file than the one that was built; what was built is
known by its digest, and need not be printed again while it comes out the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from generator import files
from generator.bulk.stamps import LIMIT

if TYPE_CHECKING:
    from generator.bulk.results import Result
    from generator.bulk.state import State


class Print(NamedTuple):
    """What is known of a PDF: which draft it shows, as built and as printed with numbers; by what it was printed.

    `changed_ns`, `size`: the PDF; `pages`: how many it has; `problems`: what is wrong with it, in plain values.
    """

    draft: str
    docx: str
    press: str
    changed_ns: int
    size: int
    pages: int
    problems: tuple[Any, ...] = ()


def pdf_file(docx: str) -> str:
    """The path of the PDF that belongs to a draft."""
    return docx.removesuffix(".docx") + ".pdf"


def is_shown(root: str, path: str, printed: Print | None) -> bool:
    """Whether the PDF that was printed lies beside the draft at that path."""
    return printed is not None and files.stamp_of(f"{root}/{pdf_file(path)}") == (printed.changed_ns, printed.size)


def is_numbered(root: str, path: str, printed: Print | None) -> bool:
    """Whether draft and PDF both lie there as they were printed."""
    return (
        printed is not None
        and is_shown(root, path, printed)
        and files.digest_of(f"{root}/{path}", LIMIT) == printed.docx
    )


def pdfs_of(root: Path, state: State, results: Sequence[Result]) -> list[str]:
    """The PDF that shows the draft that lies there now, for each result in order; empty where there is none."""
    prints = dict(state.prints())
    rows = dict(state.rows()) if prints else {}
    found: list[str] = []
    for result in results:
        row = rows.get(result.member.slug)
        outcome = row.outcomes.get(result.edition) if row is not None else None
        printed = prints.get((result.member.slug, result.edition))
        if outcome is None or printed is None or outcome.digest != printed.docx:
            found.append("")
            continue
        lies_there = files.stamp_of(f"{root}/{outcome.path}") == (outcome.changed_ns, outcome.size)
        found.append(pdf_file(outcome.path) if lies_there and is_shown(str(root), outcome.path, printed) else "")
    return found
