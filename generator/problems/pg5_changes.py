"""PG551 to PG559: what was frozen of a revision, check codes."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

CONTENT_UNREADABLE = Code(
    "PG551",
    "frozen-content-unreadable",
    Severity.ERROR,
    N_("what was frozen of this revision cannot be read: {why}"),
    N_("run `plangen verify --archive`, and bring the file back from a backup"),
    N_(
        "When a revision is issued, its facts and texts are kept as `facts.json` and `texts.json` in `frozen.zip`. "
        "They are plain JSON, in a format that has a number. This one is no JSON, or lacks what every version of the "
        "format holds: it was damaged or edited."
    ),
)
TOO_NEW = Code(
    "PG552",
    "frozen-content-too-new",
    Severity.ERROR,
    N_("this was frozen in format {found}; this plangen knows formats up to {known}"),
    N_("use the newer plangen that issued this revision"),
    N_(
        "The files that keep what a revision said carry the number of their format. Older formats are always read; a "
        "newer one may say things in a way that this version would misunderstand, so it is left alone."
    ),
)
NO_CHECK_CODE = Code(
    "PG553",
    "not-a-check-code",
    Severity.ERROR,
    N_("“{found}” is no check code"),
    N_("compare it with the print, sign by sign; a code has 8 signs, such as {example}"),
    N_(
        "The check code (校验码) stands on the cover and in every footer of an issued manual. Its last sign follows "
        "from the others, so that one wrong sign, or two that changed places, never makes another valid code. Small "
        "letters, spaces and dashes do not matter; O is read as 0, I and L as 1, B as 8, S as 5, Z as 2."
    ),
)
NO_REVISION = Code(
    "PG554",
    "nothing-to-compare",
    Severity.NOTE,
    N_("{name} has no revision yet that could be compared"),
    N_("issue the first one with `plangen issue {name}`, or enter the paper plan with `plangen adopt {name}`"),
    N_(
        "`plangen diff` compares what was frozen when a revision was issued with another revision or with the present "
        "state. A community whose plan was never issued has nothing to be compared with."
    ),
)
UNKNOWN_VERSION = Code(
    "PG555",
    "unknown-version",
    Severity.ERROR,
    N_("{name} has no revision {found}"),
    N_("there are: {known}"),
    N_("The versions of a community are listed by `plangen history`. A version is written as it is printed: V1.2."),
)
NOT_FROZEN = Code(
    "PG556",
    "version-without-frozen-content",
    Severity.ERROR,
    N_("revision {found} of {name} is a paper plan that was entered: its content is not known, only its scan"),
    N_("compare with a revision that plangen issued"),
    N_(
        "`plangen adopt` enters a plan that exists on paper. Its facts and texts were never frozen, so that nothing "
        "can be said about what has changed since."
    ),
)
