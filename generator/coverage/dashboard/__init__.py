"""The dashboard: one HTML file that needs no network, made from the same data as every other output."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from generator import files
from generator.coverage.as_data import as_data
from generator.coverage.dashboard.columns import column
from generator.coverage.dashboard.columns import table
from generator.coverage.report import Report
from generator.problems import PlangenError

_HERE = Path(__file__).parent


def dashboard(report: Report) -> bytes:
    """The page, with what it shows of the report inside; nothing in it is taken for markup or script."""
    page = Template(_own("page.html"))
    text = page.substitute(
        title=_escaped(f"{report.district}“多案合一”应急预案覆盖情况"),
        style=_own("style.css"),
        script=_own("script.js"),
        data=_inert(_packed(as_data(report, is_short=True))),
    )
    return text.encode()


def _own(name: str) -> str:
    """A file of this package.

    Raises: PlangenError if it cannot be read.
    """
    data, problems = files.read_bytes(_HERE / name, files.MIB)
    if data is None:
        raise PlangenError(*problems)
    return data.decode("utf-8")


def _packed(data: dict[str, Any]) -> dict[str, object]:
    """The same in columns: a province has 24,000 communities. Steps and answers name a community by its number."""
    numbers = {one["community"]: number for number, one in enumerate(data["communities"])}
    steps = [
        _without(step, "name", "town_name") | {"community": numbers[step["community"]]} for step in data["next_steps"]
    ]
    packed: dict[str, object] = {
        **data,
        "towns": table(data["towns"]),
        "communities": table([_without(one, "town_name", "title") for one in data["communities"]]),
        "town_names": {one["town"]: one["town_name"] for one in data["communities"]},
        "next_steps": table(steps),
        "contradictions": table([_without(one, "names") for one in data["contradictions"]]),
    }
    ready = data.get("readiness")
    if ready is not None:
        asked = [slug for slug in numbers if slug in ready["communities"]]
        failed = [[_without(answer, "met") for answer in ready["communities"][slug]] for slug in asked]
        packed["readiness"] = {
            **ready,
            "communities": {"asked": [numbers[slug] for slug in asked], "failed": column(failed)},
        }
    return packed


def _without(record: Mapping[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in record.items() if key not in keys}


def _inert(data: Mapping[str, object]) -> str:
    """JSON that no parser of HTML can end early: `<`, `>` and `&` are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
