"""社区: the profile's own values, place and isolation flattened, and what is computed of the whole."""

from __future__ import annotations

from generator.context.entry import Entry
from generator.context.entry import Make
from generator.context.entry import flag
from generator.context.entry import marks
from generator.context.entry import number
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.plan import Plan
from generator.context.plan import plan_of
from generator.context.plan import whole_plan
from generator.context.prepared import day_text
from generator.context.prepared import total
from generator.facts.model.place import Isolation
from generator.facts.model.place import Place
from generator.facts.model.profile import Profile
from generator.facts.schema import Record
from generator.facts.schema import columns
from generator.risk import Standing
from generator.word.names import Kind

SCALARS = frozenset(
    column.key
    for column in columns(Profile).values()
    if not column.is_record and not column.many and column.key != "schema"
)


def _prone_text(_source: object, env: Env) -> str:
    """How the community stands to 多灾易灾, in words."""
    prone = env.assessment.disaster_prone
    if prone.standing is Standing.LISTED:
        day = f"，{day_text(prone.published_on)}公布" if prone.published_on else ""
        return f"列入多灾易灾社区（村）名单（{prone.document or gap('文号')}{day}）"
    if prone.standing is Standing.PROPOSED:
        return f"建议纳入：{'；'.join(prone.reasons)}"
    return "未列入"


def _moved(key: str, title: str) -> Make:
    def make(_source: object, env: Env) -> object:
        profile = env.facts.profile
        if not profile.batches and "batches" not in profile.given:
            return gap("转移批次")
        return total((getattr(batch, key) for batch in profile.batches), gap(title))

    return make


def _threatened(_source: object, env: Env) -> object:
    natural = {sub.key for part in env.assessment.parts if part.natural for sub in part.subs}
    return total((p.people_night for p in env.facts.profile.points if p.hazard in natural), gap("夜间人数"))


COMPUTED: tuple[Entry, ...] = (
    flag("多灾易灾", "列入名单，或按标准建议纳入", lambda _s, env: bool(env.assessment.disaster_prone)),
    flag("列入名单", "区级以上名单里有", lambda _s, env: env.assessment.disaster_prone.standing is Standing.LISTED),
    text("多灾易灾说明", "列入哪个名单，或为什么建议纳入", _prone_text),
    number("需转移户数", "各转移批次户数合计", _moved("households", "户数")),
    number("需转移人数", "各转移批次人数合计", _moved("people", "人数")),
    number("夜间受威胁人数", "自然灾害类风险点夜间人数合计；两个点都算到的人会重复", _threatened),
)

_OWN = plan_of(Profile, SCALARS)
_PLACE, _ISOLATION = whole_plan(Place), whole_plan(Isolation)
_NO_PLACE, _NO_ISOLATION = marks(_PLACE.entries), marks(_ISOLATION.entries)


def _flat(plan: Plan, record: Record | None, missing: dict[str, object], env: Env) -> dict[str, object]:
    return missing if record is None else plan.group(record, env)


def _community(_source: object, env: Env) -> dict[str, object]:
    profile = env.facts.profile
    return {
        **_OWN.group(profile, env),
        **_flat(_PLACE, profile.place, _NO_PLACE, env),
        **_flat(_ISOLATION, profile.isolation, _NO_ISOLATION, env),
        **{entry.name: entry.make(profile, env) for entry in COMPUTED},
    }


_MEMBERS = (*_OWN.entries, *_PLACE.entries, *_ISOLATION.entries, *COMPUTED)

COMMUNITY: tuple[Entry, ...] = (
    Entry("社区", Kind.GROUP, "本社区（村）：名称、人口、地形、断联风险和合计数", _community, members=_MEMBERS),
)
