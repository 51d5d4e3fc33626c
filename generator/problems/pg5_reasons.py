"""PG55x: texts of `standards.yaml` that name values."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

UNKNOWN_VALUE = Code(
    "PG550",
    "unknown-value-in-reason",
    Severity.ERROR,
    N_("the reason of the floor “{rule}” names the value “{found}”, which that rule does not know"),
    N_("name one of its values in braces: {known}"),
    N_(
        "A floor of plans/standards.yaml lifts a risk level and prints its reason in the manual. Words in braces are "
        "replaced by actual values; which there are depends on the rule, for example `{{people}}` and `{{years}}` for "
        "`deaths`. An unknown one would be printed with its braces."
    ),
)
