"""PG2: what must hold between the facts of one community (`facts.checks`)."""

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
NO_TIME = Code(
    "PG219",
    "not-a-time",
    Severity.ERROR,
    N_("“{title}”: “{found}” is no time of day"),
    N_("write hours and minutes: 14:30"),
    N_(
        """Times of a drill are written as hours, colon, minutes, from 0:00 to 23:59. Quotation
marks are not needed."""
    ),
)
JUDGES_HIMSELF = Code(
    "PG220",
    "judges-himself",
    Severity.ERROR,
    N_("“{found}” is to judge a drill that he or she led"),
    N_("name evaluators from outside, with unit and post"),
    N_("""The leader of the working group and the controller of a drill are what is being judged. An evaluation by
them counts for nothing with whoever reads it later."""),
)
NO_EVALUATOR = Code(
    "PG221",
    "no-evaluator",
    Severity.GAP,
    N_("the drill has no evaluator"),
    N_("name who judged it, with unit and post"),
    N_("""A drill that nobody outside has looked at cannot be counted as one. One person from the town or a
neighbouring community is enough."""),
)
VETO_IGNORED = Code(
    "PG222",
    "veto-ignored",
    Severity.ERROR,
    N_("the drill has a veto, but is graded “{found}”"),
    N_("grade it “差” and repeat it, or take the veto back"),
    N_("""Somebody who was not counted, a route through the danger zone, a signal that a grid did not hear: each
of these makes a drill fail whatever the points say."""),
)
NO_FINDING = Code(
    "PG223",
    "no-finding",
    Severity.NOTE,
    N_("a drill without a single finding is hard to believe"),
    N_("write down what took longer than planned, or who was not reached"),
    N_("""Drills are held to find what does not work. A reviewer will ask why nothing was found."""),
)
FULL_MARKS = Code(
    "PG224",
    "full-marks",
    Severity.NOTE,
    N_("full marks in every item are hard to believe"),
    N_("compare the scores with the minutes in the time table"),
    N_("""A drill in which nothing could be better is rare. Scores are of use only if they tell next year's drill
where to look."""),
)
DUE_BEFORE_DRILL = Code(
    "PG225",
    "due-before-drill",
    Severity.ERROR,
    N_("the measure was due on {found}, before the drill of {on} that asked for it"),
    N_("look for a wrong year or month"),
    N_("""A finding comes out of a drill, so what is done about it can only be due after it."""),
)
UNKNOWN_OWNER = Code(
    "PG226",
    "unknown-owner",
    Severity.NOTE,
    N_("“{found}” is no post of this community"),
    N_("write one of: {known}"),
    N_("""A measure needs a post that answers for it, so that it is handed on when the person changes. Use the
words of the organisation: a post, a group's leader, a grid's chief."""),
)
FATAL_WITHOUT_REVISION = Code(
    "PG227",
    "fatal-without-revision",
    Severity.NOTE,
    N_("the fatal finding {found} asks for no revision"),
    N_("say in the measure why the plan itself was right, or set asks_revision to true"),
    N_("""A finding that would have cost lives usually means that a route, a signal or a duty in the plan is
wrong, not only its practice."""),
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
LIVED_IN = Code(
    "PG229",
    "dangerous-house-lived-in",
    Severity.NOTE,
    N_("{found} people live in houses of grade D, which must not be lived in"),
    N_("have them moved out, or have the grade checked; until then they go first in every warning"),
    N_("""Grade D means that the whole house is dangerous. That people live there is a fact that somebody has to
answer for before the next season."""),
)
BAD_CODE = Code(
    "PG230",
    "bad-code",
    Severity.ERROR,
    N_("“{found}” is no code of a community"),
    N_("write the 12 digits of the statistical division code, in quotation marks"),
    N_("""The code names the community in every list and on every copy. It has 12 digits: province, city,
district, town, community."""),
)
CODE_AND_KIND = Code(
    "PG231",
    "code-and-kind",
    Severity.NOTE,
    N_("“{found}” does not go with a code that ends in {code}"),
    N_("look the code up again; 001–199 are neighbourhoods, 200–399 villages, others from 400"),
    N_("""The last three digits of the code tell a neighbourhood (居委会) from a village (村委会). After a village
became a neighbourhood it gets a new code; keep the old one in the roster under `succeeds`."""),
)
DIFFERS_FROM_ROSTER = Code(
    "PG232",
    "differs-from-roster",
    Severity.ERROR,
    N_("“{title}” is “{found}” here and “{expected}” in the roster"),
    N_("correct the one that is wrong"),
    N_("""Coverage is counted by the roster, and the plan is printed from the profile. If they disagree, one of
the two counts or prints another community."""),
)
NEWER_THAN_REVIEW = Code(
    "PG233",
    "newer-than-review",
    Severity.GAP,
    N_("“{title}” is dated {found}, after the review of {reviewed}"),
    N_("check the whole profile again and set reviewed_on to that day"),
    N_("""`reviewed_on` says on which day the whole profile was compared with reality. Something in it is newer,
so that review did not see it. All ages and expiries in the plan count from this day."""),
)
EXPIRED = Code(
    "PG234",
    "expired",
    Severity.GAP,
    N_("“{title}” had expired on {found}, before the review of {reviewed}"),
    N_("renew it and write down the new date"),
    N_("""An insurance, an inspection or a battery that has run out cannot be relied on in an emergency. The
comparison is made with the day of the review, so that a plan says the same whenever it is printed."""),
)
EXPIRED_STOCK = Code(
    "PG235",
    "expired-stock",
    Severity.NOTE,
    N_("“{found}” had expired on {until}"),
    N_("replace it, and note the new date"),
    N_("""Expired stock is found in every inspection of a store. It stays in the list until it is replaced."""),
)
CONTRADICTION = Code(
    "PG236",
    "contradiction",
    Severity.ERROR,
    N_("“{first}” and “{second}” cannot both be right"),
    N_("ask on the spot which of the two is true"),
    N_(
        """Two facts of the profile exclude each other. Which one is right decides what the plan
says, so plangen does not guess."""
    ),
)
NO_YEAR = Code(
    "PG237",
    "not-a-year",
    Severity.ERROR,
    N_("“{found}” is no year, month or day"),
    N_("write 2019, 2019年8月 or 2019年8月10日"),
    N_("""The assessment counts how many years ago something happened, so a past event begins with its year."""),
)
GRIDS_DO_NOT_ADD_UP = Code(
    "PG238",
    "grids-do-not-add-up",
    Severity.ERROR,
    N_("the grids have {found} households together, the community has {expected}"),
    N_("look for a household in no grid or in two"),
    N_("""Every household belongs to exactly one grid, or nobody knocks at its door. Count again by the lists of
the grids."""),
)
MORE_THAN_ALL = Code(
    "PG239",
    "more-than-all",
    Severity.ERROR,
    N_("“{title}” is {found}, more than the {limit} there are in all"),
    N_("look for a digit too many or two fields mixed up"),
    N_("""A part cannot be larger than the whole it is a part of. Which of the two numbers is wrong shows only
when both are counted again."""),
)
NO_SUCH_FIGURE = Code(
    "PG240",
    "no-such-figure",
    Severity.GAP,
    N_("the file “{found}” is not in the folder “figures”"),
    N_("put it there, or correct its name (capital letters count)"),
    N_(
        """The profile promises a picture whose file is missing. The draft prints an empty frame
with the figure's title."""
    ),
)
MAP_MISSING = Code(
    "PG241",
    "map-missing",
    Severity.GAP,
    N_("there is no “{found}” among the figures"),
    N_("draw a sketch, scan or photograph it, and add it to the list"),
    N_("""A plan needs a map of the risks and, where people have to move, a map of the routes. A clear sketch by
hand is better than none."""),
)
MAP_WITHOUT_APPROVAL = Code(
    "PG242",
    "map-without-approval",
    Severity.NOTE,
    N_("the map “{found}” is not called a sketch"),
    N_("add “示意图” to its title, or the approval number (审图号)"),
    N_("""Maps that are published need an approval number. What a community draws itself is a sketch and says so."""),
)
UNDECIDED = Code(
    "PG243",
    "undecided-hazard",
    Severity.GAP,
    N_("“{found}” ({key}) is neither assessed nor absent"),
    N_("assess it under `hazards`, or add it to `absent` after looking for it"),
    N_("""For each hazard of the district somebody has to say either how likely and how bad it is here, or that it
was looked for and is not here. Silence is no answer."""),
)
BOTH = Code(
    "PG244",
    "both-present-and-absent",
    Severity.ERROR,
    N_("“{found}” ({key}) is assessed and said to be absent"),
    N_("delete one of the two"),
    N_("""A hazard is either here or it is not. If it was found here after all, its assessment stays and the entry
under `absent` goes."""),
)
OLD_EVIDENCE = Code(
    "PG245",
    "old-evidence",
    Severity.NOTE,
    N_("the assessment of “{found}” is from {on}, older than {years} years at the review"),
    N_("look again and write down the new date"),
    N_("""Slopes, buildings and people change. An old assessment is printed as 「待核实」, and counts one step
higher where people are exposed."""),
)
LEVEL_WITHOUT_SOURCE = Code(
    "PG246",
    "level-without-source",
    Severity.GAP,
    N_("the official level “{found}” has no document"),
    N_("add the number of the document under official_source"),
    N_("""An official level overrules the community's own assessment, so the plan has to say where it comes from."""),
)
POINT_OF_ABSENT = Code(
    "PG247",
    "point-of-absent-hazard",
    Severity.ERROR,
    N_("the point “{point}” is one of “{found}”, which is not assessed here"),
    N_("assess the hazard, or correct the point's hazard"),
    N_(
        """A point belongs to a hazard of this community. Otherwise its page would stand in a
chapter that is not there."""
    ),
)
HAZARD_WITHOUT_POINT = Code(
    "PG248",
    "hazard-without-point",
    Severity.NOTE,
    N_("“{found}” can hurt people here, but has no point"),
    N_("add the place where it would happen, with its watcher"),
    N_("""A list of risks without places helps nobody: where does the water come, which slope, which building?"""),
)
LATER_THAN_DISTRICT = Code(
    "PG249",
    "later-than-district",
    Severity.ERROR,
    N_("people would leave at “{found}” only; the district says “{expected}” at the latest"),
    N_("choose the district's colour or an earlier one, or delete the field"),
    N_("""A community may be more careful than the district, never less. The order is 蓝, 黄, 橙, 红."""),
)
EMPTY_THRESHOLD = Code(
    "PG250",
    "empty-threshold",
    Severity.GAP,
    N_("the threshold holds no value"),
    N_("give rain_mm with hours, level_m with its gauge, or wind_force; else delete the entry"),
    N_("""A threshold is an amount of rain in a time, or a water level. Without a value the plan prints the
district's safe sentence, which is right as long as no office has set one."""),
)
PREPARE_AFTER_GO = Code(
    "PG251",
    "prepare-after-go",
    Severity.ERROR,
    N_("at “{point}” people would prepare only when they should already have gone"),
    N_("exchange the two values, or correct them"),
    N_("""The value at which people prepare must be reached before the one at which they leave."""),
)
NO_THRESHOLD = Code(
    "PG252",
    "no-threshold",
    Severity.NOTE,
    N_("“{found}” has no value at which people leave at once"),
    N_("ask the responsible office; until then the safe sentence is printed"),
    N_("""Thresholds are set by the offices for natural resources and water, never by the community and never by
plangen. While there is none, the plan tells people to leave early."""),
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
MAYBE_NIGHT_BATCH = Code(
    "PG269",
    "maybe-night-batch",
    Severity.NOTE,
    N_("the batch uses “{found}”, which is not for the night, and does not say that it leaves by day"),
    N_("write until when they leave under `latest`, such as 天黑前"),
    N_(
        """Warnings come at night too. Either the batch has left before dark, or it needs a way
with lights or guides."""
    ),
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
NO_BATCH = Code(
    "PG272",
    "no-batch",
    Severity.GAP,
    N_("people live at “{found}”, but no batch takes them away"),
    N_("add the point to a batch, with leader, route and shelter"),
    N_("""Everybody at a geological or flood point needs to know when to go, with whom, on which way and where to."""),
)
TOO_FEW_MINUTES = Code(
    "PG273",
    "too-few-minutes",
    Severity.ERROR,
    N_("the batch is to take {found} minutes, but the route “{route}” alone takes {expected}"),
    N_("count calling, gathering and walking, best by a drill"),
    N_(
        """The time that a transfer needs decides when it must begin. Where people are led or
carried, their slower pace counts."""
    ),
)
NIGHT_PEOPLE = Code(
    "PG274",
    "night-people",
    Severity.ERROR,
    N_("the batches of {points} take {found} people; at night {expected} are there"),
    N_("count by night, and add who is missing"),
    N_("""Disasters kill asleep. Whoever is at a point at night must be in a batch; the day's number is not
enough."""),
)
NOT_FOR_NIGHT = Code(
    "PG275",
    "not-for-night",
    Severity.ERROR,
    N_("“{found}” is said to be usable by night, but crosses {crosses}"),
    N_("set night to false, or lead the route round it"),
    N_(
        """A route for the night has lights or guides and crosses no stream, bridge, mouth of a
gully or foot of a slope."""
    ),
)
SLOW_IS_FASTER = Code(
    "PG276",
    "slow-is-faster",
    Severity.ERROR,
    N_("people who are led need {found} minutes, others {expected}"),
    N_("exchange the two values, or correct them"),
    N_("""Old people, and those who are led or carried, are never faster than others. The slower time decides when
the first batch has to leave."""),
)
THROUGH_DANGER = Code(
    "PG277",
    "through-danger",
    Severity.ERROR,
    N_("the route “{found}” passes “{point}”, which is dangerous in the same hazard"),
    N_("choose a route around it"),
    N_(
        """A way out must not lead through another place of the same danger. This is the most
frequent deadly fault of plans."""
    ),
)
UNSAFE_ROUTE = Code(
    "PG278",
    "unsafe-route",
    Severity.ERROR,
    N_("the route “{found}” must not be used in “{hazard}”, but the batch uses it then"),
    N_("choose another route for this hazard"),
    N_("""The route itself says when it is not safe, and the batch leaves in just that case."""),
)
DEADLY_CROSSING = Code(
    "PG279",
    "deadly-crossing",
    Severity.ERROR,
    N_("in “{hazard}” the route “{found}” crosses: {crosses}"),
    N_("choose a route without it"),
    N_("""In a flood nobody crosses a stream, the mouth of a gully, a culvert or an underpass; under slopes that
may slide nobody walks along the foot."""),
)
DOUBTFUL_CROSSING = Code(
    "PG280",
    "doubtful-crossing",
    Severity.NOTE,
    N_("in “{hazard}” the route “{found}” crosses: {crosses}"),
    N_("say under unsafe_when when it must not be used, and name another way"),
    N_("""A bridge may stand above the flood or be carried away. Somebody has to have thought of it."""),
)
NIGHT_BATCH = Code(
    "PG281",
    "night-batch",
    Severity.ERROR,
    N_("the batch may leave at night, but its route “{found}” is not for the night"),
    N_("choose a route with lights or guides, or let the batch leave before dark"),
    N_("""The words of the batch (when it leaves, until when at the latest) include the night."""),
)
NO_BACKUP = Code(
    "PG282",
    "no-backup",
    Severity.GAP,
    N_("there is no second way beside “{found}”"),
    N_("name one under backup_route, or say under no_backup what people do if the way is closed"),
    N_("""Roads are closed by the very event people flee from. Where there is truly no second way, the plan says
where to wait for help."""),
)
BACKUP_IS_SAME = Code(
    "PG283",
    "backup-is-same",
    Severity.ERROR,
    N_("the second way “{found}” is the first one"),
    N_("name another route, or say under no_backup what people do"),
    N_("""If the first way is closed, so is this one. A second way is of use only if it does not share the place
that may be closed."""),
)
BACKUP_SHARES = Code(
    "PG284",
    "backup-shares",
    Severity.ERROR,
    N_("the second way “{found}” goes over {shared}, as the first does"),
    N_("choose one that does not share it"),
    N_("""When the bridge, gully or slope closes the first way, it closes the second too. Look for a way on the
other side of the valley, or say what people do if both are closed."""),
)
BACKUP_SAME_KIND = Code(
    "PG285",
    "backup-same-kind",
    Severity.NOTE,
    N_("the second way “{found}” crosses {shared}, as the first does"),
    N_("make sure that it is another place"),
    N_("""Both ways cross something of the same kind. If it is the same bridge or stream, the second way is none."""),
)
TOO_LITTLE_ROOM = Code(
    "PG286",
    "too-little-room",
    Severity.ERROR,
    N_("{found} people do not fit into {area} ㎡ at {each} ㎡ each; {expected} do"),
    N_("correct capacity or area"),
    N_("""The district sets how much room a person needs. A larger number on paper fails in the first night."""),
)
FAILED_SHELTER = Code(
    "PG287",
    "failed-shelter",
    Severity.ERROR,
    N_("“{found}” has failed: {title}"),
    N_("choose another shelter until it has passed"),
    N_("""Nobody is sent into a house that the inspection found unsafe. The entry stays in the list, but no batch
may go there before it has passed again."""),
)
SHELTER_IN_DANGER = Code(
    "PG288",
    "shelter-in-danger",
    Severity.ERROR,
    N_("the shelter “{found}” itself lies in the danger zone of “{point}”"),
    N_("choose another shelter for this batch"),
    N_("""People would be brought from one danger into the other. The list `in_danger_of` of the shelter says in
which zones it stands."""),
)
NOT_SAFE_FOR = Code(
    "PG289",
    "not-safe-for",
    Severity.ERROR,
    N_("the shelter “{found}” is not meant for “{hazard}”"),
    N_("choose a shelter that is, or have this one checked and add it to safe_for"),
    N_("""An indoor shelter is not for earthquakes until it was checked; an open place is not for typhoons."""),
)
BELOW_FLOOD = Code(
    "PG290",
    "below-flood",
    Severity.ERROR,
    N_("the shelter “{found}” lies below the highest flood"),
    N_("choose one that lies higher"),
    N_("""A shelter from water must stand above the highest water that has been there. A school on low ground is a
good shelter in a heat wave and a trap in a flood."""),
)
OVER_CAPACITY = Code(
    "PG291",
    "over-capacity",
    Severity.ERROR,
    N_("in “{hazard}” {found} people are sent to “{shelter}”, which has room for {limit}"),
    N_("send some of them elsewhere, or name where the others go under `overflow`"),
    N_(
        """All batches of one hazard may leave together. Room that other communities use does
not count (own_capacity)."""
    ),
)
TOO_LITTLE_STOCK = Code(
    "PG292",
    "too-little-stock",
    Severity.NOTE,
    N_("“{found}”: {quantity} {unit} in stock, {standard} asked for"),
    N_("buy what is missing"),
    N_("""The second number is what the district's list of stock asks for. What is missing is listed in the plan,
so that nobody counts on it."""),
)
NO_WARNING_WITHOUT_POWER = Code(
    "PG293",
    "no-warning-without-power",
    Severity.GAP,
    N_("no means of warning works without power"),
    N_("add gongs, whistles, a hand siren, or people who go from door to door"),
    N_("""In a typhoon the power fails first. Each grid needs a signal that works without power and network."""),
)
NO_SATELLITE = Code(
    "PG294",
    "no-satellite",
    Severity.GAP,
    N_("the network may fail here, but there is no satellite phone or other means of its own"),
    N_("add it under `equipment`"),
    N_("""A community that can be cut off needs one means of speaking with the town that needs no local network:
satellite phone, digital trunking radio or Beidou terminal."""),
)
FEW_USERS = Code(
    "PG295",
    "few-users",
    Severity.NOTE,
    N_("{count} people can use the {found}; {expected} should"),
    N_("train another one and add the name"),
    N_("""If the only one who knows the device is ill, it is as if there were none. Two people who have practised
it are the least that lets one of them be away."""),
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
