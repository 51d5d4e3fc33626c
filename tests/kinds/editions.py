"""Cases of editions: `contacts` and one risk point's `watcher` and `deputy`, or a finished `text` that is scanned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from invented import facts
from invented import point
from invented import profile
from invented import record

from generator.facts.model.people import Contact
from generator.mask import Edition
from generator.mask import contact_problems
from generator.mask import scan
from generator.problems import Place
from generator.problems import Problem


def problems(case: dict[str, Any], _folder: Path) -> list[Problem]:
    """What the public edition of the case reports."""
    contacts = tuple(record(Contact, handle=name, **values) for name, values in case["contacts"].items())
    posts = {key: case[key] for key in ("watcher", "deputy") if key in case}
    of = facts(
        profile(
            contacts=contacts, duty_phone=case.get("duty_phone"), points=(point("landslide", name="后坑", **posts),)
        )
    )
    if "text" in case:
        return scan({"body": case["text"]}, of, Edition(case.get("edition", "public")), "石桥头社区.docx")
    return contact_problems(of, lambda record, key: Place(file="profile.yaml", field=f"风险点[{record.name}]·{key}"))
