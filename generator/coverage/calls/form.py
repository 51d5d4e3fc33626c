"""The call sheet on paper, from the officers' template `templates/notices/电话核查表.docx`."""

from __future__ import annotations

from collections.abc import Mapping

from generator import files
from generator.coverage.calls.lines import State
from generator.coverage.calls.sheet import Round
from generator.coverage.calls.sheet import last_text
from generator.coverage.calls.sheet import name_text
from generator.coverage.calls.sheet import posts_text
from generator.coverage.calls.sheet import tally
from generator.facts.workspace import Workspace
from generator.problems import Problem
from generator.word.template import CompiledTemplate
from generator.word.template import compile_checked

FILE = "templates/notices/电话核查表.docx"
_LIMIT = 20 * files.MIB


def load_form(workspace: Workspace) -> tuple[CompiledTemplate | None, list[Problem]]:
    """The template, compiled, or `None`; everything that is wrong with it."""
    data, problems = files.read_bytes(workspace.root / FILE, _LIMIT, root=workspace.root)
    if data is None:
        return None, problems
    template, told = compile_checked(data, FILE)
    return template, problems + told


def call_form(template: CompiledTemplate, found: Round) -> bytes:
    """The form as a Word file.

    Raises: PlangenError with what is wrong with the template for these values.
    """
    return template.render(form_values(found))


def form_values(found: Round) -> Mapping[str, object]:
    """What the form shows."""
    states = tally(found.lines, found.day, found.days)
    return {
        "谁的": found.whose,
        "范围": found.scope,
        "日期": str(found.day),
        "天数": found.days,
        "个数": len(found.lines),
        "接通数": states[State.ANSWERED],
        "超期数": states[State.OLD],
        "没通数": states[State.NEVER],
        "作废数": states[State.GONE],
        "各行": [
            {
                "序号": number,
                "社区": "\n".join(unit.name for unit in line.units),
                "岗位": posts_text(line),
                "姓名": name_text(line),
                "电话": line.phone,
                "风险": line.level.title if line.level is not None else "未评估",
                "上次": last_text(line, found.day, found.days),
            }
            for number, line in enumerate(found.lines, 1)
        ],
    }
