"""PG70x, PG71x: LibreOffice and fonts."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

OFFICE_MISSING = Code(
    "PG700",
    "office-missing",
    Severity.ERROR,
    N_("LibreOffice is not installed here, so no PDF can be made"),
    N_("install it, as administrator: apt install libreoffice-writer-nogui python3-uno (else: libreoffice.org)"),
    N_(
        "PDFs, and page numbers that are true, are made by LibreOffice, which lays the pages out. Drafts in Word format"
        " need none of it. plangen looks for `soffice` in the PATH and where LibreOffice is usually put; if it lies"
        " elsewhere, the variable PLANGEN_OFFICE may name the program. `make setup` installs it on Debian and Ubuntu;"
        " `plangen doctor` shows what was found."
    ),
)
WRITER_MISSING = Code(
    "PG701",
    "writer-missing",
    Severity.ERROR,
    N_("LibreOffice is installed in {found}, but without Writer"),
    N_("install Writer, as administrator: apt install libreoffice-writer-nogui"),
    N_(
        "Distributions divide LibreOffice into packages. The part that reads Word documents is called Writer; where"
        " only Calc or the common files are installed, no document can be opened."
    ),
)
UNO_MISSING = Code(
    "PG702",
    "uno-missing",
    Severity.ERROR,
    N_("no Python here can talk to the LibreOffice in {found}"),
    N_("install the bridge, as administrator: apt install python3-uno"),
    N_(
        "plangen keeps one LibreOffice at work and hands it one document after another, which is several times as"
        " fast as starting it for each. It does so through LibreOffice’s own Python module `uno`. On Debian and Ubuntu"
        " that is the package python3-uno, which belongs to the system’s /usr/bin/python3; on Windows and macOS"
        " LibreOffice brings a Python of its own. Neither has to be the Python that plangen runs on."
    ),
)
OFFICE_WILL_NOT_START = Code(
    "PG703",
    "office-will-not-start",
    Severity.ERROR,
    N_("LibreOffice does not start"),
    N_("start it by hand and look what it says: {command}"),
    N_(
        "plangen starts LibreOffice with a profile of its own in the folder for temporary files, and it ended, or said"
        " nothing, before it could be given any work, three times. Often the disk is full, memory is short, or an"
        " update of LibreOffice is half installed."
    ),
)
OFFICE_DIED = Code(
    "PG704",
    "office-died",
    Severity.ERROR,
    N_("LibreOffice crashed at this document each time that it was tried"),
    N_("open the document in LibreOffice and look where it fails; the other documents are done"),
    N_(
        "When LibreOffice ends in the middle of a document, another one is started and the document is tried once more."
        " If that fails too, it gets a last chance when all others are done. This one failed every time, and was left"
        " out. Usual causes: a figure that is broken or very large, too little memory, or somebody who ended the"
        " process."
    ),
)
OFFICE_HUNG = Code(
    "PG705",
    "office-hung",
    Severity.ERROR,
    N_("LibreOffice did not finish this document in {seconds} s, twice"),
    N_("look at its figures and tables for something very large, or let fewer documents be printed at once: -j 1"),
    N_(
        "A document has half a minute, and a second more for each page that may be expected. A LibreOffice that takes"
        " longer is ended, and the document tried once more with another. This one took too long both times, and was"
        " left out; the other documents are done."
    ),
)
DOCUMENT_REFUSED = Code(
    "PG706",
    "document-refused",
    Severity.ERROR,
    N_("LibreOffice cannot print this document: {why}"),
    N_("open the document in LibreOffice or Word and look whether it is whole"),
    N_(
        "LibreOffice was at work and answered, but could not read the document or write the PDF. What it said is in the"
        " message. A reference to a bookmark that the document does not have is refused too, for it would be printed as"
        " an error text in the middle of a page."
    ),
)
PRINTER_LOST = Code(
    "PG707",
    "printing-process-lost",
    Severity.ERROR,
    N_("the process that printed this document died, each time that it was tried"),
    N_("print it alone, and look how much memory that takes; the other documents are done"),
    N_(
        "Many documents are printed by several processes, each with a LibreOffice of its own. When such a process"
        " dies, its documents are given to another; this one’s died every time."
    ),
)
NO_TYPEFACE = Code(
    "PG710",
    "typeface-missing",
    Severity.NOTE,
    N_("no font for {role} is installed; PDFs show it in another typeface"),
    N_("on Debian one of these packages brings one: {package} (`make setup` sees to it); Windows calls it {windows}"),
    N_(
        "Official documents name 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体 and 宋体. Where they are not installed,"
        " fonts of the same kind stand in for them, so that these typefaces stay distinct on paper. For one of them"
        " there is none: the PDF shows it in a font of another kind. Pages break as before, for every line has an exact"
        " height. `plangen doctor` lists what was found."
    ),
)
EMPTY_GLYPH = Code(
    "PG711",
    "character-without-glyph",
    Severity.ERROR,
    N_("page {page} of the PDF shows an empty box in place of “{char}” (font {font})"),
    N_("install a font that has it: apt install fonts-lxgw-wenkai fonts-noto-cjk; on Windows SimSun-ExtB"),
    N_(
        "A name or a sign of the document is in none of the installed fonts, so that the PDF shows a box. Rare"
        " characters of names of people and villages (𠮷, 㙟) and signs (㎡, ☎) are in LXGW WenKai and in Noto CJK."
    ),
)
FONT_OUTSIDE = Code(
    "PG712",
    "font-not-embedded",
    Severity.ERROR,
    N_("the font {font} is not embedded in the PDF"),
    N_("its licence forbids it, or its file is broken: use another font, or remove this one so that another stands in"),
    N_(
        "A PDF that does not carry its fonts looks different on every computer, and printers may refuse it. Fonts may"
        " forbid that they are embedded; LibreOffice obeys."
    ),
)
FONT_INSTEAD = Code(
    "PG713",
    "font-substituted",
    Severity.NOTE,
    N_("the document asks for {asked}, and nothing that could stand in for it is installed"),
    N_("on Debian one of these packages brings one: {package} (`make setup` sees to it); Windows calls it {windows}"),
    N_(
        "LibreOffice takes just any font, without a word, where the one that a document names is missing. For the"
        " typefaces of official documents plangen knows fonts that look alike; none of them is installed either."
    ),
)
FONT_UNKNOWN = Code(
    "PG714",
    "font-unknown",
    Severity.NOTE,
    N_("the document asks for the font “{asked}”, which is not installed"),
    N_("use one of the fonts of official documents in the template, or install this one on every computer that prints"),
    N_(
        "Where a font is missing, LibreOffice and Word take another one, each a different one, and lines and pages may"
        " break differently on each computer. Templates should name 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体,"
        " 宋体, Times New Roman and Arial, for which fonts of the same kind are known."
    ),
)
