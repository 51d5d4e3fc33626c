"""PG0: commands, settings and the machine."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

MISSING_FILE = Code(
    "PG001",
    "missing-file",
    Severity.ERROR,
    N_("there is no such file"),
    N_("check its name and folder, or fetch it from the last backup"),
    N_(
        "plangen was told to read a file and found none at that place. Either the file was moved, renamed or deleted, "
        "or the file that names it has a misspelt name. On Linux capital and small letters differ in file names, "
        "on Windows they do not: a name that worked on one may fail on the other."
    ),
)
TOO_LARGE = Code(
    "PG002",
    "too-large",
    Severity.ERROR,
    N_("the file holds at least {found}; plangen reads at most {limit} of its kind"),
    N_("look whether the right file was saved there; make pictures smaller before you put them in"),
    N_(
        "Every kind of file has a limit, far above what an honest one needs, so that a damaged or hostile file cannot "
        "use up the machine's memory. A profile in YAML that is larger than the limit is usually another file saved "
        "under its name. A Word template or a figure is usually too large because of uncompressed photographs: in "
        "Word, choose “Compress Pictures”."
    ),
)
UNREADABLE = Code(
    "PG003",
    "unreadable",
    Severity.ERROR,
    N_("the file cannot be read: {reason}"),
    N_("ask whoever owns the file or the shared drive for the right to read it"),
    N_(
        "The system refused to hand out the file's content. Most often the user who runs plangen has no right to read "
        "it, or the drive that it lies on is not connected at present. The words after the colon are the system's own."
    ),
)
FILE_LOCKED = Code(
    "PG004",
    "file-locked",
    Severity.ERROR,
    N_("another program holds the file open"),
    N_("close it in Word, WPS or wherever it is open, and run the command again"),
    N_(
        "On Windows a program can reserve a file for itself. Word and WPS do so with a document that is open, also on "
        "another computer when the file lies on a shared drive. plangen waits a moment, for virus scanners let go "
        "soon, and then says so. Nothing was changed: the file is what it was before."
    ),
)
OUTSIDE_WORKSPACE = Code(
    "PG005",
    "outside-workspace",
    Severity.ERROR,
    N_("the path leads out of the workspace"),
    N_("copy the file into the workspace and name it by its path there"),
    N_(
        "Files are read and written below the workspace only, so that a profile or a template that came from elsewhere "
        "cannot make plangen print or overwrite something private. A path with `..`, an absolute path, or a link "
        "(shortcut of the file system) that points outside is refused, even when the target exists."
    ),
)
NOT_A_FILE = Code(
    "PG006",
    "not-a-file",
    Severity.ERROR,
    N_("a file is expected here, and this is a folder or a device"),
    N_("rename the folder, or name the file inside it"),
    N_(
        "The name belongs to a folder, a device or a pipe. It happens when a ZIP archive was unpacked into a folder "
        "that carries the name of the file."
    ),
)
UNWRITABLE = Code(
    "PG007",
    "unwritable",
    Severity.ERROR,
    N_("the file cannot be written: {reason}"),
    N_("check that you may write in this folder, and that the file is not open in Word or WPS"),
    N_(
        "The system refused to write. Most often the user who runs plangen has no right to write in the folder, the "
        "drive is write-protected, or the file is open elsewhere. plangen writes aside first and then changes names, "
        "so what was there before is still there, whole. The words after the colon are the system's own."
    ),
)
DISK_FULL = Code(
    "PG008",
    "disk-full",
    Severity.ERROR,
    N_("the disk is full"),
    N_("make room on the drive (drafts in `output/drafts` can be built again) and run the command again"),
    N_(
        "There was no room left to write the file, or your share of the drive is used up. Half-written files were "
        "removed; what was there before is still there. Everything in `output/drafts` is disposable; never delete "
        "`output/issued`, which is the archive."
    ),
)
PATH_TOO_LONG = Code(
    "PG009",
    "path-too-long",
    Severity.ERROR,
    N_("the path is longer than this system allows"),
    N_("move the workspace nearer to the root of its drive, such as D:\\plans, or shorten the names of folders"),
    N_(
        "Windows by itself finds no file whose whole path, drive and folders included, has 260 characters or more; "
        "programs then say that the file is not there, or nothing at all. Deep folders, synchronised drives and names "
        "of archives within archives use them up quickly. Long paths can also be switched on by an administrator "
        "(group policy “Enable Win32 long paths”); Word does not open such files all the same. Other systems allow "
        "255 bytes, some 85 Chinese characters, for each name."
    ),
)
UNSPELLABLE = Code(
    "PG011",
    "unspellable-name",
    Severity.ERROR,
    N_("the name cannot be written on this system, whose file names are in the encoding “{encoding}”"),
    N_("run the command in a UTF-8 locale: set LC_ALL=C.UTF-8, or PYTHONUTF8=1"),
    N_(
        "On Linux the locale decides which letters file names can have. In the locale “C” or “POSIX”, which scheduled "
        "jobs, containers and remote logins often start with, a Chinese name may be refused. Python turns to UTF-8 "
        "there by itself, unless PYTHONUTF8=0 or PYTHONCOERCECLOCALE=0 forbids it, or LC_ALL names another encoding. "
        "Nothing was read or written under such a name. `locale` prints what is set; `plangen doctor` looks at it too."
    ),
)
NOT_A_WORKSPACE = Code(
    "PG010",
    "not-a-workspace",
    Severity.ERROR,
    N_("this folder is no workspace: it has no {missing}"),
    N_("go to the folder that holds `plans` and `templates`, or name it: plangen -C FOLDER …"),
    N_(
        "A workspace is a folder with `plans/district.yaml` (the settings of the district), the profiles below "
        "`plans/`, and the Word templates below `templates/`. Every command works in the current folder, or in the one "
        "that is named with `-C`."
    ),
)
