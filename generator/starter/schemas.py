"""The JSON Schemas of all files that people write, by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from generator.facts.json_schema import json_schema
from generator.facts.model.calls import CallRecord
from generator.facts.model.district import District
from generator.facts.model.fields import ExtraFields
from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.records import Drill
from generator.facts.model.standards import Standards
from generator.facts.model.town import Roster
from generator.facts.model.town import Town
from generator.facts.reader.files import NO_WORDS
from generator.facts.reader.files import Vocabulary
from generator.facts.schema import Record
from generator.outline.recipe import Recipe
from generator.wording.figures import Constants
from generator.wording.phrases import Wording

FOLDER = ".schemas"
"""Where the schemas of a workspace lie: with the files that refer to them, so that no network is needed."""

KINDS: Mapping[str, tuple[type[Record], str]] = MappingProxyType(
    {
        "profile": (Profile, "风险档案"),
        "register": (Register, "人员名册"),
        "drill": (Drill, "演练记录"),
        "calls": (CallRecord, "电话核查记录"),
        "town": (Town, "街镇"),
        "district": (District, "区级设置"),
        "roster": (Roster, "名册"),
        "standards": (Standards, "标准"),
        "fields": (ExtraFields, "区里增加的字段"),
        "manual": (Recipe, "目录方案"),
        "constants": (Constants, "常数表"),
        "wording": (Wording, "用词表"),
    }
)

_BY_FOLDER = MappingProxyType({"drills": "drill", "calls": "calls"})


def schema_text(name: str, words: Vocabulary = NO_WORDS) -> str:
    """The schema `name` as JSON that people can read, the same bytes each time."""
    record, title = KINDS[name]
    return json.dumps(json_schema(record, title, words), ensure_ascii=False, indent=2) + "\n"


def kind_of(path: str) -> str | None:
    """Which schema a file of a workspace has, by its path there; none if it is no such file."""
    folder, _, file = path.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    if not dot or suffix not in {"yaml", "yml"}:
        return None
    if folder.rpartition("/")[2] in _BY_FOLDER:
        return _BY_FOLDER[folder.rpartition("/")[2]]
    return stem if stem in KINDS else None


def mode_line(path: str) -> str:
    """The comment that tells an editor which schema the file at `path` of a workspace has; empty if there is none."""
    name = kind_of(path)
    if name is None:
        return ""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{name}.json\n"
