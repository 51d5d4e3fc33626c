"""Cases between communities: 甲村 of the small workspace, 乙社区 of the same town and 丙村 of another, all checked.

乙社区 and 丙村 are 甲村 once more with names, numbers and a shelter of their own. `change` holds pairs of text and new
text for `甲村`, `乙社区`, `丙村`, their `甲村/register`, and any file by its path; an empty old text adds to the end.
`rename` moves folders, `do: list` only lists the communities.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_workspace import copied

from generator.facts.across import check_across
from generator.facts.across.seen import seen
from generator.facts.load import load_case
from generator.facts.load import load_communities
from generator.facts.load import load_district
from generator.facts.load import load_towns
from generator.facts.workspace import Workspace
from generator.facts.workspace import has_profile
from generator.problems import Problem

FOLDERS = {"甲村": "plans/xizhen/jiacun", "乙社区": "plans/xizhen/yishequ", "丙村": "plans/dongzhen/bingcun"}
TOWN = "plans/xizhen/town.yaml"
ROSTER = "plans/roster.yaml"


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What checking all three communities reports."""
    workspace = copied(folder)
    prepare(folder)
    for name, edits in case.get("change", {}).items():
        community, _, file = name.partition("/")
        path = folder / (f"{FOLDERS[community]}/{file or 'profile'}.yaml" if community in FOLDERS else name)
        text = path.read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1 or not old, f"{name}: “{old}” stands there {text.count(old)} times"
            text = text.replace(old, new) if old else text + new
        path.write_text(text, "utf-8")
    for old, new in case.get("rename", {}).items():
        (folder / old).rename(folder / new)
    return load_communities(workspace)[1] if case.get("do") == "list" else checked(workspace)


def checked(workspace: Workspace) -> list[Problem]:
    """What `plangen check --all` finds in the facts."""
    settings, found = load_district(workspace)
    assert settings is not None, found
    entries, told = load_communities(workspace, settings)
    found += told
    communities = []
    for entry in entries:
        if has_profile(workspace, entry):
            case, told = load_case(workspace, entry, settings)
            found += told
            if case is not None:
                communities.append(seen(case))
    towns, told = load_towns(workspace, settings.roster)
    return list(dict.fromkeys([*found, *told, *check_across(settings.roster, towns, communities)]))


def prepare(folder: Path) -> None:
    """Nothing; 乙社区 and 丙村 are written, and nothing between the three is wrong."""
    profile = (folder / FOLDERS["甲村"] / "profile.yaml").read_text("utf-8")
    register = (folder / FOLDERS["甲村"] / "register.yaml").read_text("utf-8")
    for number, (name, code, kind) in enumerate(
        (("乙社区", "339901100001", "社区"), ("丙村", "339901101201", "村")), start=1
    ):
        own = profile.replace("甲村", name).replace("339901100201", code).replace("199000000", f"199000{number}00")
        own = own.replace("kind: 村\n", f"kind: {kind}\n").replace("address: 村东", f"address: {name}东")
        if name == "丙村":  # in a town of its own, without a regional squad
            own = own.replace("mode: 联动\n  regional: 西镇联动队\n", "mode: 自建\n")
        (folder / FOLDERS[name]).mkdir(parents=True)
        (folder / FOLDERS[name] / "profile.yaml").write_text(own, "utf-8")
        (folder / FOLDERS[name] / "register.yaml").write_text(register, "utf-8")
    town = (folder / TOWN).read_text("utf-8")
    (folder / TOWN).write_text(town.replace("size: 30", "size: 16"), "utf-8")
    other = town.partition("regional_squads:")[0].replace("西镇", "东镇") + "regional_squads: []\n"
    (folder / "plans/dongzhen/town.yaml").write_text(other, "utf-8")
