"""plangen's own render of a real manual: pieces compiled and assembled once, then a document per context."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import manual
from clock import run

from generator.word.assembly import assemble
from generator.word.manual import render
from generator.word.properties import Properties


def main() -> None:
    """Nothing; the figures go to standard output."""
    _facts, templates, decisions = manual.sample()
    uses = [
        templates.use(d.piece, compiled)
        for d in decisions
        if d.included and (compiled := _piece(templates, d)) is not None
    ]
    whole, problems = assemble(templates.base, uses, templates.scheme)
    assert whole is not None, problems

    def one(context: dict[str, Any], target: Path) -> None:
        data, problems = render(whole, context, Properties(title="手册"))
        assert data is not None, problems
        target.write_bytes(data)

    run(one)


def _piece(templates: manual.Templates, decision: manual.Decision) -> Any:
    return templates.piece(decision.piece.file or "")[0]


if __name__ == "__main__":
    main()
