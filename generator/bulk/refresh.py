"""One community looked at closely: what its manual would be made from now, why it is another, and the new draft.

The files decide which values are made anew, the values decide whether anything is built. Runs in any process: what it
needs is the setup and the state, what it gives are small values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import files
from generator.bulk.basis import STANDING
from generator.bulk.basis import Basis
from generator.bulk.basis import Grounds
from generator.bulk.basis import of_register
from generator.bulk.database import wrapped
from generator.bulk.difference import DELETED
from generator.bulk.difference import EDITED
from generator.bulk.difference import ENGINE
from generator.bulk.difference import FORCED
from generator.bulk.difference import FORGOTTEN
from generator.bulk.difference import NEVER
from generator.bulk.difference import Record
from generator.bulk.difference import differences
from generator.bulk.difference import file_reasons
from generator.bulk.difference import pieces_of
from generator.bulk.difference import value_differences
from generator.bulk.difference import value_reasons
from generator.bulk.drafts import draft_path
from generator.bulk.engine import engine_key
from generator.bulk.glance import has_draft
from generator.bulk.manual import compose
from generator.bulk.printed import Print
from generator.bulk.printed import is_numbered
from generator.bulk.printed import pdf_file
from generator.bulk.results import FLEETING
from generator.bulk.results import NOTHING
from generator.bulk.results import Kept
from generator.bulk.results import Reason
from generator.bulk.results import Refreshed
from generator.bulk.results import Result
from generator.bulk.results import Status
from generator.bulk.results import Wish
from generator.bulk.setup import Setup
from generator.bulk.setup import member_of
from generator.bulk.stamps import LIMIT
from generator.bulk.stamps import Seen
from generator.bulk.stamps import community_paths
from generator.bulk.stamps import digest
from generator.bulk.stamps import look
from generator.bulk.state import Outcome
from generator.bulk.state import Row
from generator.bulk.state import State
from generator.facts.workspace import Entry
from generator.mask import Edition
from generator.problems import Problem
from generator.problems import Severity
from generator.problems.plain import problems_of
from generator.problems.plain import problems_to_plain


def refresh(setup: Setup, state: State, slug: str, wish: Wish) -> Refreshed:
    """What became of a community in each edition; drafts were written unless the wish is only to look."""
    return _Community(setup, state, slug, wish).refreshed()


class _Community:
    """One community while it is looked at."""

    def __init__(self, setup: Setup, state: State, slug: str, wish: Wish) -> None:
        self._setup = setup
        self._state = state
        self._wish = wish
        self._slug = slug
        self._entry: Entry = setup.by_slug[slug]
        self._member = member_of(self._entry, has_profile=True)
        self._root = setup.workspace.root
        self._old = state.row(slug)
        before: Seen = self._old.seen if self._old is not None else {}
        self._seen = look(str(self._root), community_paths(str(self._root), slug), before)
        self._key = digest(self._seen, setup.site.settings, *self._member[:5])
        self._grounds = Grounds(setup, state, self._entry, self._key, self._seen)
        outcomes = dict(self._old.outcomes) if self._old is not None else {}
        self._outcomes = outcomes
        self._tally = (0, 0)
        self._kept = Kept(self._row(), {}, {}, {})

    def refreshed(self) -> Refreshed:
        """Each edition's result, and what the state is to keep of it."""
        results = tuple(self._edition(Edition(edition)) for edition in self._wish.editions)
        if self._wish.only_look:
            return Refreshed(self._slug, results, None)
        standing = self._grounds.standing()
        if standing is not None:
            self._kept.grounds[STANDING] = standing
        return Refreshed(self._slug, results, replace(self._kept, row=self._row()))

    def _row(self) -> Row:
        return Row(self._setup.site.settings, self._key, self._seen, self._outcomes, self._tally)

    def _edition(self, edition: Edition) -> Result:
        basis, problems = self._grounds.basis(edition)
        if basis is None:
            return self._failed(edition, problems, ())
        path = files.shown(draft_path(self._setup.workspace, self._entry, edition), self._root)
        new = self._record(basis, path)
        reasons = self._reasons(edition, basis, new)
        if not reasons:
            return self._current(edition, basis, new)
        if self._wish.only_look:
            return Result(self._member, edition.value, Status.STALE, reasons=tuple(reasons), problems=basis.problems)
        return self._build(edition, basis, new, reasons)

    def _current(self, edition: Edition, basis: Basis, new: Record) -> Result:
        """The draft is what it would be; what was told of the manual itself is told again."""
        outcome = self._outcome(edition)
        of_manual = (self._state.told(self._slug, edition.value) or ((), ()))[1] if outcome.has_told else ()
        if not outcome.is_done or self._secrets_changed(edition, basis):
            manual = compose(self._setup.templates, basis.decisions, self._grounds.ground(edition, basis))
            if manual.data is None:
                return self._failed(edition, basis.problems, manual.problems)
            of_manual = problems_to_plain(manual.problems)
        problems = _once([*basis.problems, *problems_of(of_manual)])
        changed_ns, size = files.stamp_of(f"{self._root}/{outcome.path}")
        self._keep(edition, basis, new, of_manual)
        self._outcomes[edition.value] = outcome._replace(
            facts=self._key if basis.is_lasting else "",
            templates=self._setup.site.templates,
            changed_ns=changed_ns,
            size=size,
            is_done=True,
            has_told=bool(of_manual),
        )
        return Result(self._member, edition.value, Status.CURRENT, outcome.path, problems=problems)

    def _build(self, edition: Edition, basis: Basis, new: Record, reasons: Sequence[Reason]) -> Result:
        manual = compose(self._setup.templates, basis.decisions, self._grounds.ground(edition, basis))
        problems = _once([*basis.problems, *manual.problems])
        if manual.data is None:
            return self._failed(edition, basis.problems, manual.problems, reasons)
        target = Path(self._root, new.path)
        digest = hashlib.sha256(manual.data).hexdigest()
        removed = ""
        failed: list[Problem] = []
        printed = self._state.printed(self._slug, edition.value)
        if printed is not None and printed.draft == digest and self._is_kept(new.path, printed):
            digest = printed.docx  # the same draft, and it has its page numbers already
        else:
            removed, failed = self._without_pdf(new.path)
            failed += files.write_bytes(target, manual.data, root=self._root, durable=False) if not failed else []
        if failed:
            problems = _once([*problems, *failed])
            return Result(self._member, edition.value, Status.FAILED, reasons=tuple(reasons), problems=problems)
        changed_ns, size = files.stamp_of(str(target))
        self._keep(edition, basis, new, problems_to_plain(manual.problems))
        self._outcomes[edition.value] = Outcome(
            facts=self._key if basis.is_lasting else "",
            templates=self._setup.site.templates,
            path=new.path,
            changed_ns=changed_ns,
            size=size,
            digest=digest,
            is_done=True,
            has_told=bool(manual.problems),
        )
        return Result(self._member, edition.value, Status.BUILT, new.path, tuple(reasons), problems, removed=removed)

    def _is_kept(self, path: str, printed: Print) -> bool:
        return not self._wish.force and is_numbered(str(self._root), path, printed)

    def _without_pdf(self, path: str) -> tuple[str, list[Problem]]:
        """The PDF that is gone now from beside a draft that will be another one, if there was any."""
        pdf = pdf_file(path)
        if files.stamp_of(f"{self._root}/{pdf}") == (0, 0):
            return "", []
        problems = files.remove(Path(self._root, pdf), root=self._root)
        return ("" if problems else pdf), problems

    def _keep(self, edition: Edition, basis: Basis, new: Record, of_manual: tuple[Any, ...]) -> None:
        self._kept.records[edition.value] = wrapped(tuple(new))
        if basis.packed:
            self._kept.grounds[edition.value] = basis.packed
        told = _tellable(basis.problems)
        self._tally = _tally(told)
        self._kept.told[edition.value] = (problems_to_plain(told), of_manual)

    def _failed(
        self,
        edition: Edition,
        of_facts: Sequence[Problem],
        of_manual: Sequence[Problem],
        reasons: Sequence[Reason] = (),
    ) -> Result:
        """It failed for good, until something changes; or only now, if the machine was to blame.

        The draft that lies there is left, and what it was made from is still known.
        """
        problems = _once([*of_facts, *of_manual])
        told = _tellable(of_facts)
        fleeting = len(told) < len(of_facts) or any(problem.code in FLEETING for problem in problems)
        self._kept.told[edition.value] = (problems_to_plain(told), problems_to_plain(of_manual))
        self._outcomes[edition.value] = self._outcome(edition)._replace(
            facts="" if fleeting else self._key,
            templates=self._setup.site.templates,
            is_done=False,
            has_told=True,
        )
        return Result(self._member, edition.value, Status.FAILED, reasons=tuple(reasons), problems=problems)

    def _outcome(self, edition: Edition) -> Outcome:
        return (self._old.outcomes.get(edition.value) if self._old is not None else None) or NOTHING

    def _record(self, basis: Basis, path: str) -> Record:
        templates = self._setup.templates
        properties = basis.properties
        return Record(
            engine=engine_key(),
            base=templates.base.digest,
            scheme=self._setup.scheme_digest,
            recipe=self._setup.site.recipe,
            properties=(properties.title, properties.creator, properties.version, properties.created),
            pieces=pieces_of(templates, basis.decisions),
            path=path,
        )

    def _reasons(self, edition: Edition, basis: Basis, new: Record) -> list[Reason]:
        """Why the draft that lies there is not what would be built now; nothing if it is."""
        outcome = self._outcome(edition)
        found = self._state.record(self._slug, edition)
        if not outcome.path or found is None:
            return [NEVER]
        if self._wish.force:
            return [FORCED]
        old = Record(*found)
        if old.engine != new.engine:
            return [ENGINE]
        reasons = list(differences(old, new, basis.decisions))
        reasons += self._value_reasons(edition, basis)
        if reasons and self._old is not None:
            reasons[:0] = file_reasons(self._old.seen, self._seen)
        return reasons or self._draft_reasons(outcome)

    def _value_reasons(self, edition: Edition, basis: Basis) -> Iterator[Reason]:
        if basis.is_kept:
            return
        before = self._grounds.kept(edition)
        if before is None:
            yield FORGOTTEN
            return
        values = value_differences(self._setup.templates, basis.decisions, before.frozen(), basis.frozen)
        yield from value_reasons(values)

    def _draft_reasons(self, outcome: Outcome) -> list[Reason]:
        where = f"{self._root}/{outcome.path}"
        if has_draft(str(self._root), outcome):
            return []
        found = files.digest_of(where, LIMIT)
        if found == outcome.digest:
            return []
        return [EDITED if files.stamp_of(where) != (0, 0) else DELETED]

    def _secrets_changed(self, edition: Edition, basis: Basis) -> bool:
        kept = self._grounds.kept(edition)
        return kept is not None and kept.secrets_digest != basis.secrets_digest


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))


def _tally(problems: Sequence[Problem]) -> tuple[int, int]:
    gaps = sum(problem.severity is Severity.GAP for problem in problems)
    return gaps, len(problems) - gaps


def _tellable(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that may be kept; those that quote a register are found anew each time."""
    return [problem for problem in problems if not of_register(problem)]
