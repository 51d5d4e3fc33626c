"""Figures: files that are there, maps that must be there, and what a map without an approval number is called."""

from __future__ import annotations

import re

from generator.facts.checks.case import Case
from generator.problems import Problem
from generator.problems import pg2_place as codes
from generator.problems import pg2_values

_FILE = re.compile(r"[^/\\:*?\"<>|]+\.(?:png|jpg|jpeg)", re.IGNORECASE)
_MAPS = frozenset({"风险图", "防汛防台形势图", "转移路线图"})


def check_figures(case: Case) -> list[Problem]:
    """Figures without a file (PG215, PG240), missing maps (PG241), maps that are not called sketches (PG242)."""
    profile = case.profile
    problems: list[Problem] = []
    for figure in profile.figures:
        if figure.file is not None:
            place = case.at(figure, "file")
            if _FILE.fullmatch(figure.file) is None:
                problems.append(pg2_values.WRONG_FILE_NAME.at(place, title="文件", found=figure.file))
            elif figure.file not in case.figure_files:
                problems.append(codes.NO_SUCH_FIGURE.at(place, found=figure.file))
        if figure.kind in _MAPS and figure.title and not re.search("示意图|审图号", figure.title):
            problems.append(codes.MAP_WITHOUT_APPROVAL.at(case.at(figure, "title"), found=figure.title))
    if "figures" in profile.given:
        kinds = {figure.kind for figure in profile.figures}
        wanted = ["风险图", "转移路线图"] if profile.batches else ["风险图"]
        problems += [
            codes.MAP_MISSING.at(case.places.at_key((), "figures"), found=kind) for kind in wanted if kind not in kinds
        ]
    return problems
