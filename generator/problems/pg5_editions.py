"""PG54x: what an edition may say."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_PUBLIC_WATCHER = Code(
    "PG540",
    "no-public-watcher",
    Severity.NOTE,
    N_(
        "the public edition may print neither watcher nor deputy of “{point}”; it prints the duty phone {phone} instead"
    ),
    N_("ask one of them for written consent and enter `public: true` and `consent_on:`, or give the post a land line"),
    N_(
        "A board at a risk point has to name watcher, signal, route and contact. A private mobile is printed for "
        "everybody only where its holder agreed in writing (personal information protection law, article 25). Until "
        "then the public edition shows the surname and the community's duty phone."
    ),
)

NO_PUBLIC_CONTACT = Code(
    "PG541",
    "no-public-contact",
    Severity.GAP,
    N_("nobody can be called for “{point}” in the public edition: no consent, no land line, and no duty phone"),
    N_("enter the community's `duty_phone`, or the consent of the watcher (`public: true`, `consent_on:`)"),
    N_(
        "A board at a risk point has to name watcher, signal, route and contact. Neither watcher nor deputy of this "
        "point may be printed in full, and the community has no duty phone that could stand in."
    ),
)

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
