"""PG9: our fault."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

FAULT = Code(
    "PG901",
    "fault",
    Severity.ERROR,
    N_("plangen itself failed ({kind})"),
    N_("send the file {log} to whoever maintains plangen; it holds no names and no phone numbers"),
    N_(
        "This is a fault of the program, not of your data or templates. No file was left half-written. What happened "
        "was noted in a file of your own cache folder: the place in the program, without any value of a profile, so "
        "that it can be handed on. Running the command for one community at a time often shows which one brings the "
        "fault about; the others can still be built."
    ),
)
