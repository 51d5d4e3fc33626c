"""PG2: values of profiles, towns and districts."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

# PG201-PG229: one value by itself, found while it is read (`facts.reader`).

MISSING = Code(
    "PG201",
    "missing-value",
    Severity.GAP,
    N_("“{title}” ({key}) is required and still missing"),
    N_("fill it in: {meaning}"),
    N_("""A draft prints a visible mark, 「（待填：…）」, where a required value is missing; a plan cannot be
issued with such a mark in it.

A list that is really empty is written as [] – that says that somebody looked and found nothing. A key without a
value, and words such as 待填 or 待定, count as missing."""),
)
WRONG_TYPE = Code(
    "PG202",
    "wrong-type",
    Severity.ERROR,
    N_("“{title}” cannot be “{found}”"),
    N_("write {expected}"),
    N_("""Each field has a kind of value: text, whole number, number, yes or no, date, phone, a list, a record.

Numbers are written without a unit, without a thousands separator and in digits: 1200, not “1,200户”. The unit is
fixed for each field; `plangen template fields` and the field dictionary name it."""),
)
UNKNOWN_KEY = Code(
    "PG203",
    "unknown-key",
    Severity.ERROR,
    N_("“{found}” is no field of {record}"),
    N_("write one of: {known}"),
    N_("""What stands under an unknown key would not be printed anywhere, so it is never passed over in silence.

Keys are English words as the field dictionary lists them; the Chinese title of a field is its name in templates.
A field that only your district has is declared in `plans/fields.yaml` and written under `extra:`."""),
)
OUT_OF_RANGE = Code(
    "PG204",
    "out-of-range",
    Severity.ERROR,
    N_("“{title}” is {found}; possible are {low} to {high} {unit}"),
    N_("look for a digit too many, a wrong unit or two fields mixed up"),
    N_("""The limits are far wider than anything that occurs in a community. A value outside is a typing error, or
is measured in another unit than the field's."""),
)
NOT_A_CHOICE = Code(
    "PG205",
    "not-a-choice",
    Severity.ERROR,
    N_("“{title}” cannot be “{found}”"),
    N_("write one of: {known}"),
    N_("""Some fields take one of a few fixed words, because texts, tables and the risk assessment are chosen by
them.

The words must be written exactly as listed."""),
)
DANGLING = Code(
    "PG206",
    "dangling-reference",
    Severity.ERROR,
    N_("“{title}” names “{found}”, which is not in the list “{target}”"),
    N_("write one of: {known}; or add “{found}” to that list"),
    N_("""People, points, routes, shelters, grids and figures are written once, in a list of their own, and named
everywhere else. A name that is in no list would print as a name without a phone, or a route without a way.

After a person was replaced or a place renamed, the old name may be left somewhere: search the file for it."""),
)
NOT_A_PHONE = Code(
    "PG207",
    "not-a-phone",
    Severity.ERROR,
    N_("“{title}”: “{found}” is no phone number"),
    N_("write a mobile number, a land line with its area code (0577-88880000) or a short number (119)"),
    N_("""A wrong number is the worst fault a plan can have. A number holds digits, and a hyphen or spaces between
groups.

Two numbers go into two fields (phone and backup_phone). Remarks such as “下班后” belong into another field."""),
)
PHONE_LENGTH = Code(
    "PG208",
    "phone-length",
    Severity.ERROR,
    N_("“{title}”: “{found}” has {count} digits, {expected}"),
    N_("ask for the number again and call it once before you write it down"),
    N_("""A mobile number has 11 digits and begins with 13 to 19. A land line has an area code (3 or 4 digits,
beginning with 0) and 7 or 8 digits of its own; without the area code nobody can dial it from a mobile phone."""),
)
BAD_DATE = Code(
    "PG209",
    "bad-date",
    Severity.ERROR,
    N_("“{title}”: there is no day “{found}”"),
    N_("write year, month and day: 2026-04-15"),
    N_("""Dates are written as 2026-04-15; 2026年4月15日, 2026/4/15 and 2026.4.15 are understood too.

The day must exist (no 30 February) and lie between 1949 and 2199. A date with a month alone is not exact enough
to compute an age or an expiry from."""),
)
TOO_LONG = Code(
    "PG210",
    "too-long",
    Severity.ERROR,
    N_("“{title}” has {count} characters; at most {limit} fit"),
    N_("shorten it; details go into “说明” or another field"),
    N_("""Fields have a place in a table or on a card. A longer text would break the page, and nobody would read
it in an emergency."""),
)
UNPRINTABLE = Code(
    "PG211",
    "unprintable-character",
    Severity.ERROR,
    N_("“{title}” holds the character {found}, which no document can hold"),
    N_("delete the sequence that begins with a backslash; no quotation marks are needed around ordinary text"),
    N_("""In double quotation marks a backslash begins the code of a character (\\x07, \\u0000). This code stands
for a character that XML, and so a Word file, cannot hold.

A backslash that is meant as such is written in single quotation marks."""),
)
AMBIGUOUS_NUMBER = Code(
    "PG212",
    "ambiguous-number",
    Severity.ERROR,
    N_("“{title}”: “{found}” can be read as different numbers"),
    N_("write it in plain digits: {expected}"),
    N_("""YAML programs read 012 as 10 or as 12, 1e3 as 1000 or as text, 12:30 as 750 or as a time, 0x1F as 31,
1_000 as 1000. plangen takes numbers in plain digits only. Codes and phone numbers are text: their zeros stay."""),
)
SAME_NAME = Code(
    "PG213",
    "same-name",
    Severity.ERROR,
    N_("the list “{title}” holds two entries named “{found}”"),
    N_("add what tells them apart, for example the place: {found}（后坑）"),
    N_("""Entries are referred to by name, so each name must stand for one entry. Names that differ only in the
width of characters or brackets count as the same."""),
)
SCHEMA_VERSION = Code(
    "PG214",
    "schema-version",
    Severity.ERROR,
    N_("the file says “schema: {found}”; this plangen reads version {expected}"),
    N_("update plangen, or write “schema: {expected}” if the file was made for it"),
    N_("""Every file says in which format version it is written, so that a newer file is never half understood by
an older program."""),
)
WRONG_FILE_NAME = Code(
    "PG215",
    "not-a-file-name",
    Severity.ERROR,
    N_("“{title}”: “{found}” is no name of a file in the folder “figures”"),
    N_("put the picture into the community's folder “figures” and write its name alone, such as map.png"),
    N_("""Pictures lie in the folder “figures” beside the profile and are named without any folder. Formats: png,
jpg, jpeg; export a drawing as png."""),
)
