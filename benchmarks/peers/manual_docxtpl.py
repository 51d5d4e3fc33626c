"""docxtpl's plain loop on the pieces of a real manual, joined beforehand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docxtpl
from clock import run

_WITHOUT = {"见": lambda *_said: "", "表": lambda *_said: "", "图注": lambda *_said: "", "目录": ""}


def main() -> None:
    """Nothing; the figures go to standard output."""
    template = Path(sys.argv[1])

    def render(context: dict[str, Any], target: Path) -> None:
        document = docxtpl.DocxTemplate(template)
        document.render({**context, **_WITHOUT}, autoescape=True)
        document.save(target)

    run(render)


if __name__ == "__main__":
    main()
