"""Cases of editions: `contacts` and a finished `text` that is scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invented import facts
from invented import point
from invented import profile
from invented import record

from generator.facts.model.people import Contact
from generator.mask import Edition
from generator.mask import scan
from generator.problems import Problem


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What the public edition of the case reports."""
    contacts = tuple(record(Contact, handle=name, **values) for name, values in case["contacts"].items())
    of = facts(profile(contacts=contacts, points=(point("landslide", name="后坑"),)))
    return scan({"body": case["text"]}, of, Edition(case.get("edition", "public")), "石桥头社区.docx")
