"""PG54x: what an edition may say."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

MASKED_VALUE = Code(
    "PG542",
    "masked-value-in-public-edition",
    Severity.ERROR,
    N_("the public edition contains a name or number that it must not print: {found}"),
    N_("take it out of the template or the free text that says it, or enter the person's consent"),
    N_(
        "Before a public edition is written, its whole text is searched for the names and numbers that the edition "
        "masks: people without written consent, internal values, and everybody in the register. Values from the "
        "profile are masked beforehand, so what is found here was typed into a template, a picture's description or "
        "a file's name. The problem shows the value masked."
    ),
)
