"""What the templates of cards see: all that a manual's templates see, and what only cards want.

Household cards and the annex volume see the register as well; they alone do.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from generator.context.build import DRAFT
from generator.context.build import NO_FIGURES
from generator.context.entry import Entry
from generator.context.entry import group
from generator.context.entry import listing
from generator.context.entry import person
from generator.context.entry import text
from generator.context.env import Env
from generator.context.env import env_of
from generator.context.mark import gap
from generator.context.names import names_from
from generator.context.prepared import joined
from generator.context.reach import Reach
from generator.context.register import REGISTER
from generator.context.revision import RevisionView
from generator.context.root import root_entries
from generator.facts.facts import Facts
from generator.facts.facts import Settings
from generator.facts.model.organisation import POSTS
from generator.facts.model.people import Contact
from generator.facts.model.profile import Profile
from generator.mask import Edition
from generator.mask import contact_secrets
from generator.mask import redacted
from generator.risk import Assessment
from generator.word.names import Kind
from generator.word.names import Name
from generator.word.names import Names

Role = tuple[str, tuple[str | None, ...]]
"""What somebody is in the plan, and the handles of those who are."""

COPY = "联"
"""What an item calls the copy that is printed, where a set prints several of each."""


def _holder(post: str) -> tuple[Entry, ...]:
    """The four names of who holds a post first; empty where nobody does."""
    return person(
        post,
        "责任人姓名和电话；没有这个岗位的空着",
        lambda _source, env: next((one.person for one in env.facts.profile.posts if one.post == post), None),
        Reach.COMMUNITY,
        optional=True,
    )


def _duties(contact: Contact, env: Env) -> str:
    """What a contact is in the plan, such as 组长、后坑监测员."""
    profile = env.facts.profile
    every = (*_of_organisation(profile), *_of_posts(profile), *_of_places(profile), *_of_squads(profile))
    return joined(role for role, handles in every if contact.handle in handles)


def _of_organisation(profile: Profile) -> Iterator[Role]:
    organisation = profile.organisation
    if organisation is None:
        return
    yield "组长", (organisation.leader,)
    yield "副组长", organisation.deputies
    yield "驻村（社）干部", (organisation.town_cadre,)
    for one in organisation.groups:
        yield f"{one.kind or ''}组组长", (one.leader,)
        yield f"{one.kind or ''}组副组长", (one.deputy,)


def _of_posts(profile: Profile) -> Iterator[Role]:
    for post in profile.posts:
        area = f"（{post.area}）" if post.area else ""
        yield f"{post.post or ''}{area}", (post.person,)
        yield f"{post.post or ''}副职{area}", (post.deputy,)
    for grid in profile.grids:
        yield f"{grid.name or ''}网格长", (grid.chief,)
        yield f"{grid.name or ''}副网格长", (grid.deputy,)
        yield f"{grid.name or ''}网格员", grid.members


def _of_places(profile: Profile) -> Iterator[Role]:
    for at, batch in enumerate(profile.batches, 1):
        yield f"第{at}批转移责任人", (batch.leader,)
        yield f"第{at}批副手", (batch.deputy,)
        yield f"第{at}批点名人", (batch.counted_by,)
    for shelter in profile.shelters:
        yield f"{shelter.name or ''}管理员", (shelter.manager,)
        yield f"{shelter.name or ''}副管理员", (shelter.deputy,)
    for point in profile.points:
        yield f"{point.name or ''}监测员", (point.watcher,)
        yield f"{point.name or ''}监测副手", (point.deputy,)


def _of_squads(profile: Profile) -> Iterator[Role]:
    if profile.squad is not None:
        yield "突击队队长", (profile.squad.leader,)
        yield "突击队副队长", (profile.squad.deputy,)
        yield "突击队队员", tuple(member.person for member in profile.squad.members)
    if profile.micro_station is not None:
        yield "微型消防站站长", (profile.micro_station.chief,)


CARDS: tuple[Entry, ...] = (
    group(
        "责任岗位",
        "每种岗位的第一位责任人",
        [entry for post in POSTS for entry in _holder(post)],
        lambda _source, env: env,
    ),
)

# Whoever works for the plan and how else they are reached: in the annex volume, which only the office reads.
CONTACTS: tuple[Entry, ...] = (
    listing(
        "通讯录",
        "本社区和街镇的每个联系人",
        (
            text("姓名", "", lambda one, _env: one.name or one.handle),
            text("电话", "", lambda one, _env: one.phone or gap("电话")),
            text("备用电话", "", lambda one, _env: one.backup_phone or "", optional=True),
            text("职务", "", lambda one, _env: one.post or "", optional=True),
            text("担任", "在预案里担任什么", _duties, optional=True),
        ),
        lambda _source, env: env.contacts.values(),
    ),
)


def build_card_context(
    facts: Facts,
    assessment: Assessment,
    edition: Edition = Edition.INTERNAL,
    *,
    personal: bool = False,
    revision: RevisionView = DRAFT,
    figures: Mapping[str, object] = NO_FIGURES,
) -> dict[str, object]:
    """What cards of one edition see; `personal` ones see the register, and are internal."""
    env = env_of(facts, assessment, edition, revision, figures)
    context = {entry.name: entry.make(facts.profile, env) for entry in _entries(facts.settings, personal=personal)}
    return context if edition is Edition.INTERNAL else redacted(context, contact_secrets(facts))


def card_names_of(settings: Settings, *, personal: bool = False, item: tuple[str, str] | None = None) -> Names:
    """Every name that a card may ask for; with `item` (what it is called, of which list) also those of its item."""
    names = names_from(_entries(settings, personal=personal))
    found = list_at(item[1], names) if item is not None else None
    if item is None or found is None:
        return names
    copy = Name(COPY, Kind.TEXT, "这一联留在谁手里")
    members = {**(found.members or {}), COPY: copy}
    return {**names, item[0]: Name(item[0], Kind.GROUP, item[1], members=members)}


def list_at(path: str, names: Names) -> Name | None:
    """The list of groups at a path such as 组织.应急小组, or None."""
    found: Name | None = None
    for key in path.split("."):
        found = names.get(key)
        names = (found.members if found is not None else None) or {}
    return found if found is not None and found.kind is Kind.LIST and found.members else None


def _entries(settings: Settings, *, personal: bool) -> tuple[Entry, ...]:
    return (*root_entries(settings), *CARDS, *((*REGISTER, *CONTACTS) if personal else ()))
