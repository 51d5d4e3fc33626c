"""PG0: the workspace and its communities."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NOT_IN_ROSTER = Code(
    "PG021",
    "not-in-roster",
    Severity.ERROR,
    N_("the community {found} has a profile but is not in the roster"),
    N_("add it to plans/roster.yaml with its code and name, or move the folder away if it was merged"),
    N_("""The roster (`plans/roster.yaml`) is the district's list of every community. Coverage is counted against
it, so a plan that the roster does not know would count nowhere."""),
)
UNKNOWN_COMMUNITY = Code(
    "PG022",
    "unknown-community",
    Severity.ERROR,
    N_("there is no community “{found}”"),
    N_("did you mean: {known}"),
    N_("""A community is named by its 12-digit code, its folder (`yunling`, or `town/yunling`), or its Chinese
name, with or without 村 or 社区 at the end. Communities that were merged away are no longer found."""),
)
SEVERAL_COMMUNITIES = Code(
    "PG023",
    "several-communities",
    Severity.ERROR,
    N_("“{found}” can mean several communities"),
    N_("write one of: {known}"),
    N_("""Two towns may each have a community of this name. The folder with its town (`town/community`) or the
code names one without doubt."""),
)
