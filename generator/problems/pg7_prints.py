"""PG720 to PG739: drafts that are printed."""

from __future__ import annotations

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

DRAFT_MOVED = Code(
    "PG720",
    "draft-moved",
    Severity.ERROR,
    N_("the draft was changed or removed while the others were printed"),
    N_("build once more: plangen build --pdf"),
    N_(
        "A PDF shows the very draft that lies beside it. This draft was no longer the one that had been built when its "
        "turn came: somebody saved it from Word, moved it, or built with other files in the meantime. It was left as "
        "it is, and there is no PDF of it."
    ),
)
