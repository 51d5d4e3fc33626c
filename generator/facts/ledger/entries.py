"""Entries of the ledger (`revisions/0003-sign.yaml`): one record type for each kind, keys in the order of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from generator.facts.schema import Class
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact

KINDS_OF_CHANGE = ("首次", "主", "次")
REASONS = (
    "首次编制", "法规调整", "组织调整", "风险变化", "资源变化", "演练", "事件", "模板更新", "定期复核", "更正", "其他",
)  # fmt: skip
SUBJECTS = ("组织指挥", "风险与预警", "应急处置", "应急保障", "恢复", "培训演练与修订")
"""The six subjects that a plan must contain; what a paper plan proves is said in these words."""

EDITIONS = ("internal", "public")
ACTS = ("开始整改", "完成待核", "销号", "延期")
OLD_COPIES = ("收回", "销毁", "遗失", "无")
DESTRUCTIBLE = ("人员名册", "附册")
KINDS = (
    "adopt", "issue", "sign", "file", "hand-out", "reconfirm", "correct", "finding", "destroy", "succeeds",
)  # fmt: skip

SCHEMA = 2
_HASH = 64  # digits of a SHA-256
_VERSION = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry(Record):
    """What every entry says; `previous` is the SHA-256 of the exact bytes of the entry before.

    The first has none; it names its community instead, and so every later one is bound to it. Ledgers that were begun
    in schema 1 do not say whose they are.
    """

    schema: int | None = fact("格式版本", need=Need.REQUIRED, low=1, high=SCHEMA)
    number: int | None = fact("序号", need=Need.REQUIRED, low=1, high=9999)
    kind: str | None = fact("事项", need=Need.REQUIRED, choices=KINDS)
    on: date | None = fact("日期", "事项生效的日期", need=Need.REQUIRED)
    by: str | None = fact("经办", "岗位或姓名", need=Need.REQUIRED, cls=Class.INTERNAL, length=60)
    community: str | None = fact("社区（村）", "街镇/社区，只写在第一条里", length=120)
    previous: str | None = fact("上一条校验值", "上一条文件的 SHA-256；第一条没有", length=_HASH)
    note: str | None = fact("备注", cls=Class.INTERNAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopt(LedgerEntry):
    """A plan that exists on paper is entered; `on` is the day since which it is in force."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    signed_on: date | None = fact("签发日期", need=Need.REQUIRED)
    signer: str | None = fact("签发人", need=Need.REQUIRED, length=40)
    review_due: date | None = fact("复核到期")
    scan: str | None = fact("扫描件", "档案对象名", length=80)
    proves: tuple[str, ...] = fact("纸质预案已有要素", choices=SUBJECTS, many=True)
    filed_on: date | None = fact("备案日期")
    receipt_no: str | None = fact("备案号", length=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCode(Record):
    """The check code printed in one edition."""

    edition: str | None = fact("版本类别", need=Need.REQUIRED, choices=EDITIONS)
    code: str | None = fact("校验码", need=Need.REQUIRED, length=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Record):
    """The kind of change was chosen by hand."""

    expected: str | None = fact("按内容应为", need=Need.REQUIRED, choices=KINDS_OF_CHANGE)
    why: str | None = fact("理由", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(LedgerEntry):
    """A numbered 送签稿 was frozen and archived."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    kind_of_change: str | None = fact("修订类别", need=Need.REQUIRED, choices=KINDS_OF_CHANGE)
    reasons: tuple[str, ...] = fact("原因", need=Need.REQUIRED, choices=REASONS, many=True)
    basis: str | None = fact("依据", "演练、事件或文号")
    summary: str | None = fact("主要修改", need=Need.REQUIRED, length=1000)
    changes: tuple[str, ...] = fact("修改内容", many=True, length=1000)
    release: str | None = fact("模板发布", need=Need.REQUIRED, length=60)
    content: str | None = fact("内容校验值", need=Need.REQUIRED, length=_HASH)
    archive: str | None = fact("档案清单校验值", "manifest.json 的 SHA-256", need=Need.REQUIRED, length=_HASH)
    codes: tuple[CheckCode, ...] = fact("校验码", many=True)
    absorbs: tuple[str, ...] = fact("并入的更正通知单", many=True, length=30)
    answers: tuple[str, ...] = fact("回应的问题", many=True, length=30)
    override: Override | None = fact("人工定级")
    interim: bool | None = fact("应急修订")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(LedgerEntry):
    """A 送签稿 was signed, which puts it in force; `on` is the day of the signature."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    signer: str | None = fact("签发人", need=Need.REQUIRED, length=40)
    signer_post: str | None = fact("签发人职务", length=60)
    seal: bool | None = fact("已盖章")
    scan: str | None = fact("扫描件", "档案对象名", length=80)
    in_force_on: date | None = fact("施行日期", "不写时就是签发当天")
    review_due: date | None = fact("复核到期")


@dataclass(frozen=True, slots=True, kw_only=True)
class File(LedgerEntry):
    """A revision was filed with the town."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    sent_on: date | None = fact("报送日期")
    received_by: str | None = fact("受理单位", need=Need.REQUIRED, length=60)
    receipt_no: str | None = fact("备案号", need=Need.REQUIRED, length=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Record):
    """One copy that was handed out."""

    copy: str | None = fact("册号", need=Need.REQUIRED, length=30)
    post: str | None = fact("领取岗位", need=Need.REQUIRED, cls=Class.INTERNAL, length=60)
    edition: str | None = fact("版本类别", choices=EDITIONS)
    received_on: date | None = fact("领取日期")
    receipt: bool | None = fact("已签收")
    old: str | None = fact("旧册处理", choices=OLD_COPIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOut(LedgerEntry):
    """Copies were handed out."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    rows: tuple[Copy, ...] = fact("分发签收", need=Need.REQUIRED, many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconfirm(LedgerEntry):
    """A revision was reviewed and needs no change: the same number, a new due date."""

    version: str | None = fact("版本", need=Need.REQUIRED, length=_VERSION)
    review_due: date | None = fact("复核到期", need=Need.REQUIRED)
    why: str | None = fact("复核情况", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Record):
    """One value that a correction notice changes."""

    path: str | None = fact("字段", length=200)
    title: str | None = fact("名称", need=Need.REQUIRED)
    before: str | None = fact("原为", cls=Class.DUTY)
    after: str | None = fact("更正为", cls=Class.DUTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(LedgerEntry):
    """A correction notice was issued."""

    correction: str | None = fact("更正通知单编号", need=Need.REQUIRED, length=30)
    version: str | None = fact("更正的版本", need=Need.REQUIRED, length=_VERSION)
    changes: tuple[Change, ...] = fact("更正内容", need=Need.REQUIRED, many=True)
    archive: str | None = fact("档案清单校验值", need=Need.REQUIRED, length=_HASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAct(LedgerEntry):
    """Something was done about a finding of a drill."""

    finding: str | None = fact("问题编号", need=Need.REQUIRED, length=30)
    drill: str | None = fact("演练编号", need=Need.REQUIRED, length=30)
    act: str | None = fact("办理", need=Need.REQUIRED, choices=ACTS)
    evidence: str | None = fact("佐证")
    until: date | None = fact("延期至")
    approver: str | None = fact("批准人", cls=Class.INTERNAL, length=60)
    verified_by: str | None = fact("核验人", "不能是责任岗位本人", cls=Class.INTERNAL, length=60)
    revision: str | None = fact("落实版本", length=_VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroy(LedgerEntry):
    """A frozen register or annex volume was destroyed under two names."""

    object: str | None = fact("销毁物", need=Need.REQUIRED, choices=DESTRUCTIBLE)
    sha256: str | None = fact("校验值", need=Need.REQUIRED, length=_HASH)
    count: int | None = fact("人数", unit="人", low=0, high=100000)
    witnesses: tuple[str, ...] = fact("监销人", need=Need.REQUIRED, cls=Class.INTERNAL, many=True, length=40)
    why: str | None = fact("原因", need=Need.REQUIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Record):
    """A community that this one succeeds, and the newest entry of its ledger."""

    code: str | None = fact("区划代码", length=12)
    name: str | None = fact("名称", need=Need.REQUIRED, length=40)
    folder: str | None = fact("目录", "街镇/社区", length=120)
    head: str | None = fact("末条校验值", "并入前最后一条的 SHA-256；没有台账时不写", length=_HASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeeds(LedgerEntry):
    """The first entry of a community that others were merged into; their manuals stay in force until it signs."""

    merged: tuple[Merged, ...] = fact("并入的社区（村）", need=Need.REQUIRED, many=True)
    basis: str | None = fact("批准文号")


TYPES: Mapping[str, type[LedgerEntry]] = MappingProxyType(
    {
        "adopt": Adopt,
        "issue": Issue,
        "sign": Sign,
        "file": File,
        "hand-out": HandOut,
        "reconfirm": Reconfirm,
        "correct": Correct,
        "finding": FindingAct,
        "destroy": Destroy,
        "succeeds": Succeeds,
    }
)
KIND_OF: Mapping[type[LedgerEntry], str] = MappingProxyType({record: kind for kind, record in TYPES.items()})
