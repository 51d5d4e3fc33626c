"""PG1: the text of YAML files."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NOT_UTF8 = Code(
    "PG101",
    "not-utf8",
    Severity.NOTE,
    N_("the file is saved as {found}, not as UTF-8; it was read all the same"),
    N_("save it once as UTF-8: in the editor, “Save as …”, encoding UTF-8"),
    N_("""Some editors under Chinese Windows save text as GBK (also called ANSI or GB 18030).

plangen recognises it and reads it. But the same bytes can mean other characters to another program, and rare
characters in names may get lost: keep all files in UTF-8, with or without the mark (BOM) at the beginning."""),
)
BAD_BYTES = Code(
    "PG102",
    "bad-bytes",
    Severity.ERROR,
    N_("the file holds bytes that are text neither in UTF-8 nor in GB 18030"),
    N_("open the file in an editor, mend what looks wrong near here, and save it as UTF-8"),
    N_("""A text file holds characters in one encoding. This one breaks off or mixes two of them.

Usually a file was cut off while it was copied, two files in different encodings were joined, or something else (a
Word document, a picture, an archive) was saved under a name that ends in .yaml."""),
)
CONTROL_CHARACTER = Code(
    "PG103",
    "control-character",
    Severity.ERROR,
    N_("the file holds the invisible control character {found}, which can be neither read nor printed"),
    N_("delete it: put the cursor behind it and press the backspace key"),
    N_("""Control characters come along when text is pasted from a PDF, a terminal or an old database.

Neither YAML nor a Word file may hold them. plangen reads the rest of the file and leaves the character out."""),
)
TAB = Code(
    "PG104",
    "tab",
    Severity.ERROR,
    N_("a tab stands where only spaces are allowed"),
    N_("replace it by spaces, two for each step inwards"),
    N_("""In YAML the indentation says what belongs to what, and only spaces count, because a tab is as wide as
each editor likes it to be.

Most editors can be told to write spaces when the tab key is pressed; plangen's own `.editorconfig` tells them."""),
)
FULL_WIDTH = Code(
    "PG105",
    "full-width",
    Severity.ERROR,
    N_("the full-width “{found}” stands where YAML needs “{expected}”"),
    N_("switch the input method to half-width punctuation and type “{expected}”"),
    N_("""Colons, commas, brackets and quotation marks that build the file must be half-width (ASCII): `name:
后坑`, `[甲, 乙]`, `{{name: 后坑}}`, `"…"`. After a colon or a comma stands a space.

Inside the text of a value full-width punctuation is right and stays as it is."""),
)
UNCLOSED = Code(
    "PG106",
    "unclosed",
    Severity.ERROR,
    N_("“{found}” begins something that is not properly closed"),
    N_("look for a missing “{expected}” or a missing comma after this place"),
    N_("""A quotation mark, a square bracket or a brace that is opened must be closed by its partner.

Entries between brackets are separated by a half-width comma and a space. A quotation mark within a quoted text is
written twice ('it''s') or, in Chinese text, as 「」 or “”."""),
)
NO_SPACE = Code(
    "PG107",
    "no-space",
    Severity.ERROR,
    N_("after the colon of “{found}” a space is missing"),
    N_("write “{expected}”"),
    N_("""A field is written as key, colon, space, value. Without the space YAML takes the whole line for one
word.

Times (12:30) and addresses keep their colon as it is: they are values, not fields."""),
)
INDENTATION = Code(
    "PG108",
    "indentation",
    Severity.ERROR,
    N_("this line is not indented like the lines it belongs to"),
    N_("give it the same number of spaces as its neighbours; a list entry begins with “- ”"),
    N_("""Fields of one record begin in the same column. What belongs to a field stands two spaces further in.

A line that is one space off belongs to nothing. Also look at the line before: a value that runs on, or a field
without a value, can make this line the wrong one."""),
)
SYNTAX = Code(
    "PG109",
    "syntax",
    Severity.ERROR,
    N_("the file cannot be understood from here on"),
    N_(
        "compare this line and the one before with a file that works; text with special "
        "characters goes into quotation marks"
    ),
    N_("""The rules of YAML are broken here, and plangen cannot say more exactly how.

Frequent reasons: a missing colon after a key, a missing space after a colon, a list mixed with fields at the same
indentation, an unclosed quotation mark some lines before. The rest of this file was not read; all others were."""),
)
DUPLICATE_KEY = Code(
    "PG110",
    "duplicate-key",
    Severity.ERROR,
    N_("“{found}” is given twice in the same record"),
    N_("keep one of the two; several entries of one kind form a list"),
    N_("""A record has each field once. YAML programs usually keep the last one without a word, so that a phone
number that was corrected above goes on being wrong below. plangen refuses to choose."""),
)
TAG = Code(
    "PG111",
    "tag",
    Severity.ERROR,
    N_("“{found}” is a YAML tag; files of plangen have none"),
    N_("delete it, or put the text into quotation marks if it is meant as text"),
    N_("""A word that begins with an exclamation mark gives a value a type in YAML. plangen knows the type of each
field from its declaration and never builds anything a file asks for by a tag."""),
)
UNKNOWN_ALIAS = Code(
    "PG112",
    "unknown-alias",
    Severity.ERROR,
    N_("“*{found}” refers to something that is not marked with “&{found}” before"),
    N_("put the text into quotation marks if the star is meant as a star"),
    N_("""In YAML a star at the beginning of a value repeats a value that was marked with & further above.

The rest of this file was not read."""),
)
TOO_MUCH = Code(
    "PG113",
    "too-much",
    Severity.ERROR,
    N_("the file unfolds to more than {limit} values"),
    N_("write out what is meant instead of repeating it with “*”"),
    N_("""By references (* and &) a small file can unfold to billions of values. Honest files stay far below the
limit.

The rest of this file was not read."""),
)
TOO_DEEP = Code(
    "PG114",
    "too-deep",
    Severity.ERROR,
    N_("lists and records are nested more than {limit} deep here"),
    N_("close the brackets before this place, or look at the indentation"),
    N_("""No record of plangen is nested more than a few levels deep. The rest of this file was not read."""),
)
EMPTY_FILE = Code(
    "PG115",
    "empty-file",
    Severity.ERROR,
    N_("the file is empty"),
    N_("fetch it from the last backup, or begin with “schema: 1”"),
    N_("""There is nothing in the file, or nothing but comments. A file that was lost while it was saved (disk
full, power cut) is often left empty like this."""),
)
SEVERAL_DOCUMENTS = Code(
    "PG116",
    "several-documents",
    Severity.ERROR,
    N_("a second document begins here; a file holds one"),
    N_("delete the line “---”, or move what follows into a file of its own"),
    N_("""A line of three hyphens begins a new document in YAML. plangen reads the first one of a file only and
would lose what follows, so it says so."""),
)
KEY_NOT_TEXT = Code(
    "PG117",
    "key-not-text",
    Severity.ERROR,
    N_("a list or record stands where a key is expected"),
    N_("write a word before the colon"),
    N_("""The name of a field is a single word. A question mark, a bracket or a brace at the beginning of a line
makes YAML read a whole list or record as the name."""),
)
MERGE_KEY = Code(
    "PG118",
    "merge-key",
    Severity.ERROR,
    N_("“<<” (merging another record) is not supported"),
    N_("write the fields out"),
    N_("""Merged records are hard to read for whoever mends the file next, and it is not obvious which value wins.

A value or a whole list may be repeated with & and *."""),
)
NEEDS_QUOTES = Code(
    "PG119",
    "needs-quotes",
    Severity.ERROR,
    N_("a text with “{found}” at this place must stand in quotation marks"),
    N_("put the whole value into '…'"),
    N_("""Some characters have a meaning in YAML: a colon followed by a space, a value that begins with * & ! % @
` {{ [ or with > or |, a backslash in double quotation marks, and what follows a closed quotation mark.

In single quotation marks all of them are plain text: 'note: *重要*'."""),
)
NOT_A_RECORD = Code(
    "PG120",
    "not-a-record",
    Severity.ERROR,
    N_("the file does not hold fields (“key: value”)"),
    N_("begin with “schema: 1” and write one field per line"),
    N_("""A file of plangen is a record: keys with values. This one is a list, or plain text without keys.

If every line has a colon, look whether it is a full-width one, or whether the space after it is missing."""),
)
INVISIBLE = Code(
    "PG121",
    "invisible-character",
    Severity.NOTE,
    N_("the file holds the invisible character {found}"),
    N_("delete it and type the word again"),
    N_("""Zero-width and direction characters come along when text is pasted from web pages and chats. They cannot
be seen, but two names of which only one holds them are different names."""),
)
LINE_BREAK = Code(
    "PG122",
    "line-break",
    Severity.NOTE,
    N_("the file holds the unusual line break {found}; it was read as a space"),
    N_("replace it by a space or a line break typed with the Enter key"),
    N_("""Some programs (and copies from PDF files) use line breaks that most editors do not show as such. They
would make all line numbers behind them wrong."""),
)
