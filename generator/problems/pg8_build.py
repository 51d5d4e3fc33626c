"""PG8: building."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

LOCKED = Code(
    "PG801",
    "locked",
    Severity.ERROR,
    N_("somebody else is writing in this workspace: {who} on {host}, process {pid}, since {since}"),
    N_("wait until that is done; if you are sure that nothing runs there any more: plangen unlock"),
    N_(
        "Only one plangen at a time writes in a workspace, so that two of them cannot mix their drafts. The one at "
        "work leaves the file `.plangen.lock` there, which names the user, the computer, the process and the time. "
        "It is taken away when the work ends. If the process was killed on this computer, the next command notices "
        "and goes on; if it was on another computer (on a shared drive), plangen cannot tell whether it still runs,"
        " and asks you. Looking (`status`, `check`, `build --check`) is always possible."
    ),
)
TAKEN_OVER = Code(
    "PG802",
    "lock-taken-over",
    Severity.NOTE,
    N_("a command of {who}, begun {since}, did not come to its end; this one has taken over the workspace"),
    N_("run the command that was stopped again: what it had done is kept, the rest is done then"),
    N_(
        "A plangen on this computer was stopped in the middle (switched off, killed, crashed). Whatever it writes is "
        "written aside and then renamed, so nothing is half-written. A build makes the drafts that were not made yet "
        "the next time. Commands that enter something in ledgers (`issue`, `sign` …) leave at most files that no "
        "entry names, and the next such command takes them away. Cards and packs are made anew."
    ),
)
WORKER_LOST = Code(
    "PG803",
    "worker-lost",
    Severity.ERROR,
    N_("the process that built {found} died, twice"),
    N_("build this community alone, and look how much memory it takes: plangen build {folder}"),
    N_(
        "Many manuals are built by several processes. When one of them dies, its communities are given to another; "
        "when that dies too, they are built one at a time, until it is known at which one it happens. All others "
        "have been built. The usual causes: the machine ran out of memory (very large figures), or somebody ended "
        "the process."
    ),
)
COMMUNITY_FAULT = Code(
    "PG804",
    "community-fault",
    Severity.ERROR,
    N_("plangen itself failed at this community ({kind})"),
    N_("send the log that is named below to whoever maintains plangen; it holds no names and no phone numbers"),
    N_(
        "This is a fault of the program, not of your data. The other communities were built; this one keeps the "
        "draft that it had. Something in its files is unusual enough that nobody has thought of it: comparing the "
        "profile with one that can be built may show what."
    ),
)
