"""PG74x: cards, posters and the annex volume."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_SUCH_CARD = Code(
    "PG740",
    "no-such-card-file",
    Severity.ERROR,
    N_("the recipe of cards names the file “{found}”, which is not there"),
    N_("put the file into templates/cards or correct its name (nearest file: {nearest})"),
    N_(
        "Every entry under `cards` of templates/cards/cards.yaml names a Word file below templates/cards. This one "
        "does not exist. A file that was renamed in Word or WPS has to be renamed in the recipe as well."
    ),
)

NO_SUCH_LIST = Code(
    "PG741",
    "no-such-list-of-cards",
    Severity.ERROR,
    N_("`each` names “{found}”, which is no list that these cards can be printed from"),
    N_(
        "use one of the lists that `plangen template fields --cards` shows (nearest: {nearest}); lists of residents "
        "need `personal: true`"
    ),
    N_(
        "A card is printed once for each item of a list, for example 岗位, 网格, 转移批次, 地质点位 or 避灾安置场所. "
        "Lists from the register, such as 受威胁户, are known only to sets that say `personal: true`, because only "
        "those are kept in output/personal."
    ),
)

NO_SUCH_COLUMN = Code(
    "PG742",
    "no-such-column-of-cards",
    Severity.ERROR,
    N_("the items of {each} have nothing called “{found}”"),
    N_("use a name that an item of the list has (nearest: {nearest}); `where` and `among` belong together"),
    N_(
        "`where` chooses the items whose value under that name is one of `among`; `unless` leaves out those where it "
        "is yes. With an unknown name no card would ever be printed, and nobody would notice."
    ),
)

UNUSED_CARD = Code(
    "PG743",
    "unused-card-file",
    Severity.NOTE,
    N_("the file “{found}” is in templates/cards, but no recipe of cards names it"),
    N_("add it to cards.yaml, or move it away"),
    N_("A Word file below templates/cards that cards.yaml does not name is never printed."),
)

REGISTER_NEEDED = Code(
    "PG744",
    "register-needed-for-cards",
    Severity.GAP,
    N_("{title}: not made, because {name} has no register here"),
    N_("lay the register.yaml of the community beside its profile.yaml, then make the cards again"),
    N_(
        "Household cards and the annex volume name residents. They are made from register.yaml alone, which is kept "
        "apart from the profile and is absent on most machines. Everything else can be made without it."
    ),
)

CARD_TOO_LONG = Code(
    "PG745",
    "card-longer-than-its-page",
    Severity.ERROR,
    N_("{title}: these do not fit on one page: {found}"),
    N_("shorten what the profile says there, or the text of the template; the Word file shows what runs over"),
    N_(
        "A card is one page, for it is cut out, laminated and carried. What runs over to a second page would be lost. "
        "The Word file was written, so that one can see it; the PDF and the sheets were not."
    ),
)

SHEET_TOO_SMALL = Code(
    "PG746",
    "sheet-smaller-than-card",
    Severity.ERROR,
    N_("cards of {page} do not fit on a sheet of {sheet}"),
    N_("name a larger sheet, or none"),
    N_("`sheet` says on what paper several cards are printed side by side. It has to be larger than one card."),
)

PERSONAL_NOT_INTERNAL = Code(
    "PG747",
    "personal-cards-not-internal",
    Severity.ERROR,
    N_("“{title}” names residents and cannot be of the public edition"),
    N_("take away either `personal: true` or `edition: public`"),
    N_("What names residents is printed for those who must know it. Nothing of it may hang on a wall."),
)

RESIDENTS_OUTSIDE = Code(
    "PG748",
    "kind-must-be-personal",
    Severity.ERROR,
    N_("“{title}” is a kind that names residents, but does not say `personal: true`"),
    N_("add `personal: true`, so that it is kept in output/personal"),
    N_(
        "Household cards and the annex volume hold residents' data. They belong into output/personal, which is kept "
        "out of git and can be destroyed."
    ),
)
