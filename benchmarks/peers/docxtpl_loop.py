"""docxtpl's plain loop, as its tutorial shows it: a DocxTemplate per document.

Arguments: template.docx contexts.json output-folder rounds. Prints CPU and wall seconds per document, a line a round.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import docxtpl
from clock import run


def main() -> None:
    """Nothing; the figures go to standard output."""
    template = Path(sys.argv[1])

    def render(context: dict[str, Any], target: Path) -> None:
        document = docxtpl.DocxTemplate(template)
        document.render(context, autoescape=True)
        document.save(target)

    run(render)


if __name__ == "__main__":
    main()
