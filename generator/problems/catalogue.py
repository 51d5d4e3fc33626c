"""The catalogue: every code that plangen reports, by id."""

from __future__ import annotations

from importlib import import_module

from generator.problems.code import Code

# One module per family; a module may be empty of codes but must exist.
_FAMILIES = ("pg0_command", "pg1_text", "pg2_values", "pg4_template", "pg5_context", "pg6_word", "pg8_build")


def codes() -> dict[str, Code]:
    """All codes by id, in order."""
    found: dict[str, Code] = {}
    for family in _FAMILIES:
        module = import_module(f"generator.problems.{family}")
        for value in vars(module).values():
            if isinstance(value, Code):
                found[value.id] = value
    return dict(sorted(found.items()))
