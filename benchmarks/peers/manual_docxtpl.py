"""docxtpl's plain loop on the pieces of a real manual, joined beforehand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docxtpl
from clock import run

_WITHOUT = {name: lambda *_said: "" for name in ("见", "页", "表", "图注")} | {"目录": ""}


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
