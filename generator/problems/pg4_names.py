"""PG43x: names in templates against the schema of names, and numbers typed by hand."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

UNKNOWN_NAME = Code(
    "PG430",
    "unknown-name",
    Severity.ERROR,
    N_("“{found}” is no name that templates can use"),
    N_("did you mean “{nearest}”? `plangen template fields` lists all names"),
    N_(
        "Names in templates are the Chinese titles of the fields, as `plangen template fields` lists them. A name "
        "that does not exist would stop every manual that uses the piece, so it is found here, without any data. "
        "Names of a loop (`{{%p for 点 in 风险点 %}}`) hold only until its `endfor`."
    ),
)

UNKNOWN_MEMBER = Code(
    "PG431",
    "unknown-member",
    Severity.ERROR,
    N_("“{owner}” has no “{found}”"),
    N_("did you mean “{nearest}”? `plangen template fields {owner}` lists what there is"),
    N_(
        "The part behind the dot must be a field of what stands before it. Persons are flat: `{{{{ 点.监测员 }}}}` "
        "prints name and phone, `{{{{ 点.监测员姓名 }}}}` and `{{{{ 点.监测员电话 }}}}` print one of them."
    ),
)

NOT_A_LIST = Code(
    "PG432",
    "not-a-list",
    Severity.ERROR,
    N_("`for` needs a list, and “{found}” is none"),
    N_("loop over a list, or print the value with {{{{ }}}}"),
    N_("Only lists can be gone through one by one. `plangen template fields` says of each name what kind it is."),
)

NOT_PRINTED = Code(
    "PG433",
    "prints-a-whole",
    Severity.ERROR,
    N_("“{found}” is a list or a group, not a text, and cannot be printed as it is"),
    N_("go through it with `for`, or print one of its fields: {known}"),
    N_(
        "A tag `{{{{ … }}}}` prints one text, number or picture. Groups have fields behind a dot, lists are gone "
        "through."
    ),
)

PRINTS_FLAG = Code(
    "PG434",
    "prints-a-flag",
    Severity.ERROR,
    N_("“{found}” is yes or no and would print in English"),
    N_("use it in `if`, or print “{nearest}”, which says 是 or 否"),
    N_("A yes-or-no field is for conditions. Beside each stands a text of the same name with 文字 behind it."),
)

TYPED_NUMBER = Code(
    "PG435",
    "typed-number",
    Severity.ERROR,
    N_("the number “{found}” is typed by hand into a heading, caption or step"),
    N_("delete it; numbers are computed when the manual is put together"),
    N_(
        "Headings, captions and steps are numbered by plangen, so that contents, references and pages agree in every "
        "manual, whichever pieces it has. A number typed by hand would be printed twice, and wrong."
    ),
)

TAKEN_NAME = Code(
    "PG436",
    "taken-name",
    Severity.ERROR,
    N_("“{found}” cannot be the title of a part: templates use that name for something else"),
    N_("give the part another title; `plangen template fields` lists all names"),
    N_(
        "The title of each part in plans/standards.yaml is a name in templates, as in `{{{{ 火灾.等级 }}}}`. A part "
        "called 社区 would take the place of the community itself, and every page would print the wrong thing."
    ),
)
