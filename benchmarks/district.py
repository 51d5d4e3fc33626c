"""A synthetic district: copies of the sample's towns and communities, each with names and phones of its own."""

from __future__ import annotations

import random
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
_FIRST = "云石清白金沙青龙凤梅兰竹松柏长新大小上下前后东西南北"
_LAST = "坪岩林田里庄园阳安和丰平"  # no water: checks of routes look for streams in names
_GIVEN = "文明国强志华建军秀英美兰玉梅春生福贵有德光荣海山水木永康"
_MOBILE = re.compile(r"1990000(\d{4})")
_LAND = re.compile(r"0577-0000(\d{4})")


def write(root: Path, number: int, seed: int = 20261101) -> int:
    """How many communities with a profile were written below `root`: at least `number`, in whole copies."""
    shutil.copytree(ROOT / "templates", root / "templates", ignore=shutil.ignore_patterns("~$*"))
    (root / "plans").mkdir()
    for name in ("district.yaml", "standards.yaml", "fields.yaml"):
        shutil.copyfile(ROOT / "plans" / name, root / "plans" / name)
    roster = yaml.safe_load((ROOT / "plans/roster.yaml").read_text("utf-8"))
    towns: list[dict[str, Any]] = []
    written = copy = 0
    while written < number:
        chance = random.Random(seed + copy)  # noqa: S311  (no secrets here)
        for at, town in enumerate(roster["towns"]):
            # Nobody is to stand in the lists of two towns that do not know each other.
            shift = 10_000 * (copy * len(roster["towns"]) + at)
            done, entry = _town(root, town, copy, shift, chance)
            written += done
            if done:
                towns.append(entry)
        copy += 1
    text = yaml.safe_dump(
        {**roster, "towns": towns}, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
    )
    (root / "plans/roster.yaml").write_text(text, "utf-8")
    return written


def touch_piece(path: Path) -> None:
    """A Word file says one sign more."""
    written = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"</w:t>", "．</w:t>".encode(), 1)
            new.writestr(name, content)
    path.write_bytes(written.getvalue())


def change(profile: Path) -> None:
    """A profile gives a contact another phone."""
    text = profile.read_text("utf-8")
    profile.write_text(re.sub(r"199\d{8}", "19999999999", text, count=1), "utf-8")


def _town(root: Path, town: dict[str, Any], copy: int, shift: int, chance: random.Random) -> tuple[int, dict[str, Any]]:
    """How many of a town's communities have a profile, and the copy's entry in the roster."""
    source = ROOT / "plans" / town["folder"]
    folder = f"{town['folder']}-{copy}"
    words = {_short(town["name"]): _place(chance, set()), "示例": "".join(chance.choices(_GIVEN, k=2))}
    communities = []
    done = 0
    taken: set[str] = set()
    for entry in town["communities"]:
        if not (source / entry["folder"] / "profile.yaml").exists():
            continue
        own = {_short(entry["name"]): _place(chance, taken)} | words  # a village may bear its town's name
        code = f"33{copy % 10_000:04d}{entry['code'][6:]}"
        own[entry["code"]] = code
        _copy(source / entry["folder"], root / "plans" / folder / entry["folder"], own, shift + done)
        succeeds = {"succeeds": []} if "succeeds" in entry else {}
        communities.append({**entry, **succeeds, "code": code, "name": _said(entry["name"], own, 0)})
        done += 1
    if done:
        names = {_short(entry["name"]): _short(new["name"]) for entry, new in _pairs(town, communities)}
        text = _said((source / "town.yaml").read_text("utf-8"), words | names, shift)
        (root / "plans" / folder / "town.yaml").write_text(text, "utf-8")
    return done, {**town, "name": _said(town["name"], words, 0), "folder": folder, "communities": communities}


def _pairs(town: dict[str, Any], communities: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    by_folder = {entry["folder"]: entry for entry in town["communities"]}
    return [(by_folder[new["folder"]], new) for new in communities]


def _copy(source: Path, target: Path, words: dict[str, str], shift: int) -> None:
    for path in sorted(source.rglob("*")):
        to = target / path.relative_to(source)
        if path.is_dir() or "revisions" in path.parts:  # a ledger in other words is none
            continue
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".yaml":
            to.write_text(_said(path.read_text("utf-8"), words, shift), "utf-8")
        else:
            shutil.copyfile(path, to)


def _said(text: str, words: dict[str, str], shift: int) -> str:
    # In one pass: a new name may hold an old one.
    olds = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    text = re.sub(olds, lambda found: words[found[0]], text)
    text = _MOBILE.sub(lambda found: f"199{(int(found[1]) + shift) % 100_000_000:08d}", text)
    return _LAND.sub(lambda found: f"0577-0000{(int(found[1]) + shift) % 10_000:04d}", text)


def _place(chance: random.Random, taken: set[str]) -> str:
    """A name of a place, other than those of its neighbours."""
    name = ""
    while not name or name in taken:
        name = chance.choice(_FIRST) + chance.choice(_LAST) + chance.choice(_LAST)
    taken.add(name)
    return name


def _short(name: str) -> str:
    return re.sub("(社区|街道|村|镇|乡)$", "", name)
