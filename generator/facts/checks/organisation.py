"""Organisation: deputies, groups, posts, squad, fire station."""

from __future__ import annotations

from collections import Counter

from generator.facts.checks.case import Case
from generator.facts.schema import Record
from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg2_people as codes
from generator.problems import pg2_place

_HOLDERS = ("leader", "person", "chief", "manager", "watcher")
_GROUPS = ("监测预警", "人员转移", "抢险救援", "后勤保障")
# Posts that no other field of the profile names a person for.
_POSTS = ("灾害信息员", "消防安全管理人", "物资保管员", "广播员")
_STATION_MEMBERS = 5
_DEPUTIES = 2
_HATS = 3  # groups that one person leads or belongs to


def check_deputies(case: Case) -> list[Problem]:
    """Deputies who are the holder (PG260), too few deputies of the leader (PG261)."""
    problems: list[Problem] = []
    for record in case.records:
        deputy = getattr(record, "deputy", None)
        if deputy is None:
            continue
        holder = next((getattr(record, key) for key in _HOLDERS if hasattr(record, key)), None)
        if isinstance(holder, str) and isinstance(deputy, str) and case.person(holder) == case.person(deputy):
            problems.append(codes.OWN_DEPUTY.at(case.at(record, "deputy"), found=deputy))
    organisation = case.profile.organisation
    if organisation is not None and "deputies" in organisation.given:
        seen = {case.person(organisation.leader)} if organisation.leader else set()
        for number, deputy in enumerate(organisation.deputies):
            if case.person(deputy) in seen:
                place = case.places.at((*organisation.at, "deputies", number))
                problems.append(codes.OWN_DEPUTY.at(place, found=deputy))
            seen.add(case.person(deputy))
        if len(organisation.deputies) < _DEPUTIES:
            place = case.at(organisation, "deputies")
            problems.append(codes.FEW_DEPUTIES.at(place, found=len(organisation.deputies), expected=_DEPUTIES))
    return problems


def check_groups(case: Case) -> list[Problem]:
    """Groups that are missing (PG262), people in too many of them (PG263)."""
    organisation = case.profile.organisation
    if organisation is None or "groups" not in organisation.given:
        return []
    kinds = {group.kind for group in organisation.groups}
    problems = [codes.NO_GROUP.at(case.at(organisation, "groups"), found=kind) for kind in _GROUPS if kind not in kinds]
    hats: Counter[str] = Counter()
    for group in organisation.groups:
        hats.update({handle for handle in (group.leader, group.deputy, *group.members) if handle})
    problems += [
        codes.MANY_HATS.at(case.at(organisation, "groups"), found=handle, count=count)
        for handle, count in sorted(hats.items())
        if count >= _HATS
    ]
    return problems


def check_posts(case: Case) -> list[Problem]:
    """Posts that are missing (PG264) or older than the election (PG265)."""
    profile = case.profile
    problems: list[Problem] = []
    if "posts" in profile.given:
        held = {post.post for post in profile.posts}
        problems += [
            codes.NO_POST.at(case.places.at_key((), "posts"), found=post) for post in _POSTS if post not in held
        ]
    elected = profile.organisation.elected_on if profile.organisation is not None else None
    if elected is not None and profile.organisation is not None:
        for post in profile.posts:
            if post.accepted_on is not None and post.accepted_on < elected:
                problems.append(
                    codes.BEFORE_ELECTION.at(
                        case.at(post, "accepted_on"),
                        case.at(profile.organisation, "elected_on"),
                        found=post.post or "",
                        on=post.accepted_on,
                        elected=elected,
                    )
                )
    return problems


def check_squad(case: Case) -> list[Problem]:
    """Squads that cannot be (PG266–PG269), fire stations missing or too small (PG270, PG271)."""
    profile = case.profile
    squad = profile.squad
    problems: list[Problem] = []
    if squad is not None:
        if squad.minors:
            problems.append(codes.MINORS.at(case.at(squad, "minors"), found=squad.minors))
        if squad.mode == "联动" and squad.regional is None:
            problems.append(codes.NO_REGIONAL_SQUAD.at(case.at(squad, "mode")))
        if squad.mode == "自建" and squad.regional is not None:
            problems.append(
                pg2_place.CONTRADICTION.at(
                    case.at(squad, "regional"), first="组建方式：自建", second=f"联动队：{squad.regional}"
                )
            )
        regional = case.facts.regional_squad
        if regional is not None and profile.name and profile.name not in regional.communities:
            related = () if case.town_places is None else (case.town_places.of(regional, "communities"),)
            problems.append(
                codes.NOT_IN_SQUAD.at(
                    case.at(squad, "regional"), *related, found=profile.name, squad=regional.name or ""
                )
            )
        if squad.size is not None and len(squad.members) > squad.size:
            place = case.at(squad, "members")
            problems.append(
                pg2_place.MORE_THAN_ALL.at(
                    place, case.at(squad, "size"), title="骨干队员", found=len(squad.members), limit=squad.size
                )
            )
    station = profile.micro_station
    if station is None and profile.kind == "社区":
        problems.append(codes.NO_MICRO_STATION.at(_start(case)))
    elif station is not None and station.members is not None and station.members < _STATION_MEMBERS:
        place = case.at(station, "members")
        problems.append(codes.SMALL_STATION.at(place, found=station.members, expected=_STATION_MEMBERS))
    return problems


def _start(case: Case) -> Place:
    record: Record = case.profile
    return case.places.at(record.at, "micro_station")
