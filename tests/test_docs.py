"""Pages that are made from the program are current, and codes that pages name exist."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.problems.catalogue import codes

ROOT = Path(__file__).resolve().parent.parent


def test_the_field_dictionary_is_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "fields.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_pages_name_codes_that_there_are(path: Path) -> None:
    assert set(re.findall(r"PG\d{3}", path.read_text("utf-8"))) <= set(codes())
