"""A new workspace: nothing of the invented district in it, and every commented example right where it stands."""

from __future__ import annotations

import functools
import re
from collections import Counter

import pytest
from json_schemas import faults
from json_schemas import read

from generator.facts.model.people import Register
from generator.facts.model.profile import Profile
from generator.facts.model.standards import Standards
from generator.facts.model.town import Town
from generator.facts.reader.files import read_record
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.facts.text import parse_document
from generator.problems import Severity
from generator.starter.schemas import kind_of
from generator.starter.skeleton import skeleton
from generator.starter.workspace import new_workspace

_SAMPLE = re.compile(r"鹿鸣|瓯江|瓯鹿|0577-0000|1990000(?!0000)")


@functools.cache
def contents() -> dict[str, bytes]:
    found, problems = new_workspace()
    assert problems == []
    return found


def text_of(path: str) -> str:
    return contents()[path].decode("utf-8")


def standards() -> Standards:
    document, _problems = parse_document(contents()["plans/standards.yaml"], "standards.yaml")
    assert document is not None
    found: Standards = read_record(document, Standards).record
    return found


def uncommented(text: str) -> str:
    """The text with every waiting line of YAML awake."""
    return "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True))


def test_a_new_workspace_has_what_a_build_needs() -> None:
    needed = {
        "README.md",
        ".gitattributes",
        ".gitignore",
        "plans/district.yaml",
        "plans/standards.yaml",
        "plans/fields.yaml",
        "plans/roster.yaml",
        "plans/shilijie/town.yaml",
        "plans/shilijie/shilishequ/profile.yaml",
        "templates/manual/manual.yaml",
        "templates/manual/base.docx",
        "templates/manual/constants.yaml",
        "templates/manual/wording.yaml",
        ".schemas/profile.json",
    }
    assert needed <= set(contents())
    assert [path for path in contents() if path.startswith("plans/") and path.count("/") > 3] == []


def test_nothing_of_the_invented_district_is_in_it() -> None:
    for path, data in contents().items():
        if path.startswith("plans/"):
            assert _SAMPLE.findall(data.decode("utf-8")) == [], path


def test_registers_and_drafts_never_enter_git_and_the_ledger_keeps_its_bytes() -> None:
    assert {"register.yaml", "/output/drafts/", "/output/personal/"} <= set(text_of(".gitignore").splitlines())
    assert "plans/**/revisions/* -text -merge" in text_of(".gitattributes").splitlines()
    assert "*.docx binary diff=plangen-docx" in text_of(".gitattributes").splitlines()


def test_every_yaml_file_names_its_schema_and_keeps_to_it() -> None:
    import json

    for path in contents():
        name = kind_of(path)
        if name is not None:
            schema = json.loads(contents()[f".schemas/{name}.json"])
            assert text_of(path).startswith("# yaml-language-server: $schema=../"), path
            assert list(faults(read(text_of(path)), schema, schema)) == [], path


def test_the_same_bytes_are_made_each_time() -> None:
    assert new_workspace() == new_workspace()


@pytest.mark.parametrize("record", [Profile, Town, Register], ids=lambda record: record.__name__)
def test_every_key_of_a_record_stands_in_its_skeleton_once(record: type[Record]) -> None:
    text = skeleton(record, standards(), {"schema": "1"})
    keys = Counter(re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE))
    assert set(keys.values()) == {1}
    assert set(columns(record)) <= set(keys)


@pytest.mark.parametrize("record", [Profile, Town, Register], ids=lambda record: record.__name__)
def test_a_skeleton_and_its_examples_hold_gaps_and_no_errors(record: type[Record]) -> None:
    text = skeleton(record, standards(), {"schema": "1"})
    for version in (text, uncommented(text)):
        document, problems = parse_document(version.encode("utf-8"), "skeleton.yaml")
        assert document is not None
        assert problems == []
        told = [problem for problem in read_record(document, record).problems if problem.severity is Severity.ERROR]
        assert told == []
