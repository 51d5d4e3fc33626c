"""docxtpl's plain loop over manuals of every community of the sample district, from ready contexts."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import docxtpl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import manual

from generator.bulk.manual import standing_of
from generator.bulk.settings import load_settings
from generator.bulk.templates import load_templates
from generator.context import build_context
from generator.facts.load import load_communities
from generator.facts.load import load_facts
from generator.facts.workspace import Workspace
from generator.facts.workspace import has_profile
from generator.mask import Edition
from generator.outline.outline import outline
from generator.risk import assess

_WITHOUT = {"见": lambda *_said: "", "表": lambda *_said: "", "图注": lambda *_said: "", "目录": ""}


def main() -> None:
    """Nothing; CPU seconds per manual go to standard output."""
    work, number = Path(sys.argv[1]), int(sys.argv[2])
    jobs = prepare(work)
    used = 0.0
    done = 0
    while done < number:
        for template, context in jobs:
            begin = time.process_time()
            document = docxtpl.DocxTemplate(template)
            document.render({**context, **_WITHOUT}, autoescape=True)
            document.save(work / "docxtpl.docx")
            used += time.process_time() - begin
            done += 1
    print(used / done)


def prepare(work: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The joined template and the context of each community; figures are left out, for docxtpl deflates them anew."""
    workspace = Workspace(manual.ROOT)
    settings, _ = load_settings(workspace)
    assert settings is not None
    templates, problems = load_templates(workspace, settings)
    assert templates is not None, problems
    jobs = []
    for entry in load_communities(workspace, settings)[0]:
        if not has_profile(workspace, entry):
            continue
        facts, problems = load_facts(workspace, entry, settings)
        assert facts is not None, problems
        assessment = assess(facts.profile, facts.standards)
        decisions = outline(templates.recipe, standing_of(facts, assessment), "internal")
        path = work / f"{entry.slug.replace('/', '-')}.docx"
        path.write_bytes(manual.joined(templates, decisions))
        jobs.append((path, build_context(facts, assessment, Edition.INTERNAL)))
    return jobs


if __name__ == "__main__":
    main()
