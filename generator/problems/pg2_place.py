"""PG2: the place itself, its hazards and figures (`facts.checks`)."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

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
