"""The catalogue: every code that plangen reports, by id."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import generator.problems
from generator.problems.code import Code


def codes() -> dict[str, Code]:
    """All codes by id, in order: those of every module `pg…` of this package, one per family."""
    found: dict[str, Code] = {}
    for module in pkgutil.iter_modules(generator.problems.__path__):
        if module.name.startswith("pg"):
            for value in vars(import_module(f"generator.problems.{module.name}")).values():
                if isinstance(value, Code):
                    found[value.id] = value
    return dict(sorted(found.items()))
