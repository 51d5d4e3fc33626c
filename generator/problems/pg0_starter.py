"""PG0: making a new workspace."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NOT_EMPTY = Code(
    "PG030",
    "folder-not-empty",
    Severity.ERROR,
    N_("the folder is not empty: it holds {found}"),
    N_("name a new folder: plangen init FOLDER; or move away what is in this one"),
    N_("""A new workspace is only made where nothing is yet, so that no file of yours is ever overwritten or mixed up
with the starter's. A folder that `git` has just made, and the marks that systems leave in every folder, count as empty.

To fill a workspace that you already have, copy the files that you need out of a new one beside it."""),
)
STARTER_MISSING = Code(
    "PG031",
    "starter-missing",
    Severity.ERROR,
    N_("this plangen came without its starter templates and settings"),
    N_("install plangen again from its package, or from a complete copy of the repository"),
    N_("""The Word templates and the settings that a new workspace begins with travel inside the package, as
`generator/starter/sample`; in a copy of the repository they are its own folders `templates` and `plans`. Neither was
found: files were deleted, or the package was put together without them."""),
)
