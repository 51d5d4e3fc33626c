"""PG52x: the recipe `manual.yaml` against files, bands and the data model."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_SUCH_PIECE = Code(
    "PG520",
    "no-such-piece-file",
    Severity.ERROR,
    N_("the recipe names the file “{found}”, which is not there"),
    N_("put the file into templates/manual or correct its name (nearest file: {nearest})"),
    N_(
        "Every entry under `pieces` of templates/manual/manual.yaml names a Word file below templates/manual. "
        "This one does not exist. A file that was renamed in Word or WPS has to be renamed in the recipe as well."
    ),
)

UNKNOWN_HAZARD_IN_RECIPE = Code(
    "PG521",
    "unknown-hazard-in-recipe",
    Severity.ERROR,
    N_("the condition names the hazard or part “{found}”, which plans/standards.yaml does not have"),
    N_("use a key of plans/standards.yaml (nearest: {nearest})"),
    N_(
        "Conditions of the recipe (`has`, `level`, `points`) name parts and sub-hazards by the keys that "
        "plans/standards.yaml declares, for example `timber_old` or `flood_typhoon`. With an unknown key the piece "
        "would never be printed, and nobody would notice."
    ),
)

UNKNOWN_FACT_IN_RECIPE = Code(
    "PG522",
    "unknown-field-in-recipe",
    Severity.ERROR,
    N_("the condition names the field “{found}”, which a profile does not have"),
    N_("use a key of profile.yaml, levels joined by dots (nearest: {nearest})"),
    N_(
        "`profile:` in a condition names a field of profile.yaml, for example `isolation.single_road` or `key_places`. "
        "With an unknown field the condition could never hold."
    ),
)

UNKNOWN_BAND = Code(
    "PG523",
    "unknown-band",
    Severity.ERROR,
    N_("the band “{found}” is not declared under `bands`"),
    N_("declare it or use one that is (nearest: {nearest})"),
    N_("Each piece stands in one band of the manual. The bands are declared at the top of manual.yaml."),
)

PIECE_TWICE = Code(
    "PG524",
    "piece-twice",
    Severity.ERROR,
    N_("the file “{found}” stands twice in the recipe"),
    N_("remove one of the two entries, or join their conditions with any_of"),
    N_("A piece that is listed twice could be printed twice. Its conditions belong into one entry."),
)

EACH_WITHOUT_NAME = Code(
    "PG525",
    "each-without-name",
    Severity.ERROR,
    N_("`each` and `called` belong together, here only one is given"),
    N_("name the list under `each` and what one item is called in the piece under `called`"),
    N_("A piece that is printed once per item of a list needs both the list (`each`) and the item's name (`called`)."),
)

UNUSED_PIECE = Code(
    "PG526",
    "unused-piece-file",
    Severity.NOTE,
    N_("the file “{found}” is in templates/manual, but the recipe does not name it"),
    N_("add it to manual.yaml, or move it away"),
    N_("A piece that no entry of the recipe names is never printed. That is fine for a draft of a piece, no more."),
)

EMPTY_CONDITION = Code(
    "PG527",
    "empty-condition",
    Severity.ERROR,
    N_("the condition says nothing"),
    N_("say when the piece applies, or leave `when` out: then it always applies"),
    N_("A condition without any key would hold for every community, which is hardly what was meant."),
)

FIGURE_WITHOUT_SOURCE = Code(
    "PG530",
    "figure-without-source",
    Severity.NOTE,
    N_("the figure “{found}” in “{text}” is not in the list of constants"),
    N_("add it with its source to templates/manual/constants.yaml, or print it from a setting or a field"),
    N_(
        "Every number that stands in a piece's own text must have a source: an entry of "
        "templates/manual/constants.yaml whose text contains it. Values that a district or an office decides are not "
        "typed into pieces at all; they are printed from plans/district.yaml or from the risk point."
    ),
)

FORBIDDEN_WORDING = Code(
    "PG531",
    "forbidden-wording",
    Severity.ERROR,
    N_("the text says “{found}”: {why}"),
    N_("write instead: {instead}"),
    N_(
        "templates/manual/wording.yaml lists advice that has cost lives, words for powers that a community does not "
        "have, and empty phrases that tell nobody who does what. A piece must not use them; a line that warns "
        "against one says so with 不, 禁止 or 严禁 before it."
    ),
)
