"""What cards and the annex volume see of the register: households, people who need help, who leaves with which batch.

None of it is among the names of a manual, so no template of one can print it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator

from generator.context.entry import NUMBERED
from generator.context.entry import Entry
from generator.context.entry import empties
from generator.context.entry import flag
from generator.context.entry import group
from generator.context.entry import listing
from generator.context.entry import marks
from generator.context.entry import number
from generator.context.entry import person
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.plan import whole_plan
from generator.context.prepared import day_text
from generator.context.reach import Reach
from generator.context.root.points import UNION
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Household
from generator.facts.model.people import Person
from generator.facts.model.people import Register
from generator.facts.model.transfer import Batch
from generator.word.names import Kind

EMPTY = Register()
_BATCH = whole_plan(Batch)
_OTHERS = empties(UNION)
_NO_POINT = {**_OTHERS, **marks(whole_plan(RiskPoint).entries)}


def point_group(point: RiskPoint | None, env: Env) -> dict[str, object]:
    """The names of a point of whatever kind; marks where the point is not known."""
    if point is None:
        return dict(_NO_POINT)
    return {**_OTHERS, **env.once(point, whole_plan(type(point)).group)}


def register_of(env: Env) -> Register:
    """The register, or one that says nothing."""
    return env.facts.register or EMPTY


def _point_of(name: str | None, env: Env) -> RiskPoint | None:
    return next((point for point in env.facts.profile.points if name and point.name == name), None)


def _batches_of(name: str | None, env: Env) -> list[Batch]:
    return [batch for _, batch in env.batches.get(name or "", ())]


def _batch_groups(batches: list[Batch], env: Env) -> list[dict[str, object]]:
    return [{NUMBERED.name: at, **_BATCH.group(batch, env)} for at, batch in enumerate(batches, 1)]


def _text_of(name: str, meaning: str, key: str, *, optional: bool = True) -> Entry:
    missing = "" if optional else gap(name)

    def make(record: object, _env: Env) -> object:
        found = getattr(record, key)
        return missing if found is None else found

    return text(name, meaning, make, optional=optional)


def _day_of(name: str, meaning: str, key: str) -> Entry:
    def make(record: object, _env: Env) -> object:
        day = getattr(record, key)
        return "" if day is None else day_text(day)

    return text(name, meaning, make, optional=True)


def _count(name: str, meaning: str, key: str) -> Entry:
    def make(record: object, _env: Env) -> object:
        found = getattr(record, key)
        return gap(name) if found is None else found

    return number(name, meaning, make)


def _helpers(one: Person, env: Env) -> Iterator[str]:
    for handle in one.helpers:
        yield env.person(handle, "帮扶人", Reach.OWN, optional=False).text


PERSON: tuple[Entry, ...] = (
    _text_of("姓名", "要帮着走的人", "name", optional=False),
    _text_of("住址", "", "address", optional=False),
    _text_of("网格", "", "grid"),
    _text_of("类别", "独居老人、高龄……；只有附册的结对表用", "kind"),
    _text_of("行动方式", "自走、搀扶、轮椅、担架", "mobility", optional=False),
    _text_of("携带需要", "药、氧、电等；不写病名", "needs"),
    text("楼层文字", "住几楼", lambda one, _env: "" if one.floor is None else f"{one.floor}楼", optional=True),
    text("帮扶人", "姓名和电话", lambda one, env: "、".join(_helpers(one, env)) or gap("帮扶人")),
    _text_of("亲属联系方式", "", "relative"),
    _text_of("所在点位", "", "point"),
    _day_of("核对日期", "", "checked_on"),
)


def family(household: Household, register: Register) -> list[Person]:
    """Those of the household who need help: found by the address, where only one household has it.

    Two families under one address cannot be told apart; a card names nobody then, for it must not name neighbours.
    """
    address = _plain(household.address)
    homes = Counter(_plain(one.address) for one in register.households)
    if not address or homes[address] != 1:
        return []
    return [one for one in register.people if _plain(one.address) == address]


def _plain(address: str | None) -> str:
    return "".join((address or "").split())


HOUSEHOLD: tuple[Entry, ...] = (
    _text_of("户主", "", "head", optional=False),
    _text_of("户主电话", "", "phone"),
    _text_of("住址", "", "address", optional=False),
    _text_of("所在点位", "风险点名称", "point", optional=False),
    _text_of("网格", "", "grid"),
    _text_of("房屋类型", "", "house_type"),
    _count("夜间人数", "夜里住几人", "people_night"),
    text("白天人数", "", lambda h, _env: "" if h.people_day is None else str(h.people_day), optional=True),
    *person("帮扶人", "谁来叫、谁来帮", lambda h, _env: h.helper, Reach.OWN, optional=True),
    _text_of("投亲去处", "不去安置场所的，去哪里", "alternative"),
    _day_of("明白卡发放日期", "", "card_issued_on"),
    listing("要帮的人", "这一户里要帮着走的人", PERSON, lambda h, env: family(h, register_of(env))),
    Entry(
        "点",
        Kind.GROUP,
        "所在的风险点，和“风险点”的一项一样",
        lambda h, env: point_group(_point_of(h.point, env), env),
        members=UNION,
    ),
    Entry(
        "批次列表",
        Kind.LIST,
        "这个点的转移批次，和“转移批次”的一项一样",
        lambda h, env: _batch_groups(_batches_of(h.point, env), env),
        optional=True,
        members=(NUMBERED, *_BATCH.entries),
    ),
)


def _of_register(key: str) -> Callable[[object, Env], object]:
    return lambda _source, env: getattr(register_of(env), key)


def _households_in(names: tuple[str, ...], env: Env) -> list[Household]:
    return [one for one in register_of(env).households if one.point in names]


def _people_in(names: tuple[str, ...], env: Env) -> list[Person]:
    return [one for one in register_of(env).people if one.point in names]


def _elsewhere(env: Env) -> list[Person]:
    """Those who need help and live at no point of a batch: whoever helps them warns them, at whatever danger."""
    moved = {name for batch in env.facts.profile.batches for name in batch.points}
    return [one for one in register_of(env).people if one.point not in moved]


_WHO = (
    listing("户列表", "住在这里的户", HOUSEHOLD, lambda source, env: _households_in(_names(source), env)),
    listing("人列表", "住在这里、要帮着走的人", PERSON, lambda source, env: _people_in(_names(source), env)),
    number("登记户数", "名册里的户数", lambda source, env: len(_households_in(_names(source), env))),
    number(
        "登记人数",
        "名册里的夜间人数",
        lambda source, env: sum(one.people_night or 0 for one in _households_in(_names(source), env)),
    ),
)


def _names(source: object) -> tuple[str, ...]:
    """The points that a batch empties, or the one point itself."""
    if isinstance(source, Batch):
        return source.points
    return (source.name or "",) if isinstance(source, RiskPoint) else ()


def _batch_lists(_source: object, env: Env) -> object:
    return [
        {NUMBERED.name: at, **_BATCH.group(batch, env), **{entry.name: entry.make(batch, env) for entry in _WHO}}
        for at, batch in enumerate(env.facts.profile.batches, 1)
    ]


def _point_lists(_source: object, env: Env) -> object:
    found = [point for point in env.facts.profile.points if _households_in(_names(point), env)]
    return [
        {NUMBERED.name: at, "点": point_group(point, env), **{entry.name: entry.make(point, env) for entry in _WHO}}
        for at, point in enumerate(found, 1)
    ]


REGISTER: tuple[Entry, ...] = (
    group(
        "名册",
        "人员名册本身",
        (
            text("核对日期", "", lambda r, _env: day_text(r.checked_on) if r.checked_on else gap("核对日期")),
            text("销毁期限", "", lambda r, _env: day_text(r.destroy_by) if r.destroy_by else gap("销毁期限")),
            number("户数", "受威胁户数", lambda r, _env: len(r.households)),
            number("人数", "帮扶对象人数", lambda r, _env: len(r.people)),
            flag("有户", "名册里有受威胁户", lambda r, _env: bool(r.households)),
            flag("有人", "名册里有帮扶对象", lambda r, _env: bool(r.people)),
        ),
        lambda _source, env: register_of(env),
    ),
    listing("受威胁户", "名册里的每一户", HOUSEHOLD, _of_register("households")),
    listing("帮扶对象", "名册里要帮着走的人", PERSON, _of_register("people")),
    listing("名单外帮扶对象", "不住在转移点位、要人上门帮的人", PERSON, lambda _source, env: _elsewhere(env)),
    Entry(
        "转移名单",
        Kind.LIST,
        "“转移批次”的每一项，加上户列表、人列表",
        _batch_lists,
        optional=True,
        members=(NUMBERED, *_BATCH.entries, *_WHO),
    ),
    Entry(
        "点位名单",
        Kind.LIST,
        "有住户的每个风险点，加上户列表、人列表",
        _point_lists,
        optional=True,
        members=(NUMBERED, Entry("点", Kind.GROUP, "", lambda _p, _env: {}, members=UNION), *_WHO),
    ),
)
