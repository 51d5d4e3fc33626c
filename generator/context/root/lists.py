"""The profile's records and lists, each under its own title."""

from __future__ import annotations

from generator.context.entry import Entry
from generator.context.entry import number
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.plan import plan_of
from generator.context.prepared import total
from generator.facts.model.profile import Profile
from generator.facts.schema import columns
from generator.mask import few

# Place and isolation are told of the community itself; points have the names of every kind of point; figures depend
# on the edition; contacts are named wherever somebody has a duty.
_ELSEWHERE = frozenset({"place", "isolation", "points", "figures", "contacts"})
KEYS = frozenset(
    column.key
    for column in columns(Profile).values()
    if (column.is_record or column.many) and column.key not in _ELSEWHERE
)


def _of_profile(entry: Entry) -> Entry:
    """The entry of a profile's field as one of the root."""
    return Entry(
        entry.name,
        entry.kind,
        entry.meaning,
        lambda _source, env: entry.make(env.facts.profile, env),
        entry.optional,
        entry.members,
    )


def _helped(_source: object, env: Env) -> object:
    """The sum of those who need help; left out where it would give away a single small count."""
    counts = [count.people for count in env.facts.profile.help_counts]
    if any(few(count, env.edition) != count for count in counts):
        return few(1, env.edition) if sum(c or 0 for c in counts) < 3 else "若干"
    return total(counts, gap("帮扶对象人数"))


LISTS: tuple[Entry, ...] = (
    *(_of_profile(entry) for entry in plan_of(Profile, KEYS).entries),
    number("帮扶对象总数", "帮扶对象人数合计；公示版里有“少数”时写“若干”", _helped),
)
