"""What is printed of the revision in force: its archived PDFs, looked at before they are handed out."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.bulk.setup import Setup
from generator.context.revision import RevisionView
from generator.context.views import issue_view
from generator.facts.ledger import Life
from generator.facts.ledger.entries import Issue
from generator.facts.load import load_ledger
from generator.facts.workspace import Entry
from generator.mask import Edition
from generator.problems import Problem
from generator.revisions.archive.layout import number_folder
from generator.revisions.archive.layout import personal_folder
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archived_bytes
from generator.revisions.frozen.code import qr_png
from generator.revisions.frozen.now import freeze_now
from generator.revisions.frozen.now import is_current
from generator.revisions.frozen.now import load_frozen
from generator.revisions.make import ANNEX

NOT_PRINTED = "送签时没有印成PDF"
DAMAGED = "存档文件核对不上"
ELSEWHERE = "封存的附册不在这台电脑上，或已销毁"
IN_FORCE = "现行版"
_PDF = ".pdf"


class Printed(NamedTuple):
    """The PDFs of a revision by what they are (内部版, 公示版, 附册), and why there is none.

    `view`: what cards say of it; nothing where the profile says something else by now.
    """

    version: str
    pdfs: dict[str, Path]
    lacking: dict[str, str]
    view: RevisionView | None


def printed_in_force(setup: Setup, entry: Entry) -> tuple[Printed | None, list[Problem]]:
    """What is printed of the revision in force; nothing where none is, or only one on paper.

    Codes: those of reading a ledger and an archive.
    """
    workspace = setup.workspace
    ledger, problems = load_ledger(workspace, entry.path(workspace))
    revision = ledger.life.current
    if revision is None or revision.issue is None:
        return None, []
    version = revision.version
    found = Printed(version, {}, {}, _view(setup, entry, ledger.life, revision.issue))
    manifest, told = archived(workspace.root, entry.slug, ledger.life, version)
    problems += told
    for edition in Edition:
        names = [item.name for item in manifest.files if item.role == _role(edition)] if manifest is not None else []
        for name in names:
            data, told = archived_bytes(workspace.root, entry.slug, ledger.life, version, name)
            problems += told
            if data is not None:
                found.pdfs[edition.label] = number_folder(workspace.root, entry.slug, version) / name
        if edition.label not in found.pdfs:
            found.lacking[edition.label] = DAMAGED if manifest is None or names else NOT_PRINTED
    for one in manifest.personal if manifest is not None else ():
        if one.role == ANNEX and one.name.endswith(_PDF):
            path = personal_folder(workspace.root, entry.slug, version) / one.name
            if not files.is_there(str(path)):
                found.lacking[ANNEX] = ELSEWHERE
                continue
            data, told = archived_bytes(workspace.root, entry.slug, ledger.life, version, one.name)
            problems += told
            if data is None:
                found.lacking[ANNEX] = DAMAGED
            else:
                found.pdfs[ANNEX] = path
    return found, problems


def _view(setup: Setup, entry: Entry, life: Life, issue: Issue) -> RevisionView | None:
    """The revision as cards name it, by the code of the public edition, which gives nothing away."""
    version = issue.version or ""
    frozen, now = load_frozen(setup.workspace.root, entry.slug, life, version)[0], freeze_now(setup, entry)[0]
    if frozen is None or now is None or not is_current(frozen, now):
        return None
    code = next((one.code or "" for one in issue.codes if one.edition == Edition.PUBLIC.value), "")
    view = issue_view(life, issue, code, qr_png(code, version) if code else b"")
    return dataclasses.replace(view, state=IN_FORCE)


def _role(edition: Edition) -> str:
    return f"{edition.label}（PDF）"
