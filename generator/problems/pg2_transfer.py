"""PG2: routes, shelters, and who goes where (`facts.checks`)."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

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
