"""Cases of printing drafts: `built` is what each draft was when it was built, `drafts` what lies there now."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from generator.press.prints import Press
from generator.problems import Problem


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What printing reports of drafts that are not what was built; no LibreOffice is asked for those."""
    digests = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in case["built"].items()}
    for path, text in case["drafts"].items():
        (folder / path).write_text(text, "utf-8")
    press = Press(str(folder), digests)
    return [problem for path in digests for problem in press(None, path).problems]  # type: ignore[arg-type]
