"""PG533 to PG549: why a revision is not issued, and what else cannot be entered in its life."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

FACTS_WRONG = Code(
    "PG533",
    "facts-cannot-be-issued",
    Severity.ERROR,
    N_("{name} is not issued: its facts have errors ({count})"),
    N_("mend what plangen check {slug} tells"),
    N_(
        "A numbered revision is signed and held to be true. As long as something in the profile, the drills, the "
        "town's record, the ledger or the settings cannot be right, nothing is issued, not even in an emergency."
    ),
)
GAPS_OPEN = Code(
    "PG534",
    "gaps-open",
    Severity.ERROR,
    N_("{name} is not issued: there are gaps ({count}), such as {sample}"),
    N_("close the gaps that plangen check {slug} lists"),
    N_(
        "A draft prints 「（待填：…）」 where a required value is missing, so that it can be built while data are "
        "still collected. A revision that is signed must not ask its readers to look up a telephone number themselves. "
        "Facts that are newer than the day on which the whole profile was reviewed are a gap, too."
    ),
)
PIECE_MISSING = Code(
    "PG535",
    "piece-missing",
    Severity.ERROR,
    N_("{name} is not issued: the piece “{title}” ({file}) cannot be used"),
    N_("mend the template; plangen template check tells what is wrong with it"),
    N_(
        "The recipe takes this piece into the manual of the community, but its Word file is not there or has errors. "
        "The manual would lack a chapter that it must have."
    ),
)
FINDING_OVERDUE = Code(
    "PG536",
    "finding-overdue",
    Severity.ERROR,
    N_("{name} is not issued: finding {found} asks for a revision, was due on {due}, and is still “{state}”"),
    N_("mend it and close it with plangen drill act, or defer it with a date and an approver"),
    N_(
        "A drill showed that the plan must change. A new revision that goes out while such a finding is overdue would "
        "look as if it had been answered. Close it (销号, verified by somebody else than its owner) or defer it "
        "(延期, to a day, approved by somebody); the appendix then says so."
    ),
)
NO_RELEASE = Code(
    "PG537",
    "no-release",
    Severity.ERROR,
    N_("{name} is not issued: the template set has no declared release"),
    N_("declare it: plangen template release NAME --kind wording --note …"),
    N_(
        "Every revision says from which state of the templates it was made. That state is declared in "
        "templates/manual/manual.yaml under `release`: its name, day, kind (style, wording or measure), and by when "
        "manuals must follow."
    ),
)
TEMPLATE_MOVED = Code(
    "PG538",
    "template-changed-since-release",
    Severity.ERROR,
    N_("{name} is not issued: {file} has changed since the release “{release}”, which {version} was made from"),
    N_("declare a release: plangen template release NAME --kind style|wording|measure --note …"),
    N_(
        "An earlier revision of this community was made from a release of the same name, but with other words in this "
        "template. Two revisions that name the same release must have been made from the same templates."
    ),
)
NOTHING_CHANGED = Code(
    "PG539",
    "nothing-changed",
    Severity.ERROR,
    N_("{name} is not issued: nothing that its manual says has changed since {version}"),
    N_("if it was reviewed and needs no change, say so: plangen reconfirm {slug}"),
    N_(
        "A revision has a number because it says something else than the one before. What counts is what is printed: "
        "facts that pieces of this manual read, the assessment, the pieces and their words, drills and findings. "
        "Another day, another version of plangen, a signature or a filing changes nothing."
    ),
)
UNKNOWN_REASON = Code(
    "PG540",
    "unknown-reason",
    Severity.ERROR,
    N_("“{found}” is no reason for a revision"),
    N_("give one of these, or none, and it is found from what changed: {known}"),
    N_(
        "The record table says why each revision was made, in words that are the same in the whole district, so that "
        "one can count how many revisions came from drills. Details belong into the basis (--basis)."
    ),
)
NOT_URGENT = Code(
    "PG541",
    "interim-without-cause",
    Severity.ERROR,
    N_("{name} is not issued: nothing says why it could not wait"),
    N_("give --reason 事件 with a --basis, or enter the drill with its fatal finding"),
    N_(
        "An interim revision (--interim) passes over what otherwise hinders a revision, so that a wrong route is "
        "corrected today. It needs an incident, or a finding graded 致命 that is not closed."
    ),
)
WAIVED = Code(
    "PG543",
    "waived",
    Severity.NOTE,
    N_("passed over, because it could not wait: {count} ({found})"),
    N_("put it right with the next ordinary revision"),
    N_(
        "An interim revision after an incident or a fatal finding is issued although something is missing or overdue, "
        "and a correction notice is made without LibreOffice, as a Word file alone. What was passed over is listed "
        "here and stays to be done."
    ),
)
MOVED_MEANWHILE = Code(
    "PG544",
    "changed-meanwhile",
    Severity.ERROR,
    N_("{name} is not issued: a file of it was changed while it was being printed"),
    N_("issue it again"),
    N_(
        "What was examined, what is frozen and what is printed must be the same. Somebody saved a profile, a drill or "
        "a template in the meantime, so nothing was archived."
    ),
)
NOT_A_SCAN = Code(
    "PG545",
    "not-a-scan",
    Severity.ERROR,
    N_("“{found}” is no scan: {known}"),
    N_("scan the signed page as a PDF or a picture"),
    N_(
        "A scan is kept for ten years and more and must open without a special program: a PDF, or a picture as JPEG, "
        "PNG or TIFF. An empty file or one of another kind is not kept."
    ),
)
NO_COPIES = Code(
    "PG546",
    "no-copies",
    Severity.ERROR,
    N_("no copy of {version} of {name} is signed for in {found}"),
    N_("a row counts when version, day and signature are filled in; versions named there: {known}"),
    N_(
        "The workbook that plangen pack makes has one row for each copy: who holds it, since when, signed or not, and "
        "what became of the old copy. Rows of other communities and other versions are left out, and so are copies "
        "that nobody has signed for."
    ),
)
NOT_CURRENT = Code(
    "PG547",
    "not-current",
    Severity.ERROR,
    N_("{version} of {name} cannot be confirmed: what it says has changed since ({count})"),
    N_("look at plangen diff {slug}, and issue a revision"),
    N_(
        "A re-confirmation says that a revision was reviewed and is still right in every word. Facts, templates or "
        "drills have changed since it was issued, so a manual made now would say something else."
    ),
)
NOTHING_TO_CORRECT = Code(
    "PG548",
    "nothing-to-correct",
    Severity.ERROR,
    N_("there is nothing that a correction notice for {version} of {name} could say"),
    N_("change the profile first, or give --change TITLE BEFORE AFTER; measures need a revision"),
    N_(
        "A correction notice carries a changed name, telephone number or quantity to every copy at once. What it says "
        "is found by comparing the revision in force with the profile as it is now. Routes, shelters, thresholds and "
        "whatever else is a measure is never changed by a notice: that takes a revision, an interim one if need be."
    ),
)
NOTICE_TOO_LONG = Code(
    "PG549",
    "notice-too-long",
    Severity.ERROR,
    N_("the correction notice takes {count} pages, and must take one"),
    N_("choose fewer changes with --only, or issue a revision"),
    N_(
        "A correction notice is one page that is stuck into every copy. With so many changes a new revision is easier "
        "to read and safer to use."
    ),
)
NOT_FOR_NOTICE = Code(
    "PG557",
    "needs-a-revision",
    Severity.NOTE,
    N_("not in the notice, because it is a measure: {found}"),
    N_("issue a revision; if it cannot wait, with --interim"),
    N_(
        "Command, procedure, triggers, routes, shelters and evacuation areas are discussed and signed: a notice of one "
        "page must not change them. The notice leaves them out, and the copies still say the old."
    ),
)
NOTHING_TO_DESTROY = Code(
    "PG558",
    "nothing-to-destroy",
    Severity.ERROR,
    N_("with {version} of {name} no {found} was frozen that is not destroyed already"),
    N_("look at plangen open {slug} {version}, which lists what was archived"),
    N_(
        "When a revision is issued, the register and the annex volume are frozen beside the archive, if the register "
        "is on that computer. A correction notice has none, and neither has a plan on paper."
    ),
)
RELEASE_TAKEN = Code(
    "PG559",
    "release-name-taken",
    Severity.ERROR,
    N_("the release “{found}” of {on} is declared already"),
    N_("give the new release a name of its own, and a day that is not before {on}"),
    N_(
        "Revisions say by its name from which release they were made. A name that stood for two states of the "
        "templates would say nothing; and a release is never older than the one before it."
    ),
)
DESTROYED_OF_OTHERS = Code(
    "PG529",
    "destroyed-of-others-too",
    Severity.NOTE,
    N_("{others} froze the same file as {version}: it is destroyed there, too"),
    N_("nothing to do; where the other revision still needs it, say so in the record of destruction"),
    N_(
        "A register that did not change between two revisions is frozen with both, and is one and the same file. What "
        "is destroyed is known by its SHA-256, so that it is destroyed wherever it lies; otherwise it would still be "
        "there. The entry in the ledger names the other revisions (`note`)."
    ),
)
