"""PG6: rendering and joining."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

# PG601-PG619: reading a package and rendering one template (`word.package`, `word.story`, `word.template`).

UNDEFINED = Code(
    "PG601",
    "undefined",
    Severity.ERROR,
    N_("“{found}” has no value"),
    N_("name a value that the document is given; where it may be missing, ask “if … is defined” first"),
    N_("""The template asks for a name, or for a part of something, that is not there.

Nothing is printed silently as empty: a missing value in an emergency plan must be seen."""),
)

ILLEGAL_CHARACTER = Code(
    "PG602",
    "illegal-character",
    Severity.ERROR,
    N_("the value contains the character {found}, which no Word document can hold"),
    N_("remove it from the data; it usually comes from copying out of another program"),
    N_("""XML allows no control characters except tab and line break, no lone surrogates, no U+FFFE and U+FFFF.

Dropping them silently could change what the text says."""),
)

NOT_PRINTABLE = Code(
    "PG603",
    "not-printable",
    Severity.ERROR,
    N_("the tag prints {found}, which is no text"),
    N_("print one of its parts, loop over it, or give it a text with “join” or “default”"),
    N_("""A list, a group of values, or nothing at all cannot be printed as they are."""),
)

CANNOT_EVALUATE = Code(
    "PG604",
    "cannot-evaluate",
    Severity.ERROR,
    N_("the tag could not be worked out: {reason}"),
    N_("compare the kinds of the values in “{found}”"),
    N_("""The tag is well formed, but with these values it cannot be worked out, e.g. a text minus a number."""),
)

LIMIT = Code(
    "PG605",
    "limit-exceeded",
    Severity.ERROR,
    N_("the template asks for too much: {reason}"),
    N_("shorten the loop or the text"),
    N_("""Loops, texts and the finished document are bounded, so that no template can stop a machine."""),
)

NOT_A_PACKAGE = Code(
    "PG606",
    "not-a-package",
    Severity.ERROR,
    N_("the file is no Word document: {reason}"),
    N_("open it in Word and save it as “Word document (*.docx)”"),
    N_("""A .docx is a ZIP package with word/document.xml in it. Older .doc files, encrypted files and web pages that
were merely renamed are not."""),
)

UNSAFE_PACKAGE = Code(
    "PG607",
    "unsafe-package",
    Severity.ERROR,
    N_("the package is refused: {reason}"),
    N_("make the document anew in Word, or ask where the file comes from"),
    N_("""Packages with hostile or double names, with too many members, or that unpack to far more than they weigh are
not opened further."""),
)

BROKEN_XML = Code(
    "PG608",
    "broken-xml",
    Severity.ERROR,
    N_("the part {part} is broken: {reason}"),
    N_("open the document in Word, let it repair it, and save it again"),
    N_("""A part of the document is not well-formed XML, or brings a DOCTYPE, which no Word document has."""),
)

MISPLACED_VALUE = Code(
    "PG609",
    "misplaced-value",
    Severity.ERROR,
    N_("{found} cannot be printed here"),
    N_("{reason}"),
    N_("""Formatted text belongs into {{{{r … }}}}, paragraphs and sub-documents into {{{{p … }}}}, plain text anywhere
in text."""),
)

BROKEN_IMAGE = Code(
    "PG610",
    "broken-image",
    Severity.ERROR,
    N_("the picture cannot be used: {reason}"),
    N_("use a PNG, JPEG, GIF, BMP or TIFF file"),
    N_("""The picture's kind and size are read from the file itself, whatever its name says."""),
)

BROKEN_RESULT = Code(
    "PG611",
    "broken-result",
    Severity.ERROR,
    N_("the rendered part is broken: {reason}"),
    N_("print the result of a macro or a “set” block as a whole, without cutting or changing it"),
    N_("""Text that holds formatting, such as what a macro returns, was cut or changed in the template."""),
)
