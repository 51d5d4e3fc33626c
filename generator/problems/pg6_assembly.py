"""PG65–PG69: joining pieces into one manual."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

UNKNOWN_STYLE = Code(
    "PG650",
    "unknown-style",
    Severity.ERROR,
    N_("the style “{name}” is used, but {base} has no such style"),
    N_("choose one of the styles of {base} in Word; nearest: {nearest}"),
    N_(
        "Styles come from the base document alone, so that all chapters look alike whoever wrote them. A piece may "
        "define what it likes, but a style that it *uses* must exist in the base document under the same name.\n\n"
        "Select the text in Word and choose one of the base document's styles. If the style is really wanted, add it "
        "to the base document."
    ),
)
UNKNOWN_LIST = Code(
    "PG651",
    "unknown-list",
    Severity.ERROR,
    N_("the list “{name}” is used, but {base} has no such list"),
    N_("give the paragraph a style of {base} that carries the bullet, instead of the list button"),
    N_(
        "Lists come from the base document alone. A paragraph that got its bullet from Word's list button has a list "
        "of its own piece, which the base document does not have.\n\n"
        "Use a paragraph style of the base document that carries the bullet."
    ),
)
COUNTED_LIST = Code(
    "PG652",
    "counted-list",
    Severity.ERROR,
    N_("this paragraph is numbered by Word’s automatic list “{name}”"),
    N_("take the automatic number away and use the style for counted steps"),
    N_(
        "Word's automatic numbers go on counting through the whole manual: the second list would begin where the "
        "first one ended. Steps are counted by plangen instead, from the paragraph's style, and begin anew by "
        "themselves.\n\nRemove the automatic number in Word and give the paragraph the style for counted steps."
    ),
)
TRACKED_CHANGES = Code(
    "PG653",
    "tracked-changes",
    Severity.NOTE,
    N_("the piece holds tracked changes; they are taken as accepted"),
    N_("accept or reject them in Word, so that everybody sees the text that is printed"),
    N_(
        "A manual is built from the text as it would be with all changes accepted. Somebody who reads the piece in "
        "Word may see something else."
    ),
)
COMMENTS = Code(
    "PG654",
    "comments",
    Severity.NOTE,
    N_("the piece holds comments; they are left out"),
    N_("nothing to do, or settle and delete them in Word"),
    N_("Comments are talk between authors and never reach a manual."),
)
EMPTY_HEADING = Code(
    "PG655",
    "empty-heading",
    Severity.ERROR,
    N_("this heading has no text"),
    N_("delete the empty paragraph, or look at why its tags print nothing"),
    N_(
        "A paragraph with the style of a heading gets a number and a line in the contents. Without text that would be "
        "a number and nothing else."
    ),
)
UNKNOWN_TARGET = Code(
    "PG656",
    "unknown-target",
    Severity.ERROR,
    N_("nothing in this manual is called “{found}”"),
    N_("write the text of the heading or caption exactly; nearest: {nearest}"),
    N_(
        "A reference names a heading or a caption by its text, without its number. The manual of this community has "
        "no such heading: it may be spelt otherwise, or its piece is not used here."
    ),
)
AMBIGUOUS_TARGET = Code(
    "PG657",
    "ambiguous-target",
    Severity.NOTE,
    N_("{count} headings or captions of this manual are called “{found}”; the first one is meant"),
    N_("give the one that is meant a text of its own"),
    N_("A reference names its target by text. When several have the same text, the first one is printed."),
)
UNKNOWN_SECTION = Code(
    "PG658",
    "unknown-section",
    Severity.ERROR,
    N_("there is no section kind “{found}” in {base}"),
    N_("begin a section of {base} with the paragraph [[section: {found}]], or use a known kind; nearest: {nearest}"),
    N_(
        "The base document declares kinds of sections (cover, formal pages …): each begins with a paragraph "
        "`[[section: name]]`. A piece or the recipe asks for one by that name."
    ),
)
LISTED_HEADING = Code(
    "PG659",
    "listed-heading",
    Severity.ERROR,
    N_("the style “{name}” carries an automatic list"),
    N_("take the list away from the style: its numbers are written by plangen"),
    N_(
        "Numbers of headings, captions and steps are computed when a manual is built and written as text. A list in "
        "the style would print a second number beside them."
    ),
)
SCHEME_STYLE = Code(
    "PG660",
    "scheme-style",
    Severity.ERROR,
    N_("the numbering names the style “{name}”, but {base} has no such style"),
    N_("add the style to {base} or correct the name; nearest: {nearest}"),
    N_("The numbering of a manual says by style which paragraphs are headings, captions and steps."),
)
NO_OUTLINE_LEVEL = Code(
    "PG661",
    "no-outline-level",
    Severity.NOTE,
    N_("the heading style “{name}” has no outline level"),
    N_("set its outline level in Word: Modify style, Paragraph, Outline level"),
    N_(
        "Word's navigation pane, PDF bookmarks, and Word's own update of the contents find headings by their outline "
        "level."
    ),
)
BAD_FORMAT = Code(
    "PG662",
    "bad-number-format",
    Severity.ERROR,
    N_("“{found}” in the number format “{format}” is not a field"),
    N_("write {{n}}, {{zh}}, {{roman}}, {{alpha}} or {{circled}} for the own count, {{1}} or {{zh1}} for level 1’s"),
    N_("A number format is text with fields in braces, such as `第{{zh}}章`, `（{{zh}}）` or `{{1}}.{{2}}`."),
)
FOREIGN_CONTENT = Code(
    "PG663",
    "foreign-content",
    Severity.ERROR,
    N_("the piece holds {what}, which cannot be part of a manual"),
    N_("insert the content itself in Word instead of a link to another file"),
    N_(
        "A manual must be complete in one file. Documents, subdocuments and pictures that are only linked would be "
        "missing wherever the manual is sent."
    ),
)
MISSING_PART = Code(
    "PG664",
    "missing-part",
    Severity.ERROR,
    N_("something is used that the file does not contain (relationship “{found}”)"),
    N_("open the file in Word and save it again, or insert the picture anew"),
    N_("The file refers to a picture or another part that it does not hold. It was probably damaged by a program."),
)
CONTENTS_NOT_ALONE = Code(
    "PG665",
    "contents-not-alone",
    Severity.ERROR,
    N_("the contents tag “{tag}” shares its paragraph with other text"),
    N_("put the tag into a paragraph of its own"),
    N_("The table of contents consists of paragraphs, so it takes the place of a whole paragraph."),
)
EACH_NOT_LIST = Code(
    "PG666",
    "each-not-a-list",
    Severity.ERROR,
    N_("the piece is to be repeated for each item of “{found}”, which is no list"),
    N_("name a list of the context in the recipe’s “each”"),
    N_("A recipe can repeat a piece once per item of a list, such as the community's risk points."),
)
COUNTED_STYLE = Code(
    "PG667",
    "counted-style",
    Severity.NOTE,
    N_("the style “{name}” carries an automatic list that counts"),
    N_("use a bullet in the list, or let the numbering scheme count the style"),
    N_("The numbers of such a list go on counting through the whole manual."),
)
MARKER_NOT_FIRST = Code(
    "PG668",
    "marker-not-first",
    Severity.ERROR,
    N_("{found} does not stand at the beginning of a section"),
    N_("move it to the first paragraph of the piece, or insert a section break before it"),
    N_("A section marker says of what kind the section is that begins with it."),
)
NO_SECTIONS = Code(
    "PG669",
    "no-page-setup",
    Severity.ERROR,
    N_("the base document has no page set-up"),
    N_("open it in Word and save it again"),
    N_("The last section of the base document gives the page size, margins, headers and footers of a manual."),
)
