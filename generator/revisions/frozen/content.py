"""What a revision said, frozen: values with their Chinese titles, texts of pieces, and why each piece stands in it.

    facts.json    values (path, title, value, class), assessment, drills, outline, digests of templates
    texts.json    the text of each piece as the template has it, and what each edition printed

Both are plain JSON with a number of their format, one value to a line, the same bytes for the same content. They are
read without the model that wrote them: nothing here knows a field by name. No value of a register is ever in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from generator.problems import Place
from generator.problems import Problem
from generator.problems import pg5_changes as codes

_PUBLIC = "P"

FORMAT = 1
"""Raised when what is written means something else than before; added keys raise nothing."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `shelters[云岭小学旧校舍].capacity`, 避灾安置场所·云岭小学旧校舍·容纳人数, 80.

    `public`: the text as the public edition says it; None where it says nothing. `ref`: the list into which the text
    points by name. `chapters`: where it is printed, in reading order; nowhere if no piece of this manual reads it.
    """

    path: str
    title: str
    text: str
    public: str | None
    cls: str = _PUBLIC
    unit: str = ""
    ref: str = ""
    chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlinePiece:
    """One piece of the recipe: the editions that it stands in (none: it does not apply), and why, in source strings."""

    file: str
    title: str
    chapter: str
    band: str
    depth: str
    editions: tuple[str, ...]
    why: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """One used template: SHA-256 of the file, of its text, and of the pictures in it."""

    file: str
    sha256: str
    text: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The release of the template set."""

    name: str = ""
    on: str = ""
    kind: str = ""
    note: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Masked:
    """What the public edition must not say: names, digits of numbers, internal texts."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """All that a revision said. `texts` are templates' by file; `printed` what each edition said, line by line."""

    code: str
    name: str
    engine: str
    release: Release
    facts: tuple[Value, ...]
    assessment: tuple[Value, ...]
    drills: tuple[Value, ...]
    outline: tuple[OutlinePiece, ...]
    templates: tuple[Template, ...]
    texts: Mapping[str, tuple[str, ...]]
    masked: Masked = Masked()
    registered: Mapping[str, int] = field(default_factory=dict)
    printed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def values(self) -> Iterator[Value]:
        """Every value, in reading order."""
        yield from self.facts
        yield from self.assessment
        yield from self.drills


def facts_bytes(frozen: Frozen) -> bytes:
    """`facts.json`: everything but the texts.

    `in` says where a value is printed: numbers in `chapters`, from 0. A value without a class is public.
    """
    chapters = list(dict.fromkeys(chapter for value in frozen.values for chapter in value.chapters))
    numbers = {chapter: at for at, chapter in enumerate(chapters)}
    return _json({
        "format": FORMAT,
        "community": {"code": frozen.code, "name": frozen.name},
        "engine": frozen.engine,
        "release": _named(frozen.release),
        "chapters": chapters,
        "facts": [_value(value, numbers) for value in frozen.facts],
        "assessment": [_value(value, numbers) for value in frozen.assessment],
        "drills": [_value(value, numbers) for value in frozen.drills],
        "outline": [_piece(piece) for piece in frozen.outline],
        "templates": [_named(template) for template in frozen.templates],
        "masked": _named(frozen.masked),
        "registered": dict(sorted(frozen.registered.items())),
    })  # fmt: skip


def texts_bytes(frozen: Frozen) -> bytes:
    """`texts.json`: the text of each piece, and what each edition printed."""
    return _json({
        "format": FORMAT,
        "pieces": {file: list(lines) for file, lines in sorted(frozen.texts.items())},
        "printed": {edition: list(lines) for edition, lines in sorted(frozen.printed.items())},
    })  # fmt: skip


def read_frozen(facts: bytes, texts: bytes, file: str = "") -> tuple[Frozen | None, list[Problem]]:
    """What `facts_bytes` and `texts_bytes` wrote, by whatever version.

    Codes: PG551 (no such content), PG552 (a newer format).
    """
    place = Place(file=file)
    try:
        data, said = json.loads(facts), json.loads(texts)
        newest = max(data["format"], said["format"])
        if newest > FORMAT:
            return None, [codes.TOO_NEW.at(place, found=newest, known=FORMAT)]
        return _frozen(data, said), []
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return None, [codes.CONTENT_UNREADABLE.at(place, why=f"{type(error).__name__}: {error}")]


def _frozen(data: Mapping[str, Any], said: Mapping[str, Any]) -> Frozen:
    chapters = data["chapters"]
    return Frozen(
        code=data["community"]["code"],
        name=data["community"]["name"],
        engine=data["engine"],
        release=Release(**{key: str(data["release"].get(key, "")) for key in Release.__slots__}),
        facts=tuple(_read_value(one, chapters) for one in data["facts"]),
        assessment=tuple(_read_value(one, chapters) for one in data["assessment"]),
        drills=tuple(_read_value(one, chapters) for one in data["drills"]),
        outline=tuple(map(_read_piece, data["outline"])),
        templates=tuple(
            Template(one["file"], one["sha256"], one["text"], tuple(one.get("pictures", ())))
            for one in data["templates"]
        ),
        texts={file: tuple(map(str, lines)) for file, lines in said["pieces"].items()},
        masked=Masked(*(tuple(map(str, data.get("masked", {}).get(key, ()))) for key in Masked.__slots__)),
        registered={str(key): int(count) for key, count in data.get("registered", {}).items()},
        printed={edition: tuple(map(str, lines)) for edition, lines in said.get("printed", {}).items()},
    )


def _value(value: Value, numbers: Mapping[str, int]) -> dict[str, object]:
    data: dict[str, object] = {"path": value.path, "title": value.title, "value": value.text}
    if value.cls != _PUBLIC:
        data["class"] = value.cls
    if value.public != value.text:
        data["public"] = value.public
    for key in ("unit", "ref"):
        if getattr(value, key):
            data[key] = getattr(value, key)
    if value.chapters:
        data["in"] = [numbers[chapter] for chapter in value.chapters]
    return data


def _read_value(data: Mapping[str, Any], chapters: Sequence[str]) -> Value:
    text = str(data["value"])
    public = data.get("public", text)
    return Value(
        path=str(data["path"]),
        title=str(data["title"]),
        text=text,
        public=None if public is None else str(public),
        cls=str(data.get("class", _PUBLIC)),
        unit=str(data.get("unit", "")),
        ref=str(data.get("ref", "")),
        chapters=tuple(str(chapters[at]) for at in data.get("in", ())),
    )


def _piece(piece: OutlinePiece) -> dict[str, object]:
    why = [[message, dict(values)] for message, values in piece.why]
    return _named(piece) | {"why": why}


def _read_piece(data: Mapping[str, Any]) -> OutlinePiece:
    why = tuple((str(message), tuple(dict(values).items())) for message, values in data.get("why", ()))
    file, title, chapter, band, depth = (str(data[name]) for name in ("file", "title", "chapter", "band", "depth"))
    return OutlinePiece(file, title, chapter, band, depth, tuple(map(str, data["editions"])), why)


def _named(record: Release | Template | Masked | OutlinePiece) -> dict[str, object]:
    found = {name: getattr(record, name) for name in type(record).__slots__}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _json(data: Mapping[str, object]) -> bytes:
    """JSON that a person can read and a line-wise diff can compare: one item of each list or table to a line."""
    return ("{\n" + ",\n".join(f"{_compact(key)}: {_block(value)}" for key, value in data.items()) + "\n}\n").encode()


def _block(value: object) -> str:
    if isinstance(value, list) and value:
        return _lines("[", (_compact(item) for item in value), "]")
    if isinstance(value, dict) and any(isinstance(inner, list) for inner in value.values()):
        return _lines("{", (f"{_compact(key)}: {_block(inner)}" for key, inner in value.items()), "}")
    return _compact(value)


def _lines(first: str, items: Iterable[str], last: str) -> str:
    return f"{first}\n" + ",\n".join(items) + f"\n{last}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
