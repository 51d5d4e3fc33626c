"""PG4: templates, by themselves."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

# PG401-PG429: the tags of one template, found while it is compiled (`word.lexer`, `word.source`, `word.structure`).

UNCLOSED_TAG = Code(
    "PG401",
    "unclosed-tag",
    Severity.ERROR,
    N_("“{found}” begins a tag that is not closed in this paragraph"),
    N_("end the tag with “{expected}” before the paragraph ends"),
    N_("""A tag begins with {{{{, {{% or {{# and must end with }}}}, %}} or #}} in the same paragraph.

Word splits what you type into pieces; plangen joins them again, but not across paragraphs. To take several
paragraphs out of a template, put a comment {{#p … #}} into each of them."""),
)

UNCLOSED_BLOCK = Code(
    "PG402",
    "unclosed-block",
    Severity.ERROR,
    N_("“{found}” is never closed"),
    N_("add “{expected}” where the block ends"),
    N_("""Every “if” needs an “endif”, every “for” an “endfor”, every “macro” an “endmacro”.

A block opened with {{%p closes best with {{%p, one opened with {{%tr with {{%tr."""),
)

UNEXPECTED_END = Code(
    "PG403",
    "unexpected-end",
    Severity.ERROR,
    N_("“{found}” closes nothing that is open here"),
    N_("open here: {open}"),
    N_("""An “endif”, “endfor”, “else” or “elif” belongs to the nearest block that is still open.

Usually one end tag is left over from an edit, or two blocks cross each other."""),
)

BAD_EXPRESSION = Code(
    "PG404",
    "bad-expression",
    Severity.ERROR,
    N_("the tag cannot be understood: {reason}"),
    N_("look at “{found}” for a missing bracket, quote or operator"),
    N_("""The text between the braces must be an expression, e.g. 点.名称, or a statement, e.g. for 点 in 地质点位.

Names hold no spaces and no brackets and do not begin with a digit."""),
)

UNKNOWN_FILTER = Code(
    "PG405",
    "unknown-filter",
    Severity.ERROR,
    N_("there is no filter or test “{found}”"),
    N_("the nearest ones: {known}"),
    N_("""A filter changes a value on its way to the page: {{{{ 名称|default('无') }}}}. A test asks about it: if x is
defined.

Templates may use the filters and tests that are known to be harmless and bounded."""),
)

TYPOGRAPHIC_QUOTES = Code(
    "PG406",
    "typographic-quotes",
    Severity.NOTE,
    N_("the tag uses typographic quotes: “{found}”"),
    N_("they are understood as quotes; switch AutoCorrect off to type straight ones"),
    N_("""Word turns straight quotes into typographic ones. Around a text inside a tag they mean the same.

Inside a text that stands in straight quotes they stay what they are."""),
)

FULL_WIDTH = Code(
    "PG407",
    "full-width-punctuation",
    Severity.ERROR,
    N_("the tag contains the full-width sign “{found}”"),
    N_("write “{expected}” instead, with the keyboard in half-width mode"),
    N_("""Between the braces, brackets, commas, dots, colons and operators must be half-width (ASCII).

Inside a text in quotes full-width signs are welcome."""),
)

FULL_WIDTH_BRACES = Code(
    "PG408",
    "full-width-braces",
    Severity.ERROR,
    N_("“{found}” looks like a tag, but its braces are full-width"),
    N_("write “{expected}”"),
    N_("""Only half-width braces make a tag. With full-width braces the text would be printed as it stands."""),
)

UNSAFE = Code(
    "PG409",
    "unsafe-expression",
    Severity.ERROR,
    N_("templates may not use “{found}”"),
    N_("{reason}"),
    N_("""A template is a document from somebody's desk, so it may only read the values that it is given.

Names and attributes that begin with an underscore, and methods that reach into Python or build huge texts, are
refused."""),
)

UNKNOWN_STATEMENT = Code(
    "PG410",
    "unknown-statement",
    Severity.ERROR,
    N_("“{found}” is no statement of templates"),
    N_("statements are: {known}"),
    N_("""Between {{% and %}} stands a statement: if, for, set, with, macro, call, raw, or one of docxtpl's cell
statements (vm, hm, cellbg, colspan). To print a value use {{{{ … }}}}."""),
)

TEXT_BESIDE_TAG = Code(
    "PG411",
    "text-beside-tag",
    Severity.ERROR,
    N_("“{beside}” stands beside “{found}” and would vanish"),
    N_("give the tag a {unit} of its own, or leave the “{prefix}” out of the tag"),
    N_("""A tag with a prefix replaces what it stands in: {{%p its paragraph, {{%tr its table row, {{%tc its cell.

Everything else in there would be lost without a word, so that is refused."""),
)

TAG_CUT = Code(
    "PG412",
    "tag-cut",
    Severity.NOTE,
    N_("“{found}” is formatted in several ways"),
    N_("its value is printed in the format of the first brace; format the whole tag alike"),
    N_("""A value takes the format of the place where its tag begins. Formats further on in the tag are ignored."""),
)

TAG_OUTSIDE = Code(
    "PG413",
    "tag-outside",
    Severity.ERROR,
    N_("“{found}” is not in a {unit}"),
    N_("move it into a {unit}, or leave the “{prefix}” out"),
    N_("""{{%tr belongs into a row of a table, {{%tc, vm, hm, cellbg and colspan into a cell."""),
)

CROSSING_BLOCK = Code(
    "PG414",
    "crossing-block",
    Severity.ERROR,
    N_("“{found}” and its end stand in different places"),
    N_("put both into the text of like paragraphs, or use {{%p … %}} for whole paragraphs and {{%tr … %}} for rows"),
    N_("""What stands between a block's tags is left out or repeated. That must be a whole: part of one paragraph,
whole paragraphs, whole rows, or the stretch from one paragraph's text to a like paragraph's text. A block that
begins in a table and ends outside it would break the document."""),
)

TOO_COMPLEX = Code(
    "PG415",
    "too-complex",
    Severity.ERROR,
    N_("the template is too deeply nested or a tag too long"),
    N_("split “{found}” into several tags or pieces"),
    N_("""Tags may hold some thousand characters, and blocks may be nested some fifteen deep."""),
)

STRAY_END = Code(
    "PG416",
    "stray-end",
    Severity.NOTE,
    N_("“{found}” ends no tag and will be printed"),
    N_("if it should end a tag, look for the missing “{expected}” before it"),
    N_("""Closing braces without an opening are ordinary text."""),
)

SPLIT_MISPLACED = Code(
    "PG417",
    "nothing-to-join",
    Severity.ERROR,
    N_("“{found}” joins its paragraph to a neighbour, but there is no text to join"),
    N_("leave the minus sign out"),
    N_("""{{%- … %}} joins the tag to the text before it, {{% … -%}} to the text after it. Both must stand in paragraphs
of the same story, next to each other."""),
)
