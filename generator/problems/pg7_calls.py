"""PG780–PG799: what people wrote into a call sheet, and numbers of a profile that calls found to be wrong."""

from __future__ import annotations

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_CALLS = Code(
    "PG780",
    "no-calls",
    Severity.ERROR,
    N_("no sheet of this workbook has a table of calls"),
    N_("keep the header row of the sheet that plangen phone-check wrote: it needs the columns {missing}"),
    N_("""The table is known by its header row, which may stand in any of the first rows of any sheet. Columns may be
moved, and others added; their titles must stay."""),
)
CALL_RESULT = Code(
    "PG781",
    "call-result",
    Severity.ERROR,
    N_("“{found}” does not say what came of the call"),
    N_("write one of: {known}"),
    N_("""A call was answered by the one who was meant (接通), not answered (未接: nobody there, switched off, engaged),
the number is nobody's (空号: also cut off), or somebody else's now (已更换). What is neither is told and not guessed
at. A row without a result counts as not called yet."""),
)
CALL_TIME = Code(
    "PG782",
    "call-time",
    Severity.ERROR,
    N_("“{found}” is no time on {day}"),
    N_("write hours and minutes, such as 09:30, or leave it empty; calls of another day belong into another sheet"),
    N_("""The day of all calls of a sheet is given once, when it is taken back. A cell may hold a time or be empty. A
time that does not exist, or a day that is another one, is told: the day decides how long an answer counts."""),
)
CALL_PHONE = Code(
    "PG783",
    "call-phone",
    Severity.ERROR,
    N_("“{found}” is no number that can be dialled"),
    N_("write 11 digits for a mobile, or a land line with its area code"),
    N_("""Answers belong to numbers. A row without a number, or with one that is too short or too long, cannot be
counted for any post, and a new number that nobody can dial helps nobody."""),
)
CALL_WITHOUT_RESULT = Code(
    "PG784",
    "call-without-result",
    Severity.ERROR,
    N_("{phone}: something is filled in, but no result"),
    N_("fill in the result, or empty the row if it was not called"),
    N_("""A time, a caller or a new number was written down, so somebody called. Whether it was answered is what the
sheet is for."""),
)
CALL_TWICE = Code(
    "PG785",
    "call-twice",
    Severity.ERROR,
    N_("{phone} stands here twice with a result"),
    N_("keep the row that is right; a second call on the same day goes into a second sheet"),
    N_("""Every number stands once in a sheet, whatever posts it serves, and its answer counts for all of them. Two rows
cannot both be the answer."""),
)
CALL_UNIT_UNKNOWN = Code(
    "PG786",
    "call-unit-unknown",
    Severity.ERROR,
    N_("“{found}” is no community and no town of the roster"),
    N_("leave the column 代码 as the sheet had it, or write the code of the community there"),
    N_("""Results are kept with the community or the town whose post was called. It is known by the code in the column
代码, or by its name. A row that was added by hand needs one of the two."""),
)
CALL_NUMBER_GONE = Code(
    "PG787",
    "call-number-gone",
    Severity.NOTE,
    N_("{phone} ({name}) stands in no post of {community} now"),
    N_("nothing is lost: the result is kept; look whether the number was corrected since the sheet was written"),
    N_("""Between writing a sheet and taking it back a profile may change. What was called is kept as it was called, but
it says nothing of the number that stands there now: that one has to be called, too."""),
)
CALL_POST_GONE = Code(
    "PG788",
    "call-post-gone",
    Severity.NOTE,
    N_("{phone} does not serve the post “{post}” of {community} now"),
    N_("nothing is lost: the result counts for the posts that the number has now"),
    N_("""The post was given to somebody else since the sheet was written, or it was added by hand. Whoever has it now
may not have been called."""),
)
CALL_NO_NEW_NUMBER = Code(
    "PG789",
    "call-no-new-number",
    Severity.GAP,
    N_("{phone} was changed, but the new number is not known"),
    N_("ask the community for the new number and write it into the profile"),
    N_("""A number that is somebody else's now is worse than none. Until the new one stands in the profile, the post
counts as one that cannot be reached."""),
)
NUMBER_CHANGED = Code(
    "PG790",
    "number-changed",
    Severity.GAP,
    N_("the number {phone} of “{name}” was changed (called on {day}); the new one is said to be {new}"),
    N_("call the new number, write it here, and bring it into every copy: plangen correct {community}"),
    N_("""A call never edits a profile: somebody has to look whether the new number is right. This is the place where it
is written. Where a plan is in force, a correction notice (更正通知单) carries the new number into every copy at once,
and the next revision absorbs it."""),
)
NUMBER_DEAD = Code(
    "PG791",
    "number-dead",
    Severity.GAP,
    N_("the number {phone} of “{name}” is {result} (called on {day})"),
    N_("find out the right number, write it here, and bring it into every copy: plangen correct {community}"),
    N_("""A number was called and is nobody's, or somebody else's whose new number is not known. A plan is a promise by
named people with telephones that ring. A call edits no profile; this is the place where the number is written."""),
)
CALLS_KEPT = Code(
    "PG792",
    "calls-kept",
    Severity.NOTE,
    N_("these results are kept already in {file}"),
    N_("nothing to do; a second round of calls needs a sheet of its own"),
    N_("""The same results of the same day were taken back before. They are not kept twice, so a sheet may be taken back
again when one is not sure."""),
)
NO_RESULTS = Code(
    "PG793",
    "no-results",
    Severity.NOTE,
    N_("no row of this sheet has a result"),
    N_("fill in the column 结果, save the workbook, and take it back again"),
    N_("""Nothing was kept. Perhaps the sheet was saved under another name, or the results were written on paper."""),
)
