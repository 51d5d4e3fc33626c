"""plangen's engine: the template is compiled once, sandbox and strict undefined on, one render per document.

Arguments: template.docx contexts.json output-folder rounds. Prints CPU and wall seconds per document, a line a round.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from clock import run

from generator.word.template import compile_template


def main() -> None:
    """Nothing; the figures go to standard output."""
    template = compile_template(Path(sys.argv[1]).read_bytes())

    def render(context: dict[str, Any], target: Path) -> None:
        target.write_bytes(template.render(context))

    run(render)


if __name__ == "__main__":
    main()
