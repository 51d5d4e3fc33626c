"""Routes: never through what they lead away from, and a second way that is really another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping

from generator.facts.checks.case import Case
from generator.facts.model.transfer import Batch
from generator.facts.model.transfer import Route
from generator.problems import Problem
from generator.problems import pg2_transfer as codes

# Crossings that are deadly in a hazard, whoever has checked the route; and those that somebody has to have thought of.
_DEADLY: Mapping[str, frozenset[str]] = {
    "洪涝": frozenset({"溪", "沟口", "涵洞", "下穿"}),
    "地质灾害": frozenset({"沟口", "坡脚"}),
}
_DOUBTFUL: Mapping[str, frozenset[str]] = {
    "洪涝": frozenset({"河", "桥"}),
    "台风": frozenset({"溪", "沟口", "涵洞", "下穿", "电力"}),
    "地震": frozenset({"桥", "坡脚", "电力"}),
}
_NOT_AT_NIGHT = frozenset({"沟口", "溪", "桥", "坡脚"})
_AT_NIGHT = re.compile("夜间|夜里|半夜|入夜后|天黑后|随时|任何时候")
_BY_DAY = re.compile("天黑前|日落前|入夜前|白天|日间|天亮|[0-9一二三四五六七八九十]+[时点]前")
_CROSSING_PLACE = re.compile("桥|溪|河|涵|沟|坡|下穿|隧|坝|渡")


def check_routes(case: Case) -> list[Problem]:
    """Routes that contradict themselves (PG275, PG276)."""
    problems: list[Problem] = []
    for route in case.profile.routes:
        bad = _NOT_AT_NIGHT & set(route.crosses)
        if route.night and bad:
            place = case.at(route, "night")
            problems.append(codes.NOT_FOR_NIGHT.at(place, found=route.name or "", crosses="、".join(sorted(bad))))
        if route.walk_min is not None and route.slow_min is not None and route.slow_min < route.walk_min:
            place = case.at(route, "slow_min")
            problems.append(codes.SLOW_IS_FASTER.at(place, found=route.slow_min, expected=route.walk_min))
    return problems


def check_batch_routes(case: Case) -> list[Problem]:
    """Routes through the danger they are used for (PG277–PG280), or by night where they are not for it (PG281)."""
    problems: list[Problem] = []
    for batch in case.profile.batches:
        for key, route in _ways(case, batch):
            place = case.at(batch, key)
            name = route.name or ""
            hazards = set(batch.hazards)
            for passed in route.passes:
                point = case.points.get(passed)
                if point is not None and case.threatens_by(point) & hazards:
                    problems.append(codes.THROUGH_DANGER.at(place, case.at(route, "passes"), found=name, point=passed))
            problems += [
                codes.UNSAFE_ROUTE.at(place, case.at(route, "unsafe_when"), found=name, hazard=hazard)
                for hazard in sorted(hazards & set(route.unsafe_when))
            ]
            for table, code in ((_DEADLY, codes.DEADLY_CROSSING), (_DOUBTFUL, codes.DOUBTFUL_CROSSING)):
                for hazard in sorted(hazards - set(route.unsafe_when)):
                    crossings = table.get(hazard, frozenset()) & set(route.crosses)
                    if crossings:
                        found = "、".join(sorted(crossings))
                        related = case.at(route, "crosses")
                        problems.append(code.at(place, related, found=name, hazard=hazard, crosses=found))
        problems += _by_night(case, batch)
    return problems


def check_backups(case: Case) -> list[Problem]:
    """Second ways that are missing (PG282), the same (PG283), or share a crossing with the first (PG284, PG285)."""
    problems: list[Problem] = []
    for batch in case.profile.batches:
        if batch.backup_route is None:
            if batch.no_backup is None and "backup_route" not in batch.given:
                problems.append(codes.NO_BACKUP.at(case.at(batch), found=batch.route or ""))
            continue
        place = case.at(batch, "backup_route")
        if batch.backup_route == batch.route:
            problems.append(codes.BACKUP_IS_SAME.at(place, found=batch.backup_route))
            continue
        first, second = case.routes.get(batch.route or ""), case.routes.get(batch.backup_route)
        if first is None or second is None:
            continue
        shared = [name for name in first.via if name in second.via and _CROSSING_PLACE.search(name)]
        kinds = sorted(set(first.crosses) & set(second.crosses))
        if shared:
            found = "、".join(shared)
            problems.append(
                codes.BACKUP_SHARES.at(place, case.at(second, "via"), found=second.name or "", shared=found)
            )
        elif kinds:
            found = "、".join(kinds)
            related = case.at(second, "crosses")
            problems.append(codes.BACKUP_SAME_KIND.at(place, related, found=second.name or "", shared=found))
    return problems


def _by_night(case: Case, batch: Batch) -> Iterator[Problem]:
    route = case.routes.get(batch.route or "")
    if route is None or route.night is not False:
        return
    when = f"{batch.trigger or ''} {batch.latest or ''}"
    if _AT_NIGHT.search(when):
        yield codes.NIGHT_BATCH.at(case.at(batch, "route"), case.at(route, "night"), found=route.name or "")
    elif not _BY_DAY.search(when):
        yield codes.MAYBE_NIGHT_BATCH.at(case.at(batch, "route"), case.at(route, "night"), found=route.name or "")


def _ways(case: Case, batch: Batch) -> Iterator[tuple[str, Route]]:
    for key in ("route", "backup_route"):
        route = case.routes.get(getattr(batch, key) or "")
        if route is not None:
            yield key, route
