"""PG2: days, drills and supplies (`facts.checks`)."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

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
