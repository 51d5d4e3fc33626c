"""Cases of the text of YAML files: `text`, in `encoding` (utf-8), or `hex` bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.facts.text import parse_document
from generator.problems import Problem


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What reading the text reports."""
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode(case.get("encoding", "utf-8"))
    return parse_document(data, "profile.yaml")[1]
