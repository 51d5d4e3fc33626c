"""Single values, read by what their field asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.reader.files import read_record
from generator.facts.reader.phones import parse_phone
from generator.facts.reader.refusal import Refusal
from generator.facts.schema import Need
from generator.facts.schema import Record
from generator.facts.schema import fact
from generator.facts.text import parse_document
from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """A record with a field of every kind."""

    text: str | None = fact("文字", length=10)
    word: str | None = fact("词", choices=("山区", "平原"))
    whole: int | None = fact("整数", low=0, high=99)
    number: float | None = fact("数", low=0, high=9.5)
    flag: bool | None = fact("是否")
    day: date | None = fact("日期")
    phone: str | None = fact("电话", phone=True)
    texts: tuple[str, ...] = fact("几条", many=True)
    inner: Sample | None = fact("内部")
    must: str | None = fact("必填", need=Need.REQUIRED)


def read(text: str) -> tuple[Sample, list[Problem]]:
    document, problems = parse_document(f"must: 有\n{text}\n".encode(), "a.yaml")
    assert document is not None
    found = read_record(document, Sample)
    record = found.record
    assert isinstance(record, Sample)
    return record, problems + found.problems


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("text: no", "text", "no"),
        ("text: 0577", "text", "0577"),
        ("text: 12:30", "text", "12:30"),
        ("text: 2026-04-15", "text", "2026-04-15"),
        ("text: '  甲 '", "text", "甲"),
        ("text: |\n  甲\n  乙\n", "text", "甲\n乙"),
        ("text: '<&{{ x }}'", "text", "<&{{ x }}"),
        ("word: 平原", "word", "平原"),
        ("whole: 0", "whole", 0),
        ("whole: '12'", "whole", 12),
        ("number: 9.5", "number", 9.5),
        ("number: 3", "number", 3.0),
        ("flag: no", "flag", False),
        ("flag: 是", "flag", True),
        ("day: 2026-4-5", "day", date(2026, 4, 5)),
        ("day: 2026年4月5日", "day", date(2026, 4, 5)),
        ("day: 2026/04/05", "day", date(2026, 4, 5)),
        ("day: '2026-04-05'", "day", date(2026, 4, 5)),
        ("phone: 057700000005", "phone", "0577-00000005"),
        ("texts: []", "texts", ()),
        ("texts: [甲, no, 012]", "texts", ("甲", "no", "012")),
        ("inner: {must: 有, whole: 3}", "inner", Sample(must="有", whole=3)),
    ],
)
def test_a_value_means_what_its_field_asks_for(written: str, key: str, value: object) -> None:
    record, problems = read(written)
    assert problems == []
    assert getattr(record, key) == value
    assert key in record.given


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("text: 一二三四五六七八九十甲", "PG210"),
        ('text: "\\0"', "PG211"),
        ("text: [甲]", "PG202"),
        ("word: 山", "PG205"),
        ("whole: 100", "PG204"),
        ("whole: 99999999999999999999", "PG204"),
        ("whole: 1.5", "PG202"),
        ("whole: 12户", "PG202"),
        ("whole: 1,200", "PG202"),
        ("whole: 三", "PG202"),
        ("whole: 012", "PG212"),
        ("whole: 1e3", "PG212"),
        ("whole: 0x1F", "PG212"),
        ("whole: 12:30", "PG212"),
        ("whole: 1_0", "PG212"),
        ("number: .nan", "PG202"),
        ("number: 007.5", "PG212"),
        ("flag: 2", "PG202"),
        ("day: 2026-02-30", "PG209"),
        ("day: 1826-02-20", "PG209"),
        ("day: 2026-04", "PG202"),
        ("day: 2026-04-05T10:00", "PG202"),
        ("day: 2026年4月5", "PG202"),
        ("phone: 打给甲", "PG207"),
        ("texts: 甲", "PG202"),
        ("texts: [甲, '']", "PG202"),
        ("texts: [{a: 1}]", "PG202"),
        ("inner: 甲", "PG202"),
        ("inner: {}", "PG201"),
        ("其他: 甲", "PG203"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(written: str, code: str) -> None:
    _, problems = read(written)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].place.line == 2
    assert problems[0].place.field


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", "待填", "待定", "？"])
def test_a_value_that_nobody_knows_is_missing(nothing: str) -> None:
    document, _ = parse_document(f"must: {nothing}\n".encode(), "a.yaml")
    assert document is not None
    found = read_record(document, Sample)
    assert [problem.code for problem in found.problems] == ["PG201"]
    assert found.record.must is None


def test_given_empty_is_not_the_same_as_missing() -> None:
    assert "texts" in read("texts: []")[0].given
    assert "texts" not in read("text: 甲")[0].given
    assert "texts" not in read("texts:")[0].given


def test_a_misspelt_required_key_is_reported_once() -> None:
    document, _ = parse_document("musst: 有\n".encode(), "a.yaml")
    assert document is not None
    assert [problem.code for problem in read_record(document, Sample).problems] == ["PG203"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("19900000041", "19900000041"),
        ("199 0000 0041", "19900000041"),
        ("199-0000-0041", "19900000041"),
        ("+86 19900000041", "19900000041"),
        ("１９９００００００４１", "19900000041"),
        ("0577-00000001", "0577-00000001"),
        ("(0577) 00000001", "0577-00000001"),
        ("0577－00000001", "0577-00000001"),
        ("057700000001", "0577-00000001"),
        ("010-12345678", "010-12345678"),
        ("0577-1234567", "0577-1234567"),
        ("0577-00000001转801", "0577-00000001转801"),
        ("0577-00000001 分机 801", "0577-00000001转801"),
        ("400-000-0000", "400-000-0000"),
        *[(short, short) for short in ("110", "119", "120", "122", "12345", "95598", "12119", "12379", "10086")],
    ],
)
def test_a_number_has_one_spelling(written: str, number: str) -> None:
    assert parse_phone(written) == number


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1990000004", "10"),
        ("199000000412", "12"),
        ("0577-123456", "6"),
        ("0577-123456789", "9"),
        ("88880001", "8"),
        ("0", "0"),
    ],
)
def test_a_wrong_length_is_counted(written: str, count: str) -> None:
    refused = parse_phone(written)
    assert isinstance(refused, Refusal)
    assert refused.code.id == "PG208"
    assert refused.values["count"] == count


@pytest.mark.parametrize(
    "written", ["", "甲", "10000000000", "12000000041", "19900000041/42", "0577", "999", "1990000004l"]
)
def test_what_nobody_can_dial_is_no_number(written: str) -> None:
    assert isinstance(parse_phone(written), Refusal)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_refused(written: str) -> None:
    found = parse_phone(written)
    assert isinstance(found, (str, Refusal))
    if isinstance(found, str):
        assert parse_phone(found) == found


@given(
    st.sampled_from(["text", "word", "whole", "number", "flag", "day", "phone", "texts", "inner"]), st.text(max_size=20)
)
def test_any_text_in_any_field_is_a_value_or_a_problem(key: str, value: str) -> None:
    document, problems = parse_document(f"must: 有\n{key}: {value}\n".encode("utf-8", "surrogatepass"), "a.yaml")
    if document is not None:
        problems += read_record(document, Sample).problems
    for problem in problems:
        assert problem.place.file == "a.yaml"
        assert problem.place.line >= 1
