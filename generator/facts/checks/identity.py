"""The community itself: its code, its name, and what the roster says of it."""

from __future__ import annotations

import re

from generator.facts.checks.case import Case
from generator.facts.schema import title_of
from generator.problems import Problem
from generator.problems import pg2_place as codes

# 统计用区划代码, digits 10–12: which kinds of community have which numbers.
_NUMBERS = (
    (range(1, 200), ("社区", "居")),
    (range(200, 400), ("村",)),
    (range(400, 1000), ("功能区",)),
)


def check_identity(case: Case) -> list[Problem]:
    """Codes that are none, or of another kind (PG230, PG231); what differs from the roster (PG232)."""
    profile = case.profile
    problems: list[Problem] = []
    code = profile.code
    if code is not None:
        if re.fullmatch(r"\d{12}", code) is None:
            problems.append(codes.BAD_CODE.at(case.at(profile, "code"), found=code))
        elif profile.kind is not None:
            expected = next((kinds for numbers, kinds in _NUMBERS if int(code[9:]) in numbers), ())
            if profile.kind not in expected:
                problems.append(codes.CODE_AND_KIND.at(case.at(profile, "kind"), found=profile.kind, code=code[9:]))
    entry = case.facts.roster_entry
    if entry is not None:
        for key in ("code", "name", "kind"):
            mine, theirs = getattr(profile, key), getattr(entry, key)
            if mine is not None and theirs is not None and mine != theirs:
                title = title_of(type(profile), key)
                problems.append(
                    codes.DIFFERS_FROM_ROSTER.at(case.at(profile, key), title=title, found=mine, expected=theirs)
                )
    return problems
