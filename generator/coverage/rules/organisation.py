"""Rules on the plan itself, posts, duties and patrols."""

from __future__ import annotations

from generator.coverage.asked import Answer
from generator.coverage.asked import Asked
from generator.coverage.calls.posts import OFFICER
from generator.facts.calls import of_contact
from generator.facts.ledger.entries import SUBJECTS
from generator.facts.model.people import Contact
from generator.facts.model.standards import ReadinessRule

_FIRE = "消防安全管理人"


def plan_in_force(asked: Asked, _rule: ReadinessRule) -> Answer:
    """R-01: a plan in force with the six subjects; what plangen issues has them, of paper the ledger says which."""
    revision = asked.life.in_force(asked.day)
    if revision is None:
        return Answer(met=False, said="没有在用的预案")
    if revision.adopt is not None:
        missing = [subject for subject in SUBJECTS if subject not in revision.adopt.proves]
        if missing:
            return Answer(met=False, said=f"{revision.version}缺少：{'、'.join(missing)}")
    return Answer(met=True, said=f"{revision.version}，{revision.signed_on}签发")


def duty_ledger(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-03: the duty ledger covers all posts, was updated and publicised within the days."""
    ledger = asked.facts.profile.duty_ledger
    if ledger is None:
        return Answer(met=False, said="没有填写一本账")
    if not ledger.covers_all:
        return Answer(met=False, said="岗位没有全覆盖")
    late = [
        f"{title}是{day or '空'}"
        for title, day in (("更新", ledger.updated_on), ("公开", ledger.publicised_on))
        if not asked.within(day, rule)
    ]
    return Answer(not late, "、".join(late) if late else f"{ledger.updated_on}更新")


def leaders_and_deputies(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-04: a leader, deputies in order, each group with a deputy, posts accepted after the last election."""
    organisation = asked.facts.profile.organisation
    if organisation is None or not organisation.leader:
        return Answer(met=False, said="没有组长")
    missing: list[str] = []
    if len(organisation.deputies) < (rule.least or 0):
        missing.append(f"副组长{len(organisation.deputies)}人")
    missing += [f"{group.kind}组没有副组长" for group in organisation.groups if not group.deputy]
    if not organisation.groups:
        missing.append("没有应急小组")
    elected = organisation.elected_on
    if elected is not None:
        old = [post.post for post in asked.facts.profile.posts if not post.accepted_on or post.accepted_on < elected]
        missing += [f"{post}换届后没有重新到岗" for post in old]
    return Answer(not missing, "、".join(missing) or f"副组长{len(organisation.deputies)}人，各组正副职齐全")


def patrols(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-19: patrol routes, each walked within the days."""
    every = asked.facts.profile.patrols
    if not every:
        return Answer(met=False, said="没有巡查路线")
    late = [
        f"{patrol.route}（{patrol.last_on or '没有日期'}）"
        for patrol in every
        if not asked.within(patrol.last_on, rule)
    ]
    return Answer(not late, f"超过{rule.days}天没巡：{'、'.join(late)}" if late else f"{len(every)}条路线按期巡查")


def fire_safety(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-23: a fire safety manager; a micro fire station with its people where it is a 社区."""
    profile = asked.facts.profile
    missing: list[str] = []
    if not any(post.post == _FIRE and post.person for post in profile.posts):
        missing.append("没有消防安全管理人")
    station = profile.micro_station
    if profile.kind == "社区":
        if station is None:
            missing.append("没有微型消防站")
        elif (station.members or 0) < (rule.least or 0):
            missing.append(f"微型消防站队员{station.members or 0}人")
    return Answer(not missing, "、".join(missing) or "已落实")


def information_officer(asked: Asked, rule: ReadinessRule) -> Answer:
    """R-24: information officer and deputy, both answered a telephone within the days, by calls or by the profile."""
    post = next((post for post in asked.facts.profile.posts if post.post == OFFICER), None)
    if post is None or not post.person:
        return Answer(met=False, said="没有灾害信息员")
    missing = [] if post.deputy else ["没有副职"]
    for title, handle in (("正职", post.person), ("副职", post.deputy)):
        contact = asked.facts.contacts.get(handle or "")
        if contact is not None:
            missing += _unreached(title, asked, rule, contact)
    return Answer(not missing, "、".join(missing) or "正副职电话都接通过")


def _unreached(title: str, asked: Asked, rule: ReadinessRule, contact: Contact) -> list[str]:
    """Why somebody cannot be reached, if it is so: no number of theirs was answered within the days."""
    numbers = tuple(filter(None, (contact.phone, contact.backup_phone)))
    found = [of_contact(contact, number, asked.heard, asked.day) for number in numbers]
    if any(one.answered_on is not None and not one.is_gone and asked.within(one.answered_on, rule) for one in found):
        return []
    gone = next((one for one in found if one.is_gone), None)
    if gone is not None:
        return [f"{title}电话{gone.result}（{gone.called_on}核查）"]
    return [f"{title}电话{rule.days}天内没有接通记录"]
