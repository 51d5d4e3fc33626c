"""Contradictions between communities, found when somebody asks for them, and remembered until one of them changes."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any
from typing import overload

from generator.bulk.stamps import look
from generator.coverage.contradictions import Contradiction
from generator.coverage.contradictions import contradictions
from generator.coverage.contradictions import discreet
from generator.coverage.gather import Gathering
from generator.coverage.ground import Ground
from generator.coverage.others import digest_of
from generator.coverage.packing import unpacked
from generator.facts.across import check_across
from generator.facts.across.people import check_registers
from generator.facts.across.seen import Seen
from generator.facts.across.seen import seen
from generator.facts.load import load_case
from generator.facts.load import load_towns
from generator.mask import Secrets
from generator.problems import Problem
from generator.problems.plain import problems_of
from generator.problems.plain import problems_to_plain

_BETWEEN, _REGISTERS = "between", "registers"


class Between(Sequence[Contradiction]):
    """What contradicts what between the communities that have a profile, without anybody's name or number."""

    def __init__(self, ground: Ground, gathering: Gathering) -> None:
        self._ground = ground
        self._gathering = gathering

    @overload
    def __getitem__(self, at: int) -> Contradiction: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Contradiction]: ...
    def __getitem__(self, at: int | slice) -> Contradiction | Sequence[Contradiction]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Contradiction]:
        return iter(self._found)

    @cached_property
    def _found(self) -> tuple[Contradiction, ...]:
        memory, key = self._gathering.memory, self._key
        known = memory.about(_BETWEEN)
        if known is not None and known[0] == key:
            return tuple(_of_plain(one) for one in known[1])
        found = self._find()
        memory.save_about(_BETWEEN, (key, tuple(_to_plain(one) for one in found)))
        return found

    @property
    def _key(self) -> str:
        """A digest of all that contradictions are found in: communities, towns, names in the roster."""
        root = str(self._ground.workspace.root)
        names = {town.folder: town.name or "" for town in self._ground.settings.roster.towns if town.folder}
        towns = look(root, [(f"plans/{folder}/town.yaml", False) for folder in names], {})
        return digest_of({path: stamp[2] for path, stamp in towns.items()} | names | {"": self._gathering.key})

    def _find(self) -> tuple[Contradiction, ...]:
        roster = self._ground.settings.roster
        towns, _problems = load_towns(self._ground.workspace, roster)
        names = {town.folder or "": town.name or town.folder or "" for town in roster.towns}
        communities: list[Seen] = []
        secrets: dict[str, Secrets] = {}
        for slug, across in self._gathering.across():
            communities.append(across.seen)
            secrets[slug] = across.secrets
            names[slug] = across.seen.name
        problems = check_across(roster, towns, communities)
        return discreet(contradictions([*problems, *self._of_registers(communities)], names), secrets)

    def _of_registers(self, communities: Sequence[Seen]) -> list[Problem]:
        """Who stands in two registers. Nothing of a register is kept but where this was found."""
        memory = self._gathering.memory
        sums = self._gathering.sums()
        key = digest_of({slug: f"{one.name} {one.register}" for slug, one in sums.items() if one.register})
        known = memory.about(_REGISTERS)
        if known is not None and known[0] == key:
            return problems_of(known[1])
        found = check_registers([self._registered(one) for one in communities if sums[_slug(one)].register])
        memory.save_about(_REGISTERS, (key, problems_to_plain(found)))
        return found

    def _registered(self, one: Seen) -> Seen:
        """The community with what tells its residents again."""
        gathering = self._gathering
        packed = gathering.registered.get(_slug(one))
        if packed is not None:
            return replace(one, registered=unpacked(packed))
        entry = gathering.entry(_slug(one))
        case, _problems = load_case(self._ground.workspace, entry, self._ground.settings)
        return seen(case) if case is not None else one


def _slug(one: Seen) -> str:
    return f"{one.town}/{one.folder}"


def _to_plain(one: Contradiction) -> tuple[Any, ...]:
    return (one.kind, one.concerned, one.what, one.evidence, one.who, one.must)


def _of_plain(plain: tuple[Any, ...]) -> Contradiction:
    return Contradiction(*plain)
