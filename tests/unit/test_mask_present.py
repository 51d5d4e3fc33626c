"""What is passed over before the careful search can never be found by it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.mask import Secrets
from generator.mask.present import present
from generator.mask.redact import finder

SIGNS = st.sampled_from("张王李示例·.•Li ５5-\u3000\u200b　a0")
CROWD = frozenset(
    f"{sign}某某" for sign in "丁丙乙于任何余俞傅冯包卜卞厉史叶吕吴"
)  # so many that words are looked for together
WORDS = st.text(SIGNS, min_size=2, max_size=5)


@given(
    st.frozensets(WORDS.filter(str.strip), max_size=4),
    st.frozensets(st.text(st.sampled_from("05"), min_size=7, max_size=8), max_size=3),
    st.frozensets(WORDS, max_size=2),
    st.text(SIGNS, max_size=30),
    st.sampled_from([frozenset[str](), CROWD]),
)
def test_no_secret_that_stands_there_is_passed_over(
    names: frozenset[str], numbers: frozenset[str], texts: frozenset[str], text: str, others: frozenset[str]
) -> None:
    secrets = Secrets(names | others, numbers, texts)
    careful, quick = finder(secrets), finder(present(secrets, text))
    found = set(careful.spans(text, whole=False)) if careful else set()
    kept = set(quick.spans(text, whole=False)) if quick else set()
    assert kept == found


def test_a_name_set_apart_is_kept_and_an_absent_one_is_not() -> None:
    secrets = Secrets(frozenset({"张示例", "李示例"}), frozenset({"19900000001"}), frozenset({"后坑三号"}))
    assert present(secrets, "张 示\u200b例 住") == Secrets(frozenset({"张示例"}))
    assert present(secrets, "电话199-0000 0001") == Secrets(numbers=frozenset({"19900000001"}))
