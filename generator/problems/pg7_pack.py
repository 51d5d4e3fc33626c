"""PG7: the pack that is handed over, and its receipts taken back."""

from generator.problems.code import Code
from generator.problems.code import Severity
from generator.problems.words import N_

NO_DISTRIBUTION = Code(
    "PG760",
    "no-distribution",
    Severity.GAP,
    N_("it is not settled who is handed copies of: {found}"),
    N_("write it into plans/district.yaml under `distribution`; until then the lists count one copy each"),
    N_("""How many copies are printed, and for whom, is the district's to decide: for each thing that is printed, the
posts, places and offices that hold a copy.

    distribution:
      - item: 内部版
        posts: [组长, 副组长, 网格长]
        offices: [社区应急值班室, 街镇应急管理站]
        source: the notice that says so

Who has these posts is taken from each community's profile; a person with several of them gets one copy."""),
)
NOT_IN_PACK = Code(
    "PG761",
    "not-in-pack",
    Severity.NOTE,
    N_("{found} is not in the pack: {reason}"),
    N_("the pack says so in its list of what is missing; mend it and pack again"),
    N_("""A pack is made of what there is: a community without a profile, or whose manual could not be built or
printed, is left out, and so is a volume without its register. What is left out stands in 缺件清单, so that whoever
receives the pack knows that it is not whole."""),
)
NOT_A_PACK = Code(
    "PG762",
    "not-a-pack",
    Severity.ERROR,
    N_("there is something here that is no pack of plangen's, and it is not overwritten"),
    N_("move it away, or name another folder with --out"),
    N_("""A new pack takes the place of the old one of the same name. So that nothing of yours is ever lost, this is
only done with what plangen itself packed: a folder or zip file with the list of contents that it wrote there."""),
)
OLD_PACK_KEPT = Code(
    "PG763",
    "old-pack-kept",
    Severity.NOTE,
    N_("somebody has changed the old pack; it is kept as {kept}"),
    N_("if its receipts were filled in, take them over before you delete it"),
    N_("""Before a pack is replaced, its files are compared with its list of contents. Where something was changed or
added, a filled-in 签收表 above all, the old pack is not deleted but kept beside the new one under a number. It may hold
residents' data: delete it when it is no longer needed."""),
)
NOT_A_PDF = Code(
    "PG764",
    "not-a-pdf",
    Severity.ERROR,
    N_("this file cannot be read as a PDF"),
    N_("delete it and pack again: it will be printed anew"),
    N_("""The pack counts the pages and measures the paper of every PDF for the print list. This file is damaged, empty
or protected by a password, so it was left out of the pack."""),
)
NOT_A_WORKBOOK = Code(
    "PG770",
    "not-a-workbook",
    Severity.ERROR,
    N_("this file cannot be read as an Excel workbook"),
    N_("open it in Excel or WPS and save it as .xlsx, without a password"),
    N_("""What was filled in is read from workbooks in the format .xlsx. A file of the old format .xls, a .et of WPS, a
CSV, a workbook with a password or a damaged one cannot be read; Excel and WPS save any of them as .xlsx."""),
)
NO_RECEIPTS = Code(
    "PG771",
    "no-receipts",
    Severity.ERROR,
    N_("no sheet of this workbook has a table of receipts"),
    N_("keep the header row of the form: it needs the columns {missing}"),
    N_("""The table is known by its header row, which may stand in any of the first rows of any sheet. Columns may be
moved, and others added; their titles must stay."""),
)
BAD_DAY = Code(
    "PG772",
    "receipt-day",
    Severity.ERROR,
    N_("“{found}” is no day"),
    N_("write year, month and day: 2026-05-01, 2026/5/1 or 2026年5月1日"),
    N_("""A receipt proves who holds which edition since when, so its day must be whole. A day without a year, or one
that the calendar does not have, is not guessed at."""),
)
UNKNOWN_OLD = Code(
    "PG773",
    "receipt-old-copy",
    Severity.ERROR,
    N_("“{found}” does not say what became of the old copy"),
    N_("write one of: {known}"),
    N_("""Each holder of a new copy hands in the old one, or says where it is: 收回 (taken back), 销毁 (destroyed, with
two witnesses for an internal copy), 遗失 (lost), 无 (there was none)."""),
)
NO_COPY = Code(
    "PG774",
    "receipt-without-copy",
    Severity.ERROR,
    N_("this row is signed for but has no copy number"),
    N_("write the number that stands on the copy"),
    N_("""Copies are told apart by their numbers (内-01, 公-03). A receipt without one proves nothing about any copy.
Somebody who was handed an additional copy gets the next free number."""),
)
COPY_TWICE = Code(
    "PG775",
    "receipt-twice",
    Severity.ERROR,
    N_("copy {found} stands here twice"),
    N_("keep the row that is right; an additional copy gets the next free number"),
    N_("""Every copy of a community has a number of its own. Two rows with the same number cannot both be right."""),
)
HALF_SIGNED = Code(
    "PG776",
    "receipt-half",
    Severity.GAP,
    N_("copy {found} has a signature or a day, but not both"),
    N_("fill in both; the copy counts as handed out only then"),
    N_("""A copy is handed out when its holder has signed, on a day. In the form, 签名 takes a tick, 是, 已签 or the
name; 签收日期 takes the day."""),
)
TOO_MANY_ROWS = Code(
    "PG777",
    "receipts-too-long",
    Severity.ERROR,
    N_("this sheet has more than {limit} rows; those below were not read"),
    N_("delete the rows that do not belong to the table, or split the list"),
    N_("""No town hands out that many copies, and none calls that many numbers. Most often something was typed or
formatted far below the table by accident."""),
)
