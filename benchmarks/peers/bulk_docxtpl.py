"""docxtpl's plain loop over manuals of every community of the sample district, both editions, from ready contexts.

The first round is compared with what plangen makes of the same context: every paragraph must be there.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import docxtpl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import document
import manual

from generator.bulk.manual import compose
from generator.bulk.manual import ground_of
from generator.bulk.manual import standing_of
from generator.bulk.settings import load_settings
from generator.bulk.templates import load_templates
from generator.facts.load import load_communities
from generator.facts.load import load_facts
from generator.facts.workspace import Workspace
from generator.facts.workspace import has_profile
from generator.mask import Edition
from generator.outline.outline import outline
from generator.risk import assess

_WITHOUT = {name: lambda *_said: "" for name in ("见", "页", "表", "图注")} | {"目录": ""}


def main() -> None:
    """Nothing; CPU seconds per manual go to standard output."""
    work, number = Path(sys.argv[1]), int(sys.argv[2])
    jobs = prepare(work)
    target = work / "docxtpl.docx"
    used = 0.0
    done = 0
    while done < number:
        for template, context, ours in jobs:
            begin = time.process_time()
            rendered = docxtpl.DocxTemplate(template)
            rendered.render({**context, **_WITHOUT}, autoescape=True)
            rendered.save(target)
            used += time.process_time() - begin
            done += 1
            missing = document.missing(ours, target.read_bytes()) if done <= len(jobs) else []
            if missing:
                sys.exit(f"{template.name}: docxtpl has what plangen has not: {missing[:3]}")
    print(used / done)


def prepare(work: Path) -> list[tuple[Path, dict[str, Any], bytes]]:
    """The joined template, the context and plangen's manual of each community in each edition.

    Figures are left out, for docxtpl deflates them anew each time.
    """
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
        for edition in Edition:
            decisions = outline(templates.recipe, standing_of(facts, assessment), edition)
            ground = ground_of(facts, assessment, edition, {})
            ours = compose(templates, decisions, ground)
            assert ours.data is not None, ours.problems
            path = work / f"{entry.slug.replace('/', '-')}-{edition}.docx"
            path.write_bytes(manual.joined(templates, decisions))
            jobs.append((path, dict(ground.context), ours.data))
    return jobs


if __name__ == "__main__":
    main()
