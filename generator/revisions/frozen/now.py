"""Two states of a community to compare: what was frozen of its revisions, and how it stands now."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.bulk.drafts import load_figures
from generator.bulk.setup import Setup
from generator.facts.facts import Facts
from generator.facts.ledger import Life
from generator.facts.ledger import Revision
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.problems import Place
from generator.problems import Problem
from generator.problems import Severity
from generator.problems import has_errors
from generator.problems import pg5_changes as codes
from generator.revisions.archive.layout import number_folder
from generator.revisions.archive.store import archived
from generator.revisions.archive.store import archived_bytes
from generator.revisions.changes.compare import changes
from generator.revisions.frozen.content import Frozen
from generator.revisions.frozen.content import read_frozen
from generator.revisions.frozen.freeze import content_hash
from generator.revisions.frozen.freeze import freeze
from generator.revisions.frozen.stored import FACTS_FILE
from generator.revisions.frozen.stored import FROZEN_FILE
from generator.revisions.frozen.stored import TEXTS_FILE
from generator.revisions.frozen.stored import read_frozen_file


def load_frozen(root: Path, slug: str, life: Life, version: str) -> tuple[Frozen | None, list[Problem]]:
    """What was frozen of a revision, from the archive.

    Codes: PG551, PG552 (its format), and those of the archive.
    """
    manifest, problems = archived(root, slug, life, version)
    if manifest is None:
        return None, problems
    folder = files.shown(number_folder(root, slug, version), root)
    if any(item.name == FROZEN_FILE for item in manifest.files):
        data, problems = archived_bytes(root, slug, life, version, FROZEN_FILE)
        return (None, problems) if data is None else read_frozen_file(data, f"{folder}/{FROZEN_FILE}")
    facts, problems = archived_bytes(root, slug, life, version, FACTS_FILE)
    texts, found = archived_bytes(root, slug, life, version, TEXTS_FILE)
    problems += found
    if facts is None or texts is None:
        return None, problems
    return read_frozen(facts, texts, f"{folder}/{FACTS_FILE}")


def freeze_now(setup: Setup, entry: Entry) -> tuple[Frozen | None, list[Problem]]:
    """How a community stands now; `None` and the errors where its facts cannot be used."""
    facts, problems = load_facts(setup.workspace, entry, setup.settings)
    if facts is None or has_errors(problems):
        return None, [problem for problem in problems if problem.severity is Severity.ERROR]
    return freeze_facts(setup, facts)


def freeze_facts(setup: Setup, facts: Facts) -> tuple[Frozen, list[Problem]]:
    """How a community stands whose facts are these, without errors; what is wrong with its figures."""
    figures, problems = load_figures(setup.workspace, facts)
    return freeze(facts, setup.templates, figures), problems


def is_current(frozen: Frozen, now: Frozen) -> bool:
    """Whether a revision still says what a manual made now would say.

    Another version of plangen may find other values printed than the one that froze the revision did; what is told as
    changed then decides, for it compares what both know.
    """
    if content_hash(frozen) == content_hash(now):
        return True
    return frozen.engine != now.engine and not changes(frozen, now).printed


def since(life: Life, name: str) -> tuple[str, list[Problem]]:
    """The version that the present is compared with: the one in force, or the newest 送签稿 while none is.

    Codes: PG554 (there is none).
    """
    revision = life.current or life.newest
    if revision is None:
        return "", [codes.NO_REVISION.at(Place(), name=name)]
    return revision.version, []


def comparable(life: Life, version: str, name: str) -> tuple[Revision | None, list[Problem]]:
    """The revision of that number, if its content was frozen. Codes: PG555 (none), PG556 (paper)."""
    revision = life.revision(version)
    known = "、".join(one.version for one in life.revisions)
    if revision is None:
        return None, [codes.UNKNOWN_VERSION.at(Place(), name=name, found=version, known=known)]
    if revision.issue is None:
        return None, [codes.NOT_FROZEN.at(Place(), name=name, found=version)]
    return revision, []
