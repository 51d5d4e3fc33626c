"""What a community's manual is made from besides templates, made of facts or taken from the state.

Nothing of a register is kept: its names are read again whenever a finished public text has to be searched for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from typing import NamedTuple

from generator.bulk.database import wrapped
from generator.bulk.drafts import load_figures
from generator.bulk.drafts import read_figures
from generator.bulk.manual import Ground
from generator.bulk.manual import ground_of
from generator.bulk.manual import pictures_of
from generator.bulk.manual import standing_of
from generator.bulk.plain import Frozen
from generator.bulk.plain import frozen
from generator.bulk.plain import thawed
from generator.bulk.residents import Places
from generator.bulk.residents import places_in
from generator.bulk.residents import secrets_at
from generator.bulk.setup import Setup
from generator.bulk.stamps import Seen
from generator.bulk.standing import standing_bytes
from generator.bulk.standing import standing_in
from generator.bulk.state import State
from generator.facts.facts import Facts
from generator.facts.load import load_facts
from generator.facts.workspace import Entry
from generator.mask import Edition
from generator.mask import Secrets
from generator.outline.conditions import Standing
from generator.outline.outline import Decision
from generator.outline.outline import Verdicts
from generator.outline.outline import outline
from generator.problems import Problem
from generator.problems import Severity
from generator.problems.plain import problems_of
from generator.problems.plain import problems_to_plain
from generator.risk import Assessment
from generator.risk import assess
from generator.word.properties import Properties

try:
    from isal.isal_zlib import compress as _compress
    from isal.isal_zlib import decompress as _decompress
except ImportError:  # no wheel for this platform
    from zlib import compress as _compress
    from zlib import decompress as _decompress

STANDING = "standing"
"""Under this name, beside the editions, the state keeps what conditions of the recipe are decided on."""

_REGISTER = "register.yaml"


class Kept(NamedTuple):
    """An edition's basis as the state keeps it, in plain values.

    `facts`: the key of the files that it was made from, empty if they must be read again in any case. `residents`:
    where in the register the names stand that this edition must not say; nothing if facts must be read for them.
    `digests` and `values` are those of the frozen context, the latter packed.
    """

    facts: str
    recipe: str
    digests: dict[str, bytes]
    values: bytes
    properties: tuple[str, ...]
    name: str
    secrets: tuple[tuple[str, ...], ...]
    secrets_digest: str
    residents: Places | None
    included: tuple[bool, ...]
    figures: tuple[str, ...]
    problems: tuple[Any, ...]

    def frozen(self) -> Frozen:
        """The values that templates see."""
        return Frozen(self.digests, unpacked(self.values))


@dataclass(frozen=True)
class Basis:
    """What an edition is made from.

    `is_lasting`: what was told of the facts may be kept with them. `is_kept`: it is the very one that the state keeps.
    """

    properties: Properties
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    secrets_digest: str
    is_lasting: bool
    is_kept: bool
    frozen: Frozen
    packed: bytes
    """The same, as the state is to keep it; nothing if it does already."""


class Grounds:
    """Where the bases of one community come from: its files, read when they are first wanted, or the state."""

    def __init__(self, setup: Setup, state: State, entry: Entry, key: str, seen: Seen) -> None:
        self._setup = setup
        self._state = state
        self._entry = entry
        self._key = key
        self._seen = seen
        self._whole: dict[Edition, Ground] = {}
        self._kept: dict[Edition, Kept | None] = {}
        self._read: dict[tuple[str, ...], Mapping[str, object]] = {}
        self._stands: Standing | None = None
        self._verdicts: Verdicts = {}

    def basis(self, edition: Edition) -> tuple[Basis | None, list[Problem]]:
        """What an edition is made from, or `None` and the problems that forbid it."""
        kept = self.kept(edition)
        if kept is not None and kept.facts == self._key:
            decisions = self._decisions(edition, kept)
            if decisions is not None:
                return self._of_kept(kept, decisions), []
        facts, problems = self._facts
        if facts is None or any(problem.severity is Severity.ERROR for problem in problems):
            return None, problems
        return self._of_facts(edition, facts), []

    def kept(self, edition: Edition) -> Kept | None:
        """What the state keeps of an edition: what its draft was made from."""
        if edition not in self._kept:
            found = self._state.ground(self._entry.slug, edition)
            self._kept[edition] = Kept(*found) if found is not None else None
        return self._kept[edition]

    def ground(self, edition: Edition, basis: Basis) -> Ground:
        """The ground of that basis, whole: values, and every name that the edition must not say."""
        if edition in self._whole:
            return self._whole[edition]
        kept = self.kept(edition)
        if kept is None:  # only with a basis of facts is there none
            return self._whole[edition]
        pictures = self._pictures(kept.figures)
        secrets = self._secrets(kept)
        if secrets is None or len(pictures) < len(kept.figures):
            facts = self._facts[0]
            if facts is not None:
                self._of_facts(edition, facts)
                return self._whole[edition]
        context = thawed(basis.frozen.values, pictures)
        return Ground(context, basis.properties, secrets or Secrets(), Secrets(), kept.name)

    def _pictures(self, names: tuple[str, ...]) -> Mapping[str, object]:
        """The figures of those names that can be read, as templates get them; both editions have the same."""
        if names not in self._read:
            folder = self._entry.path(self._setup.workspace)
            self._read[names] = pictures_of(read_figures(self._setup.workspace, folder, names))
        return self._read[names]

    def _secrets(self, kept: Kept) -> Secrets | None:
        """What the edition must not say, or `None` if facts must be read for that."""
        own = Secrets(*map(frozenset, kept.secrets)) if kept.secrets else Secrets()
        if kept.residents is None or not kept.residents:
            return None if kept.residents is None else own
        digest = self._seen.get(f"plans/{self._entry.slug}/{_REGISTER}", (0, 0, ""))[2]
        found = secrets_at(self._register, self._setup.workspace.root, digest, kept.residents)
        if found is None:
            return None
        return Secrets(own.names | found.names, own.numbers | found.numbers, own.texts | found.texts)

    @property
    def _register(self) -> Path:
        return self._entry.path(self._setup.workspace) / _REGISTER

    def _residents(self, facts: Facts, whole: Secrets, own: Secrets) -> Places | None:
        """Where the register says what only it says of what the edition must not say."""
        extra = Secrets(whole.names - own.names, whole.numbers - own.numbers, whole.texts - own.texts)
        if facts.register is None or not extra:
            return ()
        return places_in(self._register, self._setup.workspace.root, extra, facts.register)

    def standing(self) -> bytes | None:
        """What conditions are decided on, packed for the state, if facts were read."""
        if "_facts" not in self.__dict__ or self._facts[0] is None:
            return None
        standing = self._standing(self._facts[0], self._assessment(self._facts[0]))
        return wrapped((self._key, packed(standing_bytes(standing))))

    @cached_property
    def _facts(self) -> tuple[Facts | None, list[Problem]]:
        facts, problems = load_facts(self._setup.workspace, self._entry, self._setup.settings)
        if facts is not None:
            self._figures, found = load_figures(self._setup.workspace, facts)
            problems = [*problems, *found]
        return facts, problems

    @cached_property
    def _pictured(self) -> Mapping[str, tuple[object, str]]:
        """The figures as templates get them, each with the digest of its file."""
        pictures = pictures_of(self._figures)
        return {name: (pictures[name], hashlib.sha256(data).hexdigest()) for name, data in self._figures.items()}

    def _assessment(self, facts: Facts) -> Assessment:
        if "_assessed" not in self.__dict__:
            self._assessed = assess(facts.profile, facts.standards)
        return self._assessed

    def _standing(self, facts: Facts, assessment: Assessment) -> Standing:
        if self._stands is None:
            self._stands = standing_of(facts, assessment)
        return self._stands

    def _decisions(self, edition: Edition, kept: Kept) -> tuple[Decision, ...] | None:
        """The decisions, from the state: those made before, or made anew where only the recipe has changed."""
        recipe = self._setup.templates.recipe
        if kept.recipe == self._setup.site.recipe:
            pairs = zip(recipe.pieces, kept.included, strict=True)
            return tuple(Decision(piece, included, ()) for piece, included in pairs)
        found = self._state.ground(self._entry.slug, STANDING)
        if found is None or found[0] != self._key:
            return None
        return outline(recipe, standing_in(unpacked(found[1])), edition)

    def _of_kept(self, kept: Kept, decisions: tuple[Decision, ...]) -> Basis:
        same = kept.recipe == self._setup.site.recipe
        again = kept._replace(recipe=self._setup.site.recipe, included=tuple(one.included for one in decisions))
        return Basis(
            properties=Properties(*kept.properties),
            decisions=decisions,
            problems=tuple(problems_of(kept.problems)),
            secrets_digest=kept.secrets_digest,
            is_lasting=True,
            is_kept=True,
            frozen=kept.frozen(),
            packed=b"" if same else wrapped(tuple(again)),
        )

    def _of_facts(self, edition: Edition, facts: Facts) -> Basis:
        problems = self._facts[1]
        assessment = self._assessment(facts)
        standing = self._standing(facts, assessment)
        decisions = outline(self._setup.templates.recipe, standing, edition, self._verdicts)
        pictures = self._pictured
        shown = {name: picture for name, (picture, _digest) in pictures.items()}
        ground = self._whole[edition] = ground_of(facts, assessment, edition, shown)
        values = frozen(ground.context, pictures)
        own = ground.own
        is_lasting = not any(map(of_register, problems))
        kept = Kept(
            facts=self._key if is_lasting else "",
            recipe=self._setup.site.recipe,
            digests=values.digests,
            values=packed(values.values),
            properties=_texts_of(ground.properties),
            name=ground.name,
            secrets=_sorted(own) if own else (),
            secrets_digest=hashlib.sha256(repr(_sorted(ground.secrets)).encode()).hexdigest(),
            residents=self._residents(facts, ground.secrets, own),
            included=tuple(decision.included for decision in decisions),
            figures=tuple(self._figures),
            problems=problems_to_plain(problem for problem in problems if not of_register(problem)),
        )
        return Basis(
            properties=ground.properties,
            decisions=decisions,
            problems=tuple(problems),
            secrets_digest=kept.secrets_digest,
            is_lasting=is_lasting,
            is_kept=False,
            frozen=values,
            packed=wrapped(tuple(kept)),
        )


def packed(data: bytes) -> bytes:
    """The data compressed, quickly."""
    compressed: bytes = _compress(data, 1)
    return compressed


def unpacked(data: bytes) -> bytes:
    """The data that were compressed."""
    whole: bytes = _decompress(data)
    return whole


def of_register(problem: Problem) -> bool:
    """Whether a problem may quote what a register says of residents, which no cache may hold."""
    return any(place.file.endswith(_REGISTER) for place in (problem.place, *problem.related))


def _sorted(secrets: Secrets) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(found)) for found in (secrets.names, secrets.numbers, secrets.texts))


def _texts_of(properties: Properties) -> tuple[str, ...]:
    return tuple(getattr(properties, name) for name in Properties.__slots__)
