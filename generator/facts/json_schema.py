"""JSON Schemas of the YAML files, for editors: keys, titles and choices while one types, from the model alone.

What plangen calls a gap is no fault here either: every value may still be empty. What it calls an error and a schema
can express – an unknown key, a wrong word, a number out of range, a number nobody can dial – is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.facts.model.fields import ExtraField
from generator.facts.model.hazards import Hazard
from generator.facts.model.hazards import RiskPoint
from generator.facts.model.people import Contact
from generator.facts.model.profile import Profile
from generator.facts.model.town import Town
from generator.facts.reader.files import NO_WORDS
from generator.facts.reader.files import POINT_TYPES
from generator.facts.reader.files import Vocabulary
from generator.facts.reader.places import KEYED
from generator.facts.reader.scalars import UNKNOWN
from generator.facts.schema import Class
from generator.facts.schema import Column
from generator.facts.schema import Fact
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import Ref
from generator.facts.schema import columns

Schema = dict[str, Any]

# The draft that editors' YAML extensions know best.
DRAFT = "http://json-schema.org/draft-07/schema#"

_UNKNOWN = "|".join(word.replace("?", r"\?") for word in sorted(UNKNOWN))
# As `reader.scalars` and `reader.phones` read them, without look-behind and flags, which not every editor knows.
_INTEGER = r"[+-]?(?:0|[1-9][0-9]*)"
_DECIMAL = _INTEGER + r"(?:\.[0-9]+)?"
_DATE = r"[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)"
_FLAG = "[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[YyNn]|是|否|有|无"
_EXTENSION = r"(?: *(?:转|分机|[Ee]xt\.?|x) *[0-9]{1,6})?"
_BREAK = r"[ ()（）-]*"
_PHONE = (
    rf"(?:\+86)?{_BREAK}(?:1[3-9](?:{_BREAK}[0-9]){{9}}|1[12][0-9]|12[0-9]{{3}}|100[0-9]{{2}}|9[56][0-9]{{3,4}}"
    rf"|[48]00(?:{_BREAK}[0-9]){{7}}|{_BREAK}0[0-9]{{2,3}}(?:{_BREAK}[0-9]){{7,8}}){_EXTENSION}"
)

_NEEDS = {Need.REQUIRED: "必填", Need.CONDITIONAL: "视情况填写", Need.OPTIONAL: "可不填"}
_CLASSES = {
    Class.PUBLIC: "公开",
    Class.DUTY: "值守联系（公示版只印值班电话或本人同意公开的号码）",
    Class.INTERNAL: "内部",
    Class.PERSONAL: "居民个人信息（只写在人员名册里）",
}
_LISTS = {
    Ref.CONTACT: "联系人（contacts）里的名字",
    Ref.POINT: "风险点（points）的名称",
    Ref.ROUTE: "转移路线（routes）的名称",
    Ref.SHELTER: "避灾安置场所（shelters）的名称",
    Ref.GRID: "网格（grids）的名称",
    Ref.FIGURE: "图（figures）的图名",
    Ref.SQUAD: "街镇 town.yaml 里联动突击队的队名",
    Ref.SUB_HAZARD: "灾种的键，见 standards.yaml",
}
_TYPES: Mapping[type, Schema] = {
    int: {"type": ["integer", "string", "null"], "pattern": f"^(?:{_INTEGER}|{_UNKNOWN})?$"},
    float: {"type": ["number", "string", "null"], "pattern": f"^(?:{_DECIMAL}|{_UNKNOWN})?$"},
    bool: {"type": ["boolean", "string", "null"], "pattern": f"^(?:{_FLAG}|{_UNKNOWN})?$"},
    date: {"type": ["string", "null"], "pattern": f"^(?:{_DATE}|{_UNKNOWN})?$"},
    # Whatever stands there is taken as it is written: 3 is a fine answer to 楼层.
    str: {"type": ["string", "number", "boolean", "null"]},
}
_EXTRA: Mapping[str, tuple[type, bool]] = {
    "text": (str, False),
    "number": (float, False),
    "flag": (bool, False),
    "date": (date, False),
    "texts": (str, True),
}


def json_schema(record: type[Record], title: str, words: Vocabulary = NO_WORDS) -> Schema:
    """The schema of a file that holds one `record`; `words` add the district's hazards and its own fields."""
    definitions: dict[str, Schema] = {}
    top = _record(record, definitions, words, top=True)
    schema: Schema = {"$schema": DRAFT, "title": title, **top}
    if definitions:
        schema["definitions"] = dict(sorted(definitions.items()))
    return schema


def _record(record: type[Record], definitions: dict[str, Schema], words: Vocabulary, *, top: bool = False) -> Schema:
    properties: dict[str, Schema] = {}
    for key, column in columns(record).items():
        if top and key == "contacts" and record in (Profile, Town):
            properties[key] = _described(_contacts(definitions, words), column.fact)
        elif column.type is RiskPoint:
            properties[key] = _described(_list(_points(definitions, words)), column.fact)
        else:
            properties[key] = _column(column, definitions, words)
    if top and record is Profile:
        properties["hazards"] = {"title": KEYED["hazards"][0], "description": "必填。", **_hazards(definitions, words)}
        properties["extra"] = {"title": KEYED["extra"][0], "description": "区里增加的字段。", **_extra(words)}
    return {"type": "object" if top else ["object", "null"], "properties": properties, "additionalProperties": False}


def _column(column: Column, definitions: dict[str, Schema], words: Vocabulary) -> Schema:
    value = _defined(column.type, definitions, words) if column.is_record else _scalar(column.type, column.fact, words)
    return _described(_list(value) if column.many else value, column.fact)


def _defined(record: type[Record], definitions: dict[str, Schema], words: Vocabulary) -> Schema:
    """A reference to the schema of a record, which is made once: records may hold records of their own kind."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _record(record, definitions, words)
    return {"$ref": f"#/definitions/{name}"}


def _list(items: Schema) -> Schema:
    # An entry that is empty is a fault of its own: only lists as a whole may still be missing.
    return {"type": ["array", "string", "null"], "pattern": f"^(?:{_UNKNOWN})?$", "items": items}


def _scalar(kind: type, declared: Fact, words: Vocabulary) -> Schema:
    if declared.phone:
        schema: Schema = {"type": ["string", "integer", "null"], "pattern": f"^(?:{_PHONE}|{_UNKNOWN})?$"}
    elif declared.choices:
        schema = {"enum": [*declared.choices, *sorted(UNKNOWN), "", None]}
    elif declared.ref is Ref.SUB_HAZARD and words.subs:
        schema = {"enum": [*words.subs, *sorted(UNKNOWN), "", None]}
    else:
        schema = dict(_TYPES[kind])
    if kind is str and "enum" not in schema and not declared.phone:
        schema["maxLength"] = declared.length
    if declared.low is not None and declared.low == declared.high:  # the version of the format
        return {"enum": [int(declared.low), f"{declared.low:g}"]}
    if declared.low is not None:
        schema["minimum"] = declared.low
    if declared.high is not None:
        schema["maximum"] = declared.high
    return schema


def _described(schema: Schema, declared: Fact) -> Schema:
    """`schema` with the field's title and what there is to say of it; around a reference, which stands alone."""
    said = [_NEEDS[declared.need]]
    said += [declared.meaning] if declared.meaning else []
    said += [f"写{_LISTS[declared.ref]}"] if declared.ref is not None else []
    said += [f"单位：{declared.unit}"] if declared.unit else []
    said += [f"数据类别：{_CLASSES[declared.cls]}"]
    said += [f"来源：{declared.source}"] if declared.source else []
    if declared.name != declared.title:
        said.append(f"模板里叫：{declared.name}")
    description = "。".join(text.rstrip("。") for text in said) + "。"
    inner = {"allOf": [schema]} if "$ref" in schema else schema
    return {"title": declared.title, "description": description, **inner}


def _contacts(definitions: dict[str, Schema], words: Vocabulary) -> Schema:
    phone = _scalar(str, columns(Contact)["phone"].fact, words)
    person = _defined(Contact, definitions, words)
    return {
        "type": ["object", "null"],
        # By type, not by anyOf: an editor then says what is wrong with the one that was meant.
        "additionalProperties": {"if": {"type": "object"}, "then": person, "else": phone},
    }


def _hazards(definitions: dict[str, Schema], words: Vocabulary) -> Schema:
    hazard = _defined(Hazard, definitions, words)
    if not words.subs:
        return {"type": ["object", "null"], "additionalProperties": hazard}
    known = {key: {"title": sub.title or key, "allOf": [hazard]} for key, sub in words.subs.items()}
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def _points(definitions: dict[str, Schema], words: Vocabulary) -> Schema:
    """A point by the kind that its hazard has; one without a known hazard may have the fields of any."""
    properties: dict[str, Schema] = {}
    kinds: tuple[type[Record], ...] = (RiskPoint, *POINT_TYPES.values())
    for kind in kinds:
        for key, column in columns(kind).items():
            properties.setdefault(key, _column(column, definitions, words))
    definitions["AnyPoint"] = {"type": "object", "properties": properties, "additionalProperties": False}
    chosen: Schema = {"$ref": "#/definitions/AnyPoint"}
    for name in reversed(list(POINT_TYPES)):
        of_kind = [key for key, sub in words.subs.items() if sub.points == name]
        if of_kind:
            meant = {"type": "object", "required": ["hazard"], "properties": {"hazard": {"enum": of_kind}}}
            chosen = {"if": meant, "then": _defined(POINT_TYPES[name], definitions, words), "else": chosen}
    return chosen


def _extra(words: Vocabulary) -> Schema:
    properties = {field.key: _extra_field(field) for field in _keyed(words.extra)}
    schema: Schema = {"type": ["object", "null"]}
    return schema | ({"properties": properties, "additionalProperties": False} if properties else {})


def _keyed(fields: Iterable[ExtraField]) -> list[ExtraField]:
    return [field for field in fields if field.key]


def _extra_field(field: ExtraField) -> Schema:
    kind, many = _EXTRA[field.type or "text"]
    said = ["必填" if field.need == Need.REQUIRED else "可不填"]
    said += [field.meaning] if field.meaning else []
    said += [f"单位：{field.unit}"] if field.unit else []
    schema = dict(_TYPES[kind])
    described = _list(schema) if many else schema
    return {"title": field.title or field.key, "description": "。".join(said) + "。", **described}
