"""What all communities share when they are measured: settings and roster, remembered while none of them has moved."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from generator.bulk.setup import Setup
from generator.bulk.setup import load_setup
from generator.bulk.stamps import Seen
from generator.bulk.stamps import digest
from generator.bulk.stamps import is_unmoved
from generator.coverage.memory import Memory
from generator.coverage.memory import program
from generator.coverage.packing import packed
from generator.coverage.packing import unpacked
from generator.facts.facts import Settings
from generator.facts.workspace import Workspace
from generator.problems import PlangenError
from generator.problems import Problem

_KEYS = tuple(f"plans/{name}.yaml" for name in ("district", "fields", "standards"))
"""The settings that every community is read with; of the roster each has its own entry."""


@dataclass
class Ground:
    """Settings and roster, and the keys of what they and the templates say. The rest is loaded when it is wanted."""

    workspace: Workspace
    settings: Settings
    problems: tuple[Problem, ...]
    settings_key: str
    templates_key: str
    _setup: list[Setup] = field(default_factory=list)

    def setup(self) -> Setup:
        """Templates and all, loaded once.

        Raises: PlangenError if they cannot be used any more.
        """
        if not self._setup:
            setup, problems = load_setup(self.workspace)
            if setup is None:
                raise PlangenError(*problems)
            self._setup.append(setup)
        return self._setup[0]


Base = Setup | Ground
"""Whatever has settings and a workspace; templates are loaded if it is a `Ground`."""


def ground_of(base: Base) -> Ground:
    """The ground that such a setup gives."""
    if isinstance(base, Ground):
        return base
    site = base.site
    return _ground(base.workspace, base.settings, base.problems, site.settings_seen, site.templates_seen, base)


def load_ground(workspace: Workspace, memory: Memory) -> tuple[Ground | None, list[Problem]]:
    """What all communities share, or `None` if settings or templates cannot be used; every problem of them."""
    known = memory.about("ground")
    if known is not None:
        settings_seen, templates_seen, data = known
        root = str(workspace.root)
        if is_unmoved(root, settings_seen) and is_unmoved(root, templates_seen):
            settings, problems = unpacked(data)
            return _ground(workspace, settings, problems, settings_seen, templates_seen), list(problems)
    setup, problems = load_setup(workspace)
    if setup is None:
        return None, problems
    settings = replace(setup.settings, places=None)
    site = setup.site
    if site.engine:  # else something could not be read this time, and may be there the next
        kept = packed((settings, tuple(problems)))
        memory.save_about("ground", (site.settings_seen, site.templates_seen, kept))
    return _ground(workspace, settings, tuple(problems), site.settings_seen, site.templates_seen, setup), problems


def _ground(
    workspace: Workspace,
    settings: Settings,
    problems: tuple[Problem, ...],
    settings_seen: Seen,
    templates_seen: Seen,
    *setup: Setup,
) -> Ground:
    own = {path: stamp for path, stamp in settings_seen.items() if path in _KEYS}
    return Ground(workspace, settings, problems, digest(own, program()), digest(templates_seen, program()), list(setup))
