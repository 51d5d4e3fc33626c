"""PG2: posts, groups, helpers and the register of one community (`facts.checks`)."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

BUSY_HELPER = Code(
    "PG216",
    "busy-helper",
    Severity.NOTE,
    N_("“{found}” is to help {count} people at the same time"),
    N_("find another helper for some of them"),
    N_("""A helper has to fetch, lead or carry people while the water rises. Two is the most one can do; more is a
promise that nobody can keep."""),
)
HELPER_IN_DANGER = Code(
    "PG217",
    "helper-in-danger",
    Severity.ERROR,
    N_("the helper “{found}” lives at “{point}”, as the person to be helped does"),
    N_("choose somebody who lives outside the danger zone, at most ten minutes away"),
    N_("""Whoever lives in the same danger zone has to save the own family first, or is hit together with the
person who relies on them."""),
)
HELPER_LEADS_SQUAD = Code(
    "PG218",
    "helper-leads-squad",
    Severity.ERROR,
    N_("the helper “{found}” leads the squad"),
    N_("choose another helper"),
    N_("""The leader of the squad is needed by everybody in the hour in which a helper is needed by one person."""),
)
ID_NUMBER = Code(
    "PG228",
    "id-number",
    Severity.ERROR,
    N_("this looks like the number of an identity card"),
    N_("delete it; plans need no identity numbers"),
    N_("""Identity numbers are never collected: nobody needs them to bring a person to safety, and a lost file
would do lasting harm. Also delete the number from older copies of the file."""),
)
NEVER_NAMED = Code(
    "PG253",
    "never-named",
    Severity.NOTE,
    N_("the contact “{found}” is named nowhere"),
    N_("delete the entry, or name the person where they are needed"),
    N_(
        """A person in the list who has no duty is either left over from before, or was
forgotten where they should be named."""
    ),
)
SHARED_PHONE = Code(
    "PG254",
    "shared-phone",
    Severity.NOTE,
    N_("“{found}” and “{other}” have the same number {phone}"),
    N_("ask both for their own number"),
    N_(
        """Two people behind one number are one person in an emergency. Often one of the two
lines was copied and not changed."""
    ),
)
TWO_NUMBERS = Code(
    "PG255",
    "two-numbers",
    Severity.ERROR,
    N_("“{found}” has the number {first} here and {second} with the town"),
    N_("call both, and correct the wrong one"),
    N_("""The same person is listed by the town and by the community with different numbers. One of them will not
ring. People of the town need not be listed again by the community."""),
)
PUBLIC_WITHOUT_CONSENT = Code(
    "PG256",
    "public-without-consent",
    Severity.GAP,
    N_("“{found}” is to be printed publicly without a dated consent"),
    N_("add consent_on, or delete `public`"),
    N_(
        """A person's number may stand on a public notice if they have agreed in writing; the
date of the consent proves it."""
    ),
)
NOTHING_TO_PRINT = Code(
    "PG257",
    "nothing-to-print",
    Severity.GAP,
    N_("for “{found}” there is no number that may be printed publicly"),
    N_("add a duty phone of the community, or a watcher's written consent"),
    N_("""The card and the board at a risk point must name somebody to call. In the public edition that is the
duty phone, or a person who has agreed to it."""),
)
INCOMPATIBLE_DUTIES = Code(
    "PG258",
    "incompatible-duties",
    Severity.ERROR,
    N_("“{found}” is {first} and {second}, needed in two places at the same time"),
    N_("give one of the two duties to somebody else"),
    N_("""In rain a watcher stays at the slope, a transfer leader walks with the people, a manager opens the
shelter, and the leader stays reachable. Two of these in one person, or behind one phone, mean that one is not
done."""),
)
TWO_PLACES = Code(
    "PG259",
    "two-places",
    Severity.ERROR,
    N_("“{found}” is {post} for “{first}” and for “{second}”, in different grids"),
    N_("name another person for one of them"),
    N_("""Nobody watches two valleys or leads two groups of people at once. The second place would be left to
itself in the hour that counts."""),
)
OWN_DEPUTY = Code(
    "PG260",
    "own-deputy",
    Severity.ERROR,
    N_("“{found}” is named as his or her own deputy, or twice"),
    N_("name another person"),
    N_(
        """A deputy is who acts when the first does not answer. Two names behind the same phone
number count as one person."""
    ),
)
FEW_DEPUTIES = Code(
    "PG261",
    "few-deputies",
    Severity.GAP,
    N_("the working group has {found} deputies; {expected} are needed, in order of succession"),
    N_("add who takes over next"),
    N_("""When the leader cannot be reached, it must be clear at once who decides, and who does if that one cannot
be reached either."""),
)
NO_GROUP = Code(
    "PG262",
    "no-group",
    Severity.NOTE,
    N_("there is no group for “{found}”"),
    N_("add it, or say in another group's tasks that it does this too"),
    N_("""A small village may put groups together. The task must not be lost. Write it into the tasks of the group
that takes it over."""),
)
MANY_HATS = Code(
    "PG263",
    "many-hats",
    Severity.NOTE,
    N_("“{found}” is in {count} groups"),
    N_("spread the tasks over more people"),
    N_("""In an emergency all groups work at the same time. Whoever is in many of them is missing in all but one."""),
)
NO_POST = Code(
    "PG264",
    "no-post",
    Severity.GAP,
    N_("nobody holds the post “{found}”"),
    N_("add it to `posts`, with a deputy"),
    N_("""Every community has somebody who reports (灾害信息员), somebody responsible for fire safety, a keeper of
the store and somebody who can use the loudspeaker."""),
)
BEFORE_ELECTION = Code(
    "PG265",
    "before-election",
    Severity.NOTE,
    N_("“{found}” was taken over on {on}, before the election of {elected}"),
    N_("ask whether the person still holds it, and write down the new date"),
    N_(
        """After an election people change, and lists go on naming the old ones. Each post
should have been accepted again since."""
    ),
)
MINORS = Code(
    "PG266",
    "minors",
    Severity.ERROR,
    N_("{found} members of the squad are under 18"),
    N_("take them out of the squad"),
    N_("""Minors must not be organised for rescue (浙江省志愿服务条例 第九条), nor mobilised for forest fires."""),
)
NO_REGIONAL_SQUAD = Code(
    "PG267",
    "no-regional-squad",
    Severity.GAP,
    N_("the squad is a shared one, but it is not said which"),
    N_("write the name of the town's squad under `regional`"),
    N_("""Small communities share a squad of the town. It is described once, in the town's file."""),
)
NOT_IN_SQUAD = Code(
    "PG268",
    "not-in-squad",
    Severity.ERROR,
    N_("the town's squad “{squad}” does not list {found}"),
    N_("add the community to the squad in town.yaml, or choose another squad"),
    N_("""Both sides have to know of each other: a squad that does not count this community will not come."""),
)
NO_MICRO_STATION = Code(
    "PG270",
    "no-micro-station",
    Severity.GAP,
    N_("the neighbourhood has no micro fire station"),
    N_("describe it under `micro_station`"),
    N_(
        """Neighbourhoods keep a micro fire station (微型消防站) of their own, or share one: say
where it is and who comes."""
    ),
)
SMALL_STATION = Code(
    "PG271",
    "small-station",
    Severity.NOTE,
    N_("the micro fire station has {found} members; {expected} and a chief are usual"),
    N_("add members, or say who joins them"),
    N_("""With fewer people a station cannot be manned around the clock. Three shifts of at least two people are
what makes it answer at any hour."""),
)
REGISTER_DIFFERS = Code(
    "PG296",
    "register-differs",
    Severity.ERROR,
    N_("“{title}” is {found} in the profile and {expected} by the register"),
    N_("correct the one that is wrong"),
    N_("""The main volume prints the profile's numbers, the annex the register's people. Both go to the same
meeting place, and the count there has to be right."""),
)
DIAGNOSIS = Code(
    "PG297",
    "diagnosis",
    Severity.ERROR,
    N_("“{found}” is a diagnosis; it must not be recorded"),
    N_("write what the person needs: medicine box, oxygen, power, a wheelchair"),
    N_("""Helpers need to know what to bring, not what somebody suffers from. Health data are specially protected."""),
)
DESTROY_TOO_EARLY = Code(
    "PG298",
    "destroy-too-early",
    Severity.ERROR,
    N_("the register is to be destroyed on {found}, not after it was checked on {checked}"),
    N_("look for a wrong year"),
    N_("""A register carries the day by which it is destroyed. That day lies ahead when it is made."""),
)
ONE_HELPER = Code(
    "PG299",
    "one-helper",
    Severity.GAP,
    N_("a person with “{found}” needs two helpers"),
    N_("add a second one"),
    N_("""Nobody can carry a stretcher alone, or get a wheelchair over steps. Both are called at the same time, so
both have to be in the list."""),
)
