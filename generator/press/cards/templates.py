"""The card templates of a workspace: recipe, base and Word files, read once; a file is compiled when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from generator import files
from generator.bulk.templates import PIECE_LIMIT
from generator.bulk.templates import load_wording
from generator.context.cards import card_names_of
from generator.facts.facts import Settings
from generator.facts.load import read_file
from generator.facts.workspace import Workspace
from generator.press.cards.checks import card_faults
from generator.press.cards.checks import unused_cards
from generator.press.cards.recipe import Card
from generator.press.cards.recipe import CardRecipe
from generator.press.cards.recipe import CardSet
from generator.problems import Place
from generator.problems import Problem
from generator.problems import has_errors
from generator.problems import pg7_cards as codes
from generator.word.assembly import CompiledManual
from generator.word.assembly import Use
from generator.word.assembly import assemble
from generator.word.base import Base
from generator.word.base import compile_base
from generator.word.lint import check_template
from generator.word.piece import CompiledPiece
from generator.word.piece import compile_piece
from generator.word.scheme import HeadingRule
from generator.word.scheme import NumberingScheme
from generator.word.scheme import StepRule
from generator.wording.check import check_wording

FOLDER = "templates/cards"
RECIPE = "cards.yaml"
BASE = "base.docx"
# A card's title is a heading without a number: it stands in the outline of the PDF, and its page can be told.
TITLES = ("卡片标题", "点卡标题", "海报A4标题", "海报A3标题")
SCHEME = NumberingScheme(
    headings=(*(HeadingRule(style, 1) for style in TITLES), HeadingRule("附册标题", 1, "{zh}、")),
    steps=(StepRule("步骤"),),
)


@dataclass(slots=True)
class CardTemplates:
    """The template set of cards. `documents` are the Word files by name relative to `templates/cards`."""

    recipe: CardRecipe
    base: Base
    documents: Mapping[str, bytes]
    _compiled: dict[str, tuple[CompiledPiece | None, list[Problem]]] = field(default_factory=dict)
    _assembled: dict[tuple[object, ...], tuple[CompiledManual | None, list[Problem]]] = field(default_factory=dict)

    def piece(self, file: str) -> tuple[CompiledPiece | None, list[Problem]]:
        """A file compiled against base, or `None`; its problems. Compiled once."""
        if file not in self._compiled:
            self._compiled[file] = compile_piece(self.documents[file], f"{FOLDER}/{file}", self.base, SCHEME)
        return self._compiled[file]

    def assembled(self, uses: Sequence[Use]) -> tuple[CompiledManual | None, list[Problem]]:
        """The document that the uses make; kept, for communities of a kind often use the same."""
        ident = tuple((use.name, use.each, use.section) for use in uses)
        if ident not in self._assembled:
            self._assembled[ident] = assemble(self.base, uses, SCHEME)
        return self._assembled[ident]


def load_cards(workspace: Workspace, settings: Settings) -> tuple[CardTemplates | None, list[Problem]]:
    """The templates of cards, or `None` if recipe or base cannot be used; the problems of both and of missing files."""
    folder = workspace.root / FOLDER
    paths, problems = files.list_docx(folder, root=workspace.root)
    documents: dict[str, bytes] = {}
    for path in paths:
        data, found = files.read_bytes(path, PIECE_LIMIT, root=workspace.root)
        problems += found
        if data is not None:
            documents[path.relative_to(folder).as_posix()] = data
    read, found = read_file(workspace, folder / RECIPE, CardRecipe)
    problems += found
    if read is None or has_errors(read.problems):
        return None, problems
    recipe: CardRecipe = read.record
    for code, trail, values in card_faults(recipe, [name for name in documents if name != BASE], settings):
        problems.append(code.at(read.places.at(trail), **values))
    for name in unused_cards(recipe, list(documents)):
        problems.append(codes.UNUSED_CARD.at(Place(file=f"{FOLDER}/{name}"), found=name))
    if BASE not in documents:
        _, found = files.read_bytes(folder / BASE, PIECE_LIMIT, root=workspace.root)
        return None, problems + found
    base, found = compile_base(documents[BASE], f"{FOLDER}/{BASE}")
    problems += found
    return (None if base is None else CardTemplates(recipe, base, documents)), problems


def card_problems(
    workspace: Workspace, templates: CardTemplates, settings: Settings, wanted: Sequence[str] | None = None
) -> list[Problem]:
    """Everything wrong with the Word files of the recipe (or those wanted): tags, names, styles, figures, wording."""
    constants, wording, problems = load_wording(workspace)
    if wanted is None or BASE in wanted:
        names = card_names_of(settings, personal=True)
        problems += check_template(templates.documents[BASE], f"{FOLDER}/{BASE}", names)
    seen: set[str] = set()
    for one, card in in_recipe(templates, wanted):
        file, shown = card.file or "", f"{FOLDER}/{card.file}"
        data = templates.documents[file]
        item = (card.called, card.each) if card.called and card.each else None
        names = card_names_of(settings, personal=bool(one.personal), item=item)
        # A file's own headers and footers are not printed: those of base are.
        problems += [
            problem
            for problem in check_template(data, shown, names, SCHEME)
            if not problem.place.part.startswith(("header", "footer"))
        ]
        if file not in seen:
            seen.add(file)
            problems += templates.piece(file)[1]
            problems += check_wording(data, shown, constants, wording)
    return list(dict.fromkeys(problems))


def in_recipe(templates: CardTemplates, wanted: Sequence[str] | None = None) -> Iterator[tuple[CardSet, Card]]:
    """Every entry of the recipe whose file is there (and wanted), with its set."""
    for one in templates.recipe.sets:
        for card in one.cards:
            if card.file in templates.documents and (wanted is None or card.file in wanted):
                yield one, card
