"""PG3: what cannot be right between communities, towns and the roster."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

# PG300-PG309: communities and the roster.

SAME_CODE = Code(
    "PG300",
    "same-code",
    Severity.ERROR,
    N_("the code {found} is also that of “{other}”"),
    N_("look both codes up in the official list; a copied profile keeps the code of the one it was copied from"),
    N_("""Each community has a code of its own (统计用区划代码). Coverage is counted by it, so that of two communities
with one code only one would count."""),
)
WITHDRAWN = Code(
    "PG301",
    "withdrawn-with-profile",
    Severity.NOTE,
    N_("the community {found} was withdrawn on {until} and still has a profile; it is not built any more"),
    N_("move what still holds into the profile of the community that succeeds it; keep its folder “revisions”"),
    N_("""The roster says until when this community existed. Its manual is no longer made. What its profile knows of
slopes, houses and people has not gone away: it belongs into the profile of the community that took it over, with the
batches and shelters that were planned.

The ledger of its issued plans (the folder `revisions`) stays where it is, for the archive refers to it."""),
)
SAME_NAME_IN_TOWN = Code(
    "PG302",
    "same-name-in-town",
    Severity.ERROR,
    N_("the roster lists two communities of one town named “{found}”"),
    N_("write the official names; a community that was merged away gets `until`"),
    N_("""Squads, drills and commands name a community by its name within its town. Two of one name would be mixed
up there, and on the telephone."""),
)
UNKNOWN_PREDECESSOR = Code(
    "PG303",
    "unknown-predecessor",
    Severity.ERROR,
    N_("“{found}” succeeds {code}, which is not in the roster"),
    N_("write the code as the roster has it, or add the community that was merged with `until`; nearest: {nearest}"),
    N_("""A community that came out of a merger names those it succeeds, by code, so that their history, their drills
and their issued plans are found. The merged ones stay in the roster, with the day on which they were withdrawn."""),
)
PREDECESSOR_IN_FORCE = Code(
    "PG304",
    "predecessor-in-force",
    Severity.NOTE,
    N_("“{found}” succeeds “{other}”, which is not withdrawn"),
    N_("give “{other}” the day of the merger as `until`, unless only a part of it was taken over"),
    N_("""When communities are merged, the old ones leave the roster on the day of approval and the new one enters
then. A predecessor without `until` goes on being counted as a community of its own.

Where a community was split and goes on existing, this is right as it is."""),
)
UNTIL_BEFORE_SINCE = Code(
    "PG305",
    "until-before-since",
    Severity.ERROR,
    N_("“{found}” was withdrawn on {until}, before it was founded on {since}"),
    N_("look for a wrong year"),
    N_("""`since` is the day from which a community exists, `until` the day on which it was withdrawn. Coverage on a
date counts the communities that existed on that date."""),
)
CODE_OF_ANOTHER_TOWN = Code(
    "PG306",
    "code-of-another-town",
    Severity.NOTE,
    N_("the code of “{found}” begins with {code}, those of its town with {expected}"),
    N_("look the code up in the official list"),
    N_("""The first nine digits of a code are those of the town. One that differs from its neighbours' is mostly a
typing error, or the community stands under the wrong town. After towns were merged it may be right for a while."""),
)
FOLDER_CLASH = Code(
    "PG307",
    "folder-clash",
    Severity.ERROR,
    N_("the folders “{found}” and “{other}” are one and the same on Windows and macOS"),
    N_("give one of them another name, in the roster and on the disk"),
    N_("""Windows and macOS do not tell capital from small letters in file names, nor two spellings of an accented
letter. Two communities would share one folder there, and one profile would overwrite the other when a workspace is
copied to such a machine."""),
)
FOLDER_NAME = Code(
    "PG308",
    "folder-name",
    Severity.ERROR,
    N_("“{found}” cannot be the name of a folder on every system"),
    N_("use small letters and digits, such as {expected}"),
    N_("""Windows keeps some names for devices (con, aux, nul, com1 …), refuses the characters < > : " / \\ | ? * and
loses dots and spaces at the end. A workspace with such a folder cannot be copied to a Windows machine, or only in
part. Slashes and `..` would lead out of the folder of the town."""),
)
FOLDER_NOT_PLAIN = Code(
    "PG309",
    "folder-not-plain",
    Severity.NOTE,
    N_("the folder “{found}” is not written in small letters, digits and hyphens"),
    N_("use pinyin, such as {expected}; the Chinese name stands inside the files"),
    N_("""Folder names are typed in commands and travel through archives, mail programs and shared drives, not all of
which keep Chinese characters, capitals or spaces as they are. The Chinese name of a community stands in the roster and
in its profile; the folder needs none."""),
)
FOLDER_DIFFERS = Code(
    "PG310",
    "folder-differs",
    Severity.ERROR,
    N_("the folder is called {found}; the roster says {expected}"),
    N_("rename the folder, or correct the roster: capital and small letters count"),
    N_("""On Windows and macOS the two names are the same folder, so everything seems to work there. On Linux, and
in every archive, they are two: the community would have no profile."""),
)

# PG312-PG315: shared shelters.

SHARED_OVER_CAPACITY = Code(
    "PG312",
    "shared-shelter-over-capacity",
    Severity.ERROR,
    N_(
        "in “{hazard}” {found} people of {count} communities are sent to “{shelter}”, "
        "which has room for {limit}: {parts}"
    ),
    N_("agree with the others who goes where, and name another shelter or an `overflow` for the rest"),
    N_("""Each community alone stays within the shelter's room, all together do not. In the same typhoon they leave in
the same hours. The people are those of all batches that go there for this hazard. As long as enough of them name
another shelter under `overflow`, nothing is said."""),
)
RESERVED_OVER_CAPACITY = Code(
    "PG313",
    "reserved-over-capacity",
    Severity.ERROR,
    N_("{found} places of “{shelter}” are kept for {count} communities, and it has {limit}: {parts}"),
    N_("agree on the shares (own_capacity) with the others and with whoever manages the shelter"),
    N_("""`own_capacity` is what a shared shelter keeps for one community. Places that were promised twice are found
out in the night when both arrive."""),
)
SHELTER_DIFFERS = Code(
    "PG314",
    "shelter-differs",
    Severity.NOTE,
    N_("“{title}” of “{shelter}” is {found} here and {other} in “{community}”"),
    N_("ask whoever manages the shelter, and write the same in both profiles"),
    N_("""Several communities use this shelter, and each describes it in its own profile. Where they differ, one of
the manuals is wrong. Shelters count as the same when they have the same name and are run by the town or the county, or
have the same address."""),
)
SHARE_NOT_SAID = Code(
    "PG315",
    "share-not-said",
    Severity.NOTE,
    N_("“{shelter}” is also used by {others}; how many places are kept for this community is not said"),
    N_("agree on a number and write it as own_capacity"),
    N_("""Without a share of its own, each community reckons with the whole house. What matters is in the agreement
between the communities; plangen checks that the shares fit together."""),
)

SHELTER_IN_THEIR_DANGER = Code(
    "PG316",
    "shelter-in-their-danger",
    Severity.ERROR,
    N_("in “{hazard}” people are sent to “{shelter}”, which stands in the danger zone “{point}” of “{community}”"),
    N_("ask “{community}” how far the danger reaches, and name another shelter for this hazard"),
    N_("""The shelter is also described by another community, whose profile says that it stands in the range of one of
its risk points. In the hazard of this point people would be brought out of one danger into the next. Who knows the
ground best is whoever lives there."""),
)
ROUTE_INTO_THEIR_DANGER = Code(
    "PG317",
    "route-into-their-danger",
    Severity.NOTE,
    N_("in “{hazard}” the route “{found}” leads by “{via}”, where “{community}” has the danger zone “{point}”"),
    N_("walk the route with somebody of “{community}”; name another one, or say under unsafe_when when it is none"),
    N_("""A route that leaves the community may pass a slope or a ford that only the neighbours know of. The names of
places on the route are compared with those of the risk points of other communities: of those of the same town, and of
others where the place on the route names their community too. Names of two characters are too common to say anything
by themselves."""),
)

# PG320-PG322: people.

PHONE_ACROSS = Code(
    "PG320",
    "phone-across",
    Severity.NOTE,
    N_("the number {phone} belongs to “{found}” here and to “{other}” in “{community}”"),
    N_("call it, and correct the one that is wrong"),
    N_("""A mobile number has one owner. Under two names one of the entries is mistyped, out of date, or writes the
same person's name differently. Land lines and service numbers are not compared, for several people answer them."""),
)
DUTIES_ACROSS = Code(
    "PG321",
    "duties-across",
    Severity.NOTE,
    N_("“{found}” is {first} here and {second} in “{community}”: both are needed in the same hour"),
    N_("name somebody else for one of the two"),
    N_("""Leading the working group, watching a point, leading a batch, running a shelter and leading a squad each
need a person on the spot for the whole time. In a typhoon all communities of a valley start at once. People are told
apart by their mobile numbers; running the same shelter for two communities is one duty."""),
)
WATCHER_ACROSS = Code(
    "PG322",
    "watcher-across",
    Severity.NOTE,
    N_("“{found}” watches “{point}” here and “{other}” in “{community}”"),
    N_("name another watcher for one of the two points"),
    N_("""In heavy rain a watcher stays with the point, and nobody watches two valleys. The deputy does not help:
deputies are there for the days when the watcher is away."""),
)

# PG325-PG328: regional squads.

SQUAD_NOT_NAMED = Code(
    "PG325",
    "squad-not-named",
    Severity.ERROR,
    N_("the town counts “{found}” among the communities of the squad “{squad}”, its profile does not name that squad"),
    N_("write it in the profile (squad: mode 联动, regional {squad}), or take the community out of the town's list"),
    N_("""A regional squad is one agreement that stands in two places: the town lists its communities, each community
names it. Where only one of them does, either somebody waits for a squad that does not come, or a squad has a place to
go to that nobody told it of."""),
)
NOT_IN_TOWN = Code(
    "PG326",
    "not-in-town",
    Severity.ERROR,
    N_("“{title}”: there is no community “{found}” in this town"),
    N_("write its name as the roster has it: {known}"),
    N_("""The town's file names communities by their names in the roster. A merger or a new name has to be carried
over by hand."""),
)
LEAD_NOT_MEMBER = Code(
    "PG327",
    "lead-not-member",
    Severity.NOTE,
    N_("“{found}” leads the squad “{squad}” and is not among its communities"),
    N_("add it to `communities`, or name another lead"),
    N_("""The community that leads a squad mostly gives people to it and is helped by it. If it really does neither,
nothing has to be changed."""),
)
SQUAD_SIZE = Code(
    "PG328",
    "squad-size",
    Severity.NOTE,
    N_("the squad “{squad}” has {found} people by the town and {expected} by its communities: {parts}"),
    N_("count the squad again, and correct the number that is wrong"),
    N_("""Each community says how many people it gives (size of its squad); the town says how many the squad has.
This is only compared when the profiles of all its communities say it."""),
)

SQUAD_NOT_LED = Code(
    "PG329",
    "squad-not-led",
    Severity.ERROR,
    N_("nobody leads the squad “{squad}”, on which {count} communities rely: {parts}"),
    N_("name the leader in the town's file (leader), with a number"),
    N_("""Communities without a squad of their own count on this one. Without a leader nobody musters it, and each of
them waits for people whom nobody has called."""),
)
SQUAD_NEEDED_TWICE = Code(
    "PG331",
    "squad-needed-twice",
    Severity.NOTE,
    N_("in “{hazard}” {count} communities need the squad “{squad}” in the same hours: {parts}"),
    N_("settle who is helped first and who helps the others, and write it in the town's file (first_to)"),
    N_("""A typhoon does not come to one valley alone. Communities that have no squad of their own all call the same
one, and it can only go one way. Who is helped first, and what the others do meanwhile, is to be settled beforehand by
the town. Once the town's file says it (`first_to`), nothing is said here."""),
)

# PG330: registers.

TWO_REGISTERS = Code(
    "PG330",
    "person-in-two-registers",
    Severity.NOTE,
    N_("the person or household entered here also stands in the register of “{community}”"),
    N_("settle with the other community who fetches them, and take them out of one register"),
    N_("""Two communities that both count on the other are worse than one that knows nobody else comes. Entries count
as the same when name and mobile number are; the name is not printed, for this message may end up in a mail."""),
)
