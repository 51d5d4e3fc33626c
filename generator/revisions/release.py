"""模板发布: the state of the template set is declared in `manual.yaml`; every other byte of that file stays."""

from __future__ import annotations

import re
from datetime import date

import yaml

from generator import files
from generator.bulk.lock import locked
from generator.bulk.templates import FOLDER
from generator.bulk.templates import PIECE_LIMIT
from generator.facts.reader.files import read_record
from generator.facts.text import parse_document
from generator.facts.workspace import Workspace
from generator.outline.recipe import Recipe
from generator.outline.recipe import Release
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg5_life as codes

_BLOCK = re.compile(r"^release:.*\n(?:[ \t]+.*\n|[ \t]*\n(?=[ \t]+\S))*", re.MULTILINE)
_SCHEMA = re.compile(r"^schema:.*\n", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*#.*\n", re.MULTILINE)
RECIPE = f"{FOLDER}/manual.yaml"


def declare(workspace: Workspace, release: Release) -> tuple[Release | None, list[Problem]]:
    """The release as the recipe declares it now, or why it does not.

    Codes: PG559 (its name or a later day is taken), those of the recipe.
    Raises: PlangenError PG801 if somebody else writes in the workspace.
    """
    root = workspace.root
    with locked(root) as notes:
        data, problems = files.read_bytes(root / RECIPE, PIECE_LIMIT, root=root)
        if data is None:
            return None, problems
        old, problems = _declared(data)
        if has_errors(problems):
            return None, problems
        if old == release:
            return old, list(notes)  # the command was broken off behind it
        if old is not None and (old.name == release.name or _day(old) > _day(release)):
            place = Place(file=RECIPE)
            return None, [codes.RELEASE_TAKEN.at(place, found=old.name or "", on=old.on or "—")]
        after = with_release(data, release)
        declared, problems = _declared(after)
        if declared != release:
            return None, problems
        problems = files.write_bytes(root / RECIPE, after, root=root)
        return (None if has_errors(problems) else declared), [*notes, *problems]


def with_release(data: bytes, release: Release) -> bytes:
    """The recipe with this release in the place of the old one; comments within that block stay above it."""
    text = data.decode("utf-8-sig")
    eol = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    block = _block(release)
    found = _BLOCK.search(text)
    if found is not None:
        kept = "".join(line.lstrip() for line in _COMMENT.findall(found[0]))
        text = text[: found.start()] + kept + block + text[found.end() :]
    else:
        schema = _SCHEMA.search(text)
        at = schema.end() if schema is not None else 0
        text = f"{text[:at]}\n{block}{text[at:]}"
    return text.replace("\n", eol).encode()


def _block(release: Release) -> str:
    said = {key: getattr(release, key) for key in ("name", "on", "kind", "note", "due")}
    values = {key: value for key, value in said.items() if value is not None}
    # PyYAML writes 'on' in quotes, for YAML 1.1 takes it for a truth; our reader, like YAML 1.2, does not.
    written = {key: yaml.safe_dump(value, allow_unicode=True, width=1000) for key, value in values.items()}
    return "release:\n" + "".join(f"  {key}: {text.splitlines()[0]}\n" for key, text in written.items())


def _declared(data: bytes) -> tuple[Release | None, list[Problem]]:
    document, problems = parse_document(data, RECIPE)
    if document is None:
        return None, problems
    read = read_record(document, Recipe)
    recipe: Recipe = read.record
    return recipe.release, problems + read.problems


def _day(release: Release) -> date:
    return release.on or date.min
