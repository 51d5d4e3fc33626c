"""PG56x–PG57x: the ledger of a community, file by file and entry by entry."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_ENTRY = Code(
    "PG560",
    "no-ledger-entry",
    Severity.NOTE,
    N_("this file is no entry of the ledger"),
    N_("put it somewhere else; entries are called like 0003-sign.yaml and are written by plangen alone"),
    N_(
        "The folder `revisions` of a community holds its ledger: one file for each thing that happened to its manual, "
        "numbered without gaps. Anything else there (a scan, a note, a copy that a shared drive made under another "
        "name) is not read, and only makes it harder to see whether the ledger is whole."
    ),
)
GAP = Code(
    "PG561",
    "ledger-gap",
    Severity.ERROR,
    N_("entry {expected} is missing: {found} comes next"),
    N_("bring the missing file back from the backup or from git; entries are never taken away"),
    N_(
        "Entries of a ledger are numbered one after another, so that an entry that was deleted or lost is noticed. "
        "The ones behind the gap are not believed until it is filled. A file that was renamed by hand leaves a gap "
        "too: its name is part of what is checked."
    ),
)
CHANGED = Code(
    "PG562",
    "ledger-entry-changed",
    Severity.ERROR,
    N_("{found} is not what {by} was chained to: it was changed, dropped or swapped"),
    N_("bring the file back from the backup or from git; `plangen verify` says which of the two differs"),
    N_(
        "Each entry of a ledger holds the SHA-256 of the exact bytes of the entry before it. When the two do not fit, "
        "one of them is no longer what plangen wrote: edited by hand, damaged, replaced by another one, or one "
        "between them was taken out and the others renumbered. An entry is never corrected: what was wrong is put "
        "right by a further entry."
    ),
)
LINE_ENDS = Code(
    "PG563",
    "ledger-line-ends",
    Severity.ERROR,
    N_("the line ends of this entry were changed to those of Windows, and nothing else"),
    N_("put `plans/**/revisions/* -text` into .gitattributes and check the file out again"),
    N_(
        "The chain of a ledger is computed over exact bytes. Git rewrites line ends when it is set up so "
        "(`core.autocrlf`) and nothing tells it otherwise; some editors do so when they save. The words are the same, "
        "but the proof is lost. The file `.gitattributes` that `plangen init` makes keeps git from touching ledgers."
    ),
)
FORK = Code(
    "PG564",
    "ledger-fork",
    Severity.ERROR,
    N_("there are {count} entries of number {number}: the ledger grew at two places at once"),
    N_("look at both, then: plangen ledger rebase"),
    N_(
        "Two people entered something about the same community, each without knowing of the other: on two branches of "
        "git, or on two copies of a shared drive. Nothing more is entered until that is settled. `plangen ledger "
        "rebase` keeps one branch and enters what the other one says behind it; a signature is never lost that way: "
        "where both branches have one that cannot follow the other, it stops and says so. If git shows a conflict "
        "within one file, save the other side's file beside it as `0004-issue.theirs.yaml` first."
    ),
)
UNKNOWN_KIND = Code(
    "PG565",
    "ledger-kind-unknown",
    Severity.ERROR,
    N_("there is no kind of entry called “{found}”"),
    N_("known kinds: {known}; if a newer plangen wrote it, use that one"),
    N_(
        "The name of an entry's file says what happened: adopt, issue, sign, file, hand-out, reconfirm, correct, "
        "finding, destroy, succeeds. A kind that this version of plangen does not know cannot be counted, so nothing "
        "may be entered behind it."
    ),
)
NAME_DIFFERS = Code(
    "PG566",
    "ledger-name-differs",
    Severity.ERROR,
    N_("the entry says {found}, the name of its file says {expected}"),
    N_("give the file back its name, or bring the right one back from the backup"),
    N_(
        "Number and kind of an entry stand in its file and in the name of the file. They differ when a file was "
        "renamed or two files were swapped."
    ),
)
OTHER_COMMUNITY = Code(
    "PG532",
    "ledger-of-another-community",
    Severity.ERROR,
    N_("this entry says that it begins the ledger of {found}, but it lies in the ledger of {expected}"),
    N_("put the files back where they belong; of a folder that was renamed, give it back its name"),
    N_(
        "The first entry of a ledger names its community (`community`), as the folder is called: town/community. All "
        "later entries are chained to it, so that no entry can be taken from one community's ledger into another's. "
        "Only the first entry says it. Ledgers that were begun before (`schema: 1`) do not name their community; "
        "there the list in the archive, `ledger.json`, does."
    ),
)
UNCHAINED = Code(
    "PG567",
    "ledger-entry-unchained",
    Severity.ERROR,
    N_("{found} follows an entry that is not here"),
    N_("bring back the entries that came before it, or the file as it was"),
    N_(
        "Each entry but the first names the SHA-256 of the one before it, and the first names none. This one names an "
        "entry that is not in the folder: the beginning of the ledger was taken away, the entry was changed, or it "
        "belongs to another community."
    ),
)
BAD_NUMBER = Code(
    "PG568",
    "revision-number-malformed",
    Severity.ERROR,
    N_("“{found}” is no number such as {expected}"),
    N_("revisions are numbered V1.0, V1.1, V2.0; correction notices G-2026-01"),
    N_(
        "A revision is called V, the number of the major revision, a full stop, and the number of the minor one. A "
        "correction notice is called G, the year, and a number within the year. Folders of the archive bear these "
        "names."
    ),
)
NOT_IN_LEDGER = Code(
    "PG569",
    "revision-unknown",
    Severity.ERROR,
    N_("the ledger knows no {found}"),
    N_("it knows: {known}"),
    N_(
        "An entry is about a revision (or a correction notice) that was never issued in this community. Look at "
        "`plangen history` for the ones there are."
    ),
)
SAID_ALREADY = Code(
    "PG570",
    "ledger-said-already",
    Severity.ERROR,
    N_("{found} cannot be entered: {known} is in the ledger already"),
    N_("look at plangen history; what is in the ledger stays, and a further entry puts it right"),
    N_(
        "A number is given once, a revision is signed once, a finding is closed once, a register is destroyed once. A "
        "draft that was overtaken by a newer draft before anybody signed it cannot be signed any more: sign the newer "
        "one."
    ),
)
NOT_SIGNED = Code(
    "PG571",
    "revision-not-signed",
    Severity.ERROR,
    N_("{found} has not been signed"),
    N_("enter the signature first: plangen sign"),
    N_(
        "A revision is filed, handed out, confirmed and corrected once it is signed. Before that it is a draft that "
        "holds for nobody."
    ),
)
DATE_BEFORE = Code(
    "PG572",
    "ledger-date-before",
    Severity.ERROR,
    N_("{found} is before {bound} ({what})"),
    N_("enter the day on which it really happened"),
    N_(
        "A revision cannot be signed before it was issued, filed before it was signed, or take effect before the one "
        "that it replaces. If the earlier date is the wrong one, it stays in the ledger, and a note in a further entry "
        "says so."
    ),
)
NOT_FIRST = Code(
    "PG573",
    "ledger-entry-not-first",
    Severity.ERROR,
    N_("“{found}” can only stand at the beginning of a ledger"),
    N_("look at plangen history: this community has a ledger already"),
    N_(
        "`adopt` enters the plan that a community had on paper before it used plangen, so no revision can come before "
        "it. `succeeds` opens the ledger of a community that others were merged into."
    ),
)
ACT_LACKS = Code(
    "PG574",
    "ledger-act-incomplete",
    Severity.ERROR,
    N_("“{act}” needs {title} ({key})"),
    N_("say it: without it nobody can tell later whether it was done"),
    N_(
        "A finding that is reported as done needs evidence; one that is closed also needs the name of whoever verified "
        "it; a deferral needs a new date and who allowed it. A register is destroyed before the eyes of two."
    ),
)
SAME_PERSON = Code(
    "PG575",
    "ledger-same-person",
    Severity.ERROR,
    N_("{found} cannot stand for both: two people are asked for"),
    N_("name somebody else"),
    N_(
        "Whoever answers for a measure does not verify it, and two witnesses are two people. An auditor looks for "
        "this first."
    ),
)
UNKNOWN_FINDING = Code(
    "PG576",
    "finding-unknown",
    Severity.ERROR,
    N_("no drill of this community has a finding {found}"),
    N_("findings are: {known}"),
    N_(
        "Evidence, closing and deferral of a finding are entries of the ledger that name the finding by its number. "
        "The number stands in the drill's file, which is never rewritten; if that file is missing on this machine, "
        "bring it here first."
    ),
)
REBASE_SIGNED = Code(
    "PG577",
    "rebase-would-lose-a-signature",
    Severity.ERROR,
    N_("{found} holds a signature that cannot follow what the other branch says"),
    N_("find out which of the two holds; then: --keep FILE (of the branch that holds) --others-are-void"),
    N_(
        "Both branches of a forked ledger have a signature, and the second cannot be entered behind the first: the "
        "same revision was signed twice with different words, or another revision took its number. plangen does not "
        "choose between signatures. Nothing was changed."
    ),
)
LEFT_BY_REBASE = Code(
    "PG578",
    "rebase-left-out",
    Severity.NOTE,
    N_("{found} ({what}) cannot follow the other branch and was left out"),
    N_("do it again, now that both branches are one: plangen {command}"),
    N_(
        "When a forked ledger is made one, the entries of the branch that is not kept are entered again behind the "
        "other. One that was never signed may have become impossible: a draft whose number the other branch has used, "
        "a correction notice of a number that is taken. It is left out, and named, so that it can be done again. Its "
        "files in the archive belong to no entry any more and are taken away."
    ),
)
TAKEN_IN = Code(
    "PG579",
    "ledger-taken-in",
    Severity.NOTE,
    N_("entries that came from elsewhere are in the archive’s list now: {count}, up to {found}"),
    N_("look at them in plangen history"),
    N_(
        "In the archive stands a list of the ledger's entries with their SHA-256, so that an entry that was dropped "
        "is noticed. Entries that were written on another computer and came here by git are not in this list. `plangen "
        "ledger rebase` takes them in when the chain holds."
    ),
)
