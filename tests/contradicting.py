"""A sample town whose two communities contradict each other, and their town: in shelters, posts, squad, registers."""

from __future__ import annotations

from pathlib import Path

from covering import District

HERE, THERE = "lingjiao/yunling", "lingjiao/lingjiaocun"
WATCHER = "19900000041"
"""The number of a watcher in 云岭村, which 岭脚村 gives for a transfer leader."""
HEAD, PHONE = "赵示例", "19900006001"
"""Who stands in both registers."""


def contradicting(root: Path) -> District:
    """The sample with 岭脚村 as well, and with what the two and their town cannot both be right about."""
    district = District.at(root)
    profile, town = f"plans/{THERE}/profile.yaml", "plans/lingjiao/town.yaml"
    workspace = district.workspace.take(THERE)
    workspace.change(profile, '舒示例: {phone: "19900003814"', f'舒示例: {{phone: "{WATCHER}"')
    workspace.change(profile, "own_capacity: 90", "own_capacity: 330")
    workspace.change(town, "    leader: 祝示例\n", "")
    register = root / f"plans/{THERE}/register.yaml"
    entry = f'  - {{head: {HEAD}, phone: "{PHONE}"}}\n'
    register.write_text(register.read_text("utf-8").replace("\nhouseholds:\n", f"\nhouseholds:\n{entry}"), "utf-8")
    return district
