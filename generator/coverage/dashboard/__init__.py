"""The dashboard: one HTML file that needs no network, made from the same data as every other output."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from generator import files
from generator.problems import PlangenError

Data = Mapping[str, object]

_HERE = Path(__file__).parent


def dashboard(data: Data) -> bytes:
    """The page, with the report as `as_data` gives it inside; nothing in it is taken for markup or script."""
    page = Template(_own("page.html"))
    text = page.substitute(
        title=_escaped(f"{data['district']}“多案合一”应急预案覆盖情况"),
        style=_own("style.css"),
        script=_own("script.js"),
        data=_inert(_shown(data)),
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


def _shown(data: Data) -> Data:
    """What the page shows: of the rules' answers those alone that are not met: a province has 24,000 communities."""
    ready = data.get("readiness")
    if not isinstance(ready, dict):
        return data
    failed = {
        slug: [answer for answer in answers if not answer["met"]] for slug, answers in ready["communities"].items()
    }
    return {**data, "readiness": {**ready, "communities": failed}}


def _inert(data: Data) -> str:
    """JSON that no parser of HTML can end early: `<`, `>` and `&` are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
