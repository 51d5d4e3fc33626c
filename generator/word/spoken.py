"""What a template says: its paragraphs with style, text and place, and its tags, story by story."""

from __future__ import annotations

from dataclasses import dataclass

from generator.problems import Place
from generator.problems import Problem
from generator.word import tagtext
from generator.word.lexer import Tag
from generator.word.lexer import lex
from generator.word.package import Package
from generator.word.package import parse_part
from generator.word.package import read_package
from generator.word.place import Places
from generator.word.place import StoryPlace
from generator.word.place import own_text
from generator.word.styles import StyleTable
from generator.word.styles import read_styles
from generator.word.template import story_parts
from generator.word.xmlns import w

_P = w("p")
_TBL = w("tbl")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: the name of its style, its text with the tags in it, its place, and the table row it is in."""

    style: str
    text: str
    place: Place
    row: int | None = None

    @property
    def plain(self) -> str:
        """The text that the author wrote, without tags: each leaves a space."""
        kept: list[str] = []
        reached = 0
        for start, end in tagtext.spans(self.text):
            kept.append(self.text[reached:start])
            reached = end if end > 0 else len(self.text)
        kept.append(self.text[reached:])
        return " ".join(kept)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One story: the body, a header, a footer, the notes."""

    part: str
    label: str
    paragraphs: tuple[Paragraph, ...]
    tags: tuple[Tag, ...]


def spoken(data: bytes, file: str = "") -> tuple[list[Spoken], list[Problem]]:
    """The stories of a template, the body first, and what kept the package from being read."""
    package, problems = read_package(data, file)
    if package is None:
        return [], problems
    styles = _styles(package, file)
    found: list[Spoken] = []
    for part, label in story_parts(package):
        root, broken = parse_part(package, part, file)
        problems += broken
        if root is None:
            continue
        where = StoryPlace(file, label, styles.heading_ids())
        places = Places([root], where)
        rows = {row: number for number, row in enumerate(root.iter(w("tr")))}
        paragraphs: list[Paragraph] = []
        for paragraph in root.iter(_P):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            row = next((rows[above] for above in paragraph.iterancestors(w("tr"))), None)
            paragraphs.append(
                Paragraph(
                    styles.name_of(style.get(w("val"), "") if style is not None else ""),
                    own_text(paragraph),
                    places.at(paragraph),
                    row,
                )
            )
        lexed = lex([root], where, places)
        found.append(Spoken(part, label, tuple(paragraphs), tuple(lexed.tags)))
    return found, problems


@dataclass(frozen=True, slots=True)
class _Names:
    styles: StyleTable

    def name_of(self, ident: str) -> str:
        """The name of a paragraph style by its id."""
        style = self.styles.styles.get(ident)
        return style.name if style is not None else "Normal"

    def heading_ids(self) -> frozenset[str]:
        """The ids of heading styles, by their names."""
        return frozenset(i for i, style in self.styles.styles.items() if style.name.casefold().startswith("heading"))


def _styles(package: Package, file: str) -> _Names:
    for part in package.members:
        if package.content_type(part).endswith("styles+xml"):
            root, _ = parse_part(package, part, file)
            return _Names(read_styles(root))
    return _Names(read_styles(None))
