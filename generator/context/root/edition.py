"""版本、版别、修订记录: which text this is, for whom, and what came before it."""

from __future__ import annotations

from generator.context.entry import Entry
from generator.context.entry import flag
from generator.context.entry import group
from generator.context.entry import image
from generator.context.entry import listing
from generator.context.entry import text
from generator.context.env import Env
from generator.context.mark import gap
from generator.context.prepared import day_text
from generator.context.revision import RevisionRow
from generator.mask import Edition
from generator.word.values import InlineImage
from generator.word.values import mm

NO_CODE = "草案不编码"
QR_MM = 20


def _day(env: Env) -> str:
    reviewed = env.facts.profile.reviewed_on
    return env.revision.on or (day_text(reviewed) if reviewed else gap("核对日期"))


def _qr(env: Env) -> object:
    """The check code as a picture; empty in a draft."""
    if not env.revision.qr:
        return ""
    return InlineImage(env.revision.qr, width=mm(QR_MM), description="校验码二维码")


def _rows(_source: object, env: Env) -> tuple[RevisionRow, ...]:
    """The rows of the ledger; while nothing was issued, one that says so."""
    if env.revision.rows:
        return env.revision.rows
    return (
        RevisionRow(
            version=env.revision.version,
            on=_day(env),
            cause="首次编制",
            changes="全文，尚未签发",
            basis="社区风险档案",
            signer="待签发",
            filing="待备案",
        ),
    )


EDITION: tuple[Entry, ...] = (
    group(
        "版本",
        "正在印的这一版",
        (
            text("版本号", "草案，或V主.次", lambda _source, env: env.revision.version),
            text("状态", "修订草案、送签稿……", lambda _source, env: env.revision.state),
            text("日期", "版本日期；草案是档案核对日期", lambda _source, env: _day(env)),
            text("校验码", "这一版内容的短码；草案不编码", lambda _source, env: env.revision.check_code or NO_CODE),
            image("二维码", "校验码和版本号的二维码；草案没有", lambda _source, env: _qr(env)),
        ),
        lambda _source, env: env.revision,
    ),
    text("版别", "内部版或公示版", lambda _source, env: env.edition.label),
    flag("是公示版", "印的是公示版", lambda _source, env: env.edition is Edition.PUBLIC),
    listing(
        "修订记录",
        "历次修订，新的在前",
        (
            text("版本", "版本号", lambda row, _env: row.version),
            text("日期", "日期", lambda row, _env: row.on),
            text("原因", "为什么修订", lambda row, _env: row.cause),
            text("主要修改", "改了什么", lambda row, _env: row.changes),
            text("依据", "依据什么", lambda row, _env: row.basis, optional=True),
            text("签发人", "谁签发", lambda row, _env: row.signer, optional=True),
            text("备案号", "备案编号", lambda row, _env: row.filing, optional=True),
        ),
        _rows,
    ),
)
