"""PG58x–PG59x: the archive of issued manuals, and whether it and the ledgers agree."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

ALTERED = Code(
    "PG580",
    "archive-file-altered",
    Severity.ERROR,
    N_("this file is not what was archived"),
    N_("bring it back from the backup; expected SHA-256 {expected}, found {found}"),
    N_(
        "Each archived file stands in a manifest with its SHA-256, and the manifest's own SHA-256 stands in the "
        "ledger. A file with another one was changed, damaged, or is another file."
    ),
)
NOT_THERE = Code(
    "PG581",
    "archive-file-missing",
    Severity.ERROR,
    N_("this file was archived and is not here"),
    N_("bring it back from the backup"),
    N_(
        "A ledger or a manifest names the file, and it is not where it should be. Files of the archive are never "
        "deleted; only registers and annex volumes may be destroyed, by an entry with two names."
    ),
)
EXTRA = Code(
    "PG582",
    "archive-file-extra",
    Severity.ERROR,
    N_("nothing in the archive or the ledgers knows this file"),
    N_("take it out of the archive, or bring back the ledger that belongs to it"),
    N_(
        "Everything in the archive is named by a manifest, and every manifest by a ledger. What nobody names was put "
        "there by hand, or the entry that named it is gone."
    ),
)
MANIFEST_ALTERED = Code(
    "PG583",
    "manifest-altered",
    Severity.ERROR,
    N_("this manifest is not the one that the ledger names"),
    N_("bring the folder back from the backup; expected SHA-256 {expected}, found {found}"),
    N_(
        "The entry of a revision holds the SHA-256 of its manifest, which in turn holds those of all files. A manifest "
        "with another one was changed, or belongs to another revision (two folders were swapped): what it says of its "
        "files proves nothing."
    ),
)
ORPHAN = Code(
    "PG584",
    "archive-without-entry",
    Severity.ERROR,
    N_("this folder was archived, but no entry of the ledger names it"),
    N_("if an `issue` was broken off, run it again: it takes the folder away; else bring back the ledger"),
    N_(
        "Files are archived before the entry is written, so that there is never an entry without its files. When the "
        "program was stopped between the two, the folder belongs to nothing; the next command that writes in this "
        "community takes it away. If no command was broken off, an entry has disappeared from the ledger."
    ),
)
DROPPED = Code(
    "PG585",
    "ledger-entry-dropped",
    Severity.ERROR,
    N_("the archive knows this entry, and the ledger does not have it any more"),
    N_("bring it back from the backup or from git"),
    N_(
        "Beside the archived files of a community stands `ledger.json`, the list of all entries with their SHA-256. "
        "An entry that is in the list and not in the folder `revisions` was deleted, renamed, or the folder was set "
        "back to an older state."
    ),
)
NOT_LISTED = Code(
    "PG586",
    "ledger-entry-not-listed",
    Severity.ERROR,
    N_("the archive here does not know this entry"),
    N_("bring its archive here too, or take the entries in: plangen ledger rebase"),
    N_(
        "Beside the archived files of a community stands `ledger.json`, the list of all entries with their SHA-256. "
        "This entry is not in it: it was written on another computer and came here without its archive, or it was put "
        "into the folder by hand."
    ),
)
ENTRY_DIFFERS = Code(
    "PG587",
    "ledger-entry-differs",
    Severity.ERROR,
    N_("this entry is not the one that the archive knows"),
    N_("bring it back from the backup or from git; expected SHA-256 {expected}, found {found}"),
    N_(
        "Beside the archived files of a community stands `ledger.json`, the list of all entries with their SHA-256. "
        "The entry's file has another one: it was changed, or another entry stands in its place."
    ),
)
LIST_UNREADABLE = Code(
    "PG588",
    "ledger-list-unreadable",
    Severity.ERROR,
    N_("this file is not as plangen wrote it"),
    N_("bring it back from the backup; if it is lost, `plangen ledger rebase` writes it anew from the ledger"),
    N_(
        "`ledger.json` lists the entries of one community's ledger with their SHA-256. It was edited, damaged, holds "
        "the marks of a conflict of git, or belongs to another community. While it is so, nobody can tell whether the "
        "newest entry is still there."
    ),
)
LIST_MISSING = Code(
    "PG589",
    "ledger-list-missing",
    Severity.ERROR,
    N_("there is a ledger, but its list in the archive is missing"),
    N_("bring the archive here (output/issued); if it is lost, `plangen ledger rebase` writes the list anew"),
    N_(
        "Beside the archived files of a community stands `ledger.json`, the list of all entries with their SHA-256. "
        "Without it, nobody can tell whether the newest entry is still there. A clone that has the ledgers but not the "
        "archive looks like this."
    ),
)
UNKNOWN_FORMAT = Code(
    "PG590",
    "archive-format-unknown",
    Severity.ERROR,
    N_("format {found} of the archive is not known here; known: {known}"),
    N_("use the plangen that wrote it, or a newer one"),
    N_(
        "The format of the archive has a version, so that it can change without making old files worthless. This "
        "version of plangen reads all formats that came before it, but none that came after. The files themselves can "
        "always be checked with sha256sum, as the page `index.html` beside them says."
    ),
)
STILL_THERE = Code(
    "PG591",
    "destroyed-file-still-there",
    Severity.ERROR,
    N_("the ledger says that this file was destroyed, and it is still here"),
    N_("run the command again that destroyed it, or delete the file; look for it in backups too"),
    N_(
        "Registers and annex volumes hold personal data and are destroyed under two names once their time is over. "
        "The entry is written first and the file deleted then; when the program was stopped between the two, or the "
        "file came back from a backup, it must be deleted now."
    ),
)
DESTROYED = Code(
    "PG592",
    "destroyed-as-entered",
    Severity.NOTE,
    N_("was destroyed on {on}, before {witnesses}"),
    N_("nothing to do"),
    N_(
        "A register or annex volume that had been frozen with a revision is gone, and an entry of the ledger says "
        "when, why, and before whose eyes. The manifest keeps its SHA-256 and the number of people in it."
    ),
)
ELSEWHERE = Code(
    "PG593",
    "personal-file-elsewhere",
    Severity.NOTE,
    N_("is not on this computer (to be destroyed by {by})"),
    N_("nothing to do, if it is kept where the registers are kept"),
    N_(
        "Frozen registers and annex volumes hold personal data. They lie outside the archive, never go into git, and "
        "are absent on most computers. The manifest keeps their SHA-256, so that one that turns up can be recognised."
    ),
)
LEFT_OVER = Code(
    "PG594",
    "archive-left-over",
    Severity.ERROR,
    N_("a command that was broken off left this behind"),
    N_("run the command again: whatever writes in this community takes it away"),
    N_(
        "Files are written aside under a name that begins with `.plangen-` and then renamed, so that there is never "
        "half a file under a right name. When the program was stopped in between, the half file stays."
    ),
)
PENDING = Code(
    "PG595",
    "ledger-entry-pending",
    Severity.ERROR,
    N_("a command was broken off while it wrote this entry"),
    N_("run the command again; whether the entry is in the ledger, plangen history says"),
    N_(
        "Before an entry is written, the list in the archive says which one is coming, and afterwards that it is "
        "there. When the program was stopped in between, the list still says that it is coming. Whatever writes in "
        "this community next puts the list right."
    ),
)
NO_ARCHIVE = Code(
    "PG596",
    "nothing-archived",
    Severity.ERROR,
    N_("nothing is archived of {found}"),
    N_("archived are: {known}"),
    N_(
        "Files are archived when a revision or a correction notice is issued; of a plan on paper the scan is, if one "
        "was given. `plangen history` lists what there is."
    ),
)
ARCHIVED_ALREADY = Code(
    "PG597",
    "archived-already",
    Severity.ERROR,
    N_("{found} is archived already"),
    N_("look at plangen history; an archived revision is never written again"),
    N_(
        "A folder of that number exists in the archive, and the ledger names it. Archived files are never replaced: "
        "whatever has to change becomes a revision of its own."
    ),
)
UNKNOWN_FILE = Code(
    "PG598",
    "file-unknown",
    Severity.ERROR,
    N_("this file is in no archive of this workspace"),
    N_("compare it with the archived one: plangen open; a file that Word has saved again is another file"),
    N_(
        "A manual is recognised by its exact bytes. One that differs by a single bit is not the archived one, even if "
        "it reads the same: opening a file in Word and saving it changes it. If it bears the check code of a revision, "
        "that revision is named; what the file says may then have been changed."
    ),
)
UNKNOWN_CODE = Code(
    "PG599",
    "check-code-unknown",
    Severity.ERROR,
    N_("no revision of this workspace has the check code {found}"),
    N_("read it once more from the cover or the footer; the nearest known: {known}"),
    N_(
        "The check code stands on the cover and in every footer of an issued manual. One that no ledger knows belongs "
        "to another district, to a draft that was printed by hand, or was misread."
    ),
)
