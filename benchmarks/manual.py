"""A real manual of the sample district, for `render.py --manual`: pieces, context, and docxtpl's version of the same.

docxtpl gets the very pieces of the manual, joined into one DOCX beforehand (which it cannot do itself), the item pages
wrapped in a loop. It counts no headings and resolves no references; plangen's render does both within the time shown.
Contexts differ in every name and phone. Figures are left out on both sides: docxtpl would deflate them each time.
"""

from __future__ import annotations

import copy
import io
import pickle
import re
import sys
from pathlib import Path
from typing import Any

import docx

from generator.bulk.manual import standing_of
from generator.bulk.templates import Templates
from generator.bulk.templates import load_templates
from generator.context import build_context
from generator.facts.facts import Facts
from generator.facts.load import load_district
from generator.facts.load import load_facts
from generator.facts.load import resolve
from generator.facts.workspace import Workspace
from generator.outline.outline import Decision
from generator.outline.outline import outline
from generator.risk import assess

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
COMMUNITY = "云岭村"
_PHONE = re.compile(r"1990000(\d{4})")


def prepare(work: Path, number: int) -> dict[str, list[str]]:
    """The commands of the two peers; their files stand in `work`."""
    facts, templates, decisions = sample()
    assessment = assess(facts.profile, facts.standards)
    context = build_context(facts, assessment)
    contexts = [_varied(context, i) for i in range(number)]
    (work / "contexts.json").write_bytes(pickle.dumps(contexts))
    (work / "joined.docx").write_bytes(joined(templates, decisions))
    python = sys.executable
    return {
        "plangen": [python, str(HERE / "peers/manual_engine.py"), COMMUNITY],
        "docxtpl": [python, str(HERE / "peers/manual_docxtpl.py"), str(work / "joined.docx")],
    }


def sample() -> tuple[Facts, Templates, tuple[Decision, ...]]:
    """The facts, templates and outline of the sample community."""
    workspace = Workspace(ROOT)
    settings, _ = load_district(workspace)
    assert settings is not None
    templates, problems = load_templates(workspace, settings)
    assert templates is not None, problems
    entry, _ = resolve(workspace, COMMUNITY, settings)
    assert entry is not None
    facts, problems = load_facts(workspace, entry, settings)
    assert facts is not None, problems
    assessment = assess(facts.profile, facts.standards)
    return facts, templates, outline(templates.recipe, standing_of(facts, assessment), "internal")


def joined(templates: Templates, decisions: tuple[Decision, ...]) -> bytes:
    """The pieces of the outline as one DOCX with docxtpl's tags; all are copies of base, so styles agree."""
    whole = docx.Document(io.BytesIO(templates.documents["base.docx"]))
    body = whole.element.body
    last = body[-1]
    for element in list(body)[:-1]:
        body.remove(element)
    for decision in decisions:
        if not decision.included:
            continue
        piece = decision.piece
        if piece.each:
            last.addprevious(whole.add_paragraph(f"{{%p for {piece.called} in {piece.each} %}}")._p)
        part = docx.Document(io.BytesIO(templates.documents[piece.file or ""]))
        for element in list(part.element.body)[:-1]:
            last.addprevious(copy.deepcopy(element))
        if piece.each:
            last.addprevious(whole.add_paragraph("{%p endfor %}")._p)
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()


def _varied(value: Any, i: int) -> Any:
    """The context with other names and phones, so that no two documents are equal."""
    if isinstance(value, dict):
        return {k: _varied(v, i) for k, v in value.items()}
    if isinstance(value, list):
        return [_varied(v, i) for v in value]
    if type(value) is str:
        return _PHONE.sub(lambda m: f"1990000{(int(m[1]) + i) % 10000:04d}", value).replace("示例", f"示例{i}")
    return value
