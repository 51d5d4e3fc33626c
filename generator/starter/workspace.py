"""The files of a new workspace: the starter's templates and settings, an example town, a profile to be filled in."""

from __future__ import annotations

import importlib.resources
import re
from pathlib import Path

from generator import files
from generator.facts.model.fields import ExtraFields
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.facts.model.town import Town
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.files import read_record
from generator.facts.reader.files import vocabulary
from generator.facts.text import parse_document
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg0_starter as codes
from generator.starter.schemas import FOLDER
from generator.starter.schemas import KINDS
from generator.starter.schemas import mode_line
from generator.starter.schemas import schema_text
from generator.starter.skeleton import skeleton

TOWN = "shilijie"
COMMUNITY = "shilishequ"
_SETTINGS = ("district", "standards", "fields")
_LIMIT = 50 * files.MIB

# The repository's settings are those of an invented district: its name and numbers must not get into a real plan.
_IDENTITY = re.compile(
    r"^(name|city|bureau|duty_phone|flood_hq_phone|antivenom_hospital|antivenom_phone|intensity):.*$", re.MULTILINE
)
_INVENTED_LAW = re.compile(r"^.*（示例）.*\n", re.MULTILINE)
_HEADER = re.compile(r"\A(?:#.*\n)+")
_TRIAL = re.compile(r"鹿鸣区2026年试行|区应急管理局2026年试行")
_HEADERS = {
    "district": "# 区级设置：热线、预警标准、响应行动、信号、时限、编制依据。凡由区里或上级定的数，只写在这里。\n"
    "# 空着的请先填；其余是起步用的通行值，标“待确认”的由主管部门确认后再用。\n",
    "standards": "# 风险评估标准：灾种、判定表、矩阵、底线、多灾易灾判定。\n"
    "# 分界值是起步值，区里确认后改这里，不改程序。\n",
    "fields": "# 区里自己加的字段：在社区档案的 extra: 下填写，模板里用中文名。下面是样子，用不着的删掉。\n",
}
_PROFILE = """# 风险档案：一个社区（村）的全部情况。居民个人信息不写在这里，写进同一文件夹的 register.yaml。
# 冒号后面空着的就是还没填：草案里印「（待填：…）」，不影响先打印。查过、确实没有的清单写 []。
# 行首有 # 的是样子或可不填的：要用就去掉行首的 # 和一个空格，照着填；清单可以写多条。
"""
_TOWN = """# 街镇：由街镇填写。行首有 # 的是样子：要用就去掉行首的 # 和一个空格。
"""


def new_workspace(own: Path | None = None) -> tuple[dict[str, bytes], list[Problem]]:
    """All files of a new workspace by path, none if the starter's own files cannot be read; the problems.

    `own` is the folder of this package, unless another is given. Codes: PG0, PG031 (no templates and settings).
    """
    own = own or Path(str(importlib.resources.files("generator.starter")))
    sample = _sample_folder(own)
    if sample is None:
        return {}, [codes.STARTER_MISSING.at(Place())]
    found, problems = _templates(sample)
    settings: dict[str, str] = {}
    for name in _SETTINGS:
        data, told = files.read_bytes(sample / "plans" / f"{name}.yaml", _LIMIT)
        problems += told
        settings[name] = neutral(name, (data or b"").decode("utf-8"))
        found[f"plans/{name}.yaml"] = settings[name].encode("utf-8")
    for name, path in (
        ("README.md", "README.md"),
        ("gitattributes", ".gitattributes"),
        ("gitignore", ".gitignore"),
        ("plans/roster.yaml", "plans/roster.yaml"),
    ):
        data, told = files.read_bytes(own / "new" / name, _LIMIT)
        problems += told
        found[path] = data or b""
    if problems:
        return {}, problems
    standards, words = _words(settings)
    values = {"schema": "1", "name": "示例社区", "kind": "社区"}
    profile = _PROFILE + skeleton(Profile, standards, values)
    found[f"plans/{TOWN}/{COMMUNITY}/profile.yaml"] = profile.encode("utf-8")
    town = _TOWN + skeleton(Town, standards, {"schema": "1", "name": "示例街道", "kind": "街道"})
    found[f"plans/{TOWN}/town.yaml"] = town.encode("utf-8")
    for path in found:
        found[path] = mode_line(path).encode("utf-8") + found[path]
    for name in KINDS:
        found[f"{FOLDER}/{name}.json"] = schema_text(name, words).encode("utf-8")
    return dict(sorted(found.items())), []


def neutral(name: str, text: str) -> str:
    """The settings `name` without what only the invented sample district has: those values are left to be filled in."""
    text = _HEADER.sub("", text).lstrip("\n")
    if name == "district":
        text = _INVENTED_LAW.sub("", _IDENTITY.sub(r"\1:", text))
    return _HEADERS[name] + _TRIAL.sub("起步试行", text)


def _templates(sample: Path) -> tuple[dict[str, bytes], list[Problem]]:
    found: dict[str, bytes] = {}
    paths, problems = files.list_files(sample / "templates", "")
    for path in paths:
        data, told = files.read_bytes(path, _LIMIT)
        problems += told
        found[f"templates/{path.relative_to(sample / 'templates').as_posix()}"] = data or b""
    return found, problems


def _words(settings: dict[str, str]) -> tuple[Standards, Vocabulary]:
    """The standards of the starter, and what profiles may name by them."""
    document, _ = parse_document(settings["standards"].encode("utf-8"), "plans/standards.yaml")
    standards: Standards = read_record(document, Standards).record if document is not None else Standards()
    document, _ = parse_document(settings["fields"].encode("utf-8"), "plans/fields.yaml")
    extra: ExtraFields = read_record(document, ExtraFields).record if document is not None else ExtraFields()
    return standards, vocabulary(standards, extra.fields)


def _sample_folder(own: Path) -> Path | None:
    """Where templates and settings lie: inside an installed package, or in the repository around it."""
    for candidate in (own / "sample", own.parent.parent):
        if (candidate / "templates" / "manual" / "manual.yaml").is_file():
            return candidate
    return None
