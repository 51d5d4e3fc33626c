"""What every test may ask for: a cache folder of its own, and the command line as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest
from printing import shared_office

from generator.press.office import Office

ROOT = Path(__file__).resolve().parent.parent


class Plangen(Protocol):
    """Starts `plangen` in a process of its own."""

    def __call__(self, *arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or leaves anything in the cache of whoever runs it, and all speak English unless they say so."""
    monkeypatch.setenv("PLANGEN_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("PLANGEN_LANG", "en")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def plangen() -> Plangen:
    """The command as installed; `environment` replaces the variables that decide on languages and encodings."""

    def start(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        chosen = ("LANG", "LANGUAGE", "LC_", "PLANGEN_LANG", "PYTHONUTF8", "PYTHONIOENCODING", "NO_COLOR", "COLUMNS")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(chosen)}
        program = Path(sys.executable).with_name("plangen.exe" if sys.platform == "win32" else "plangen")
        env = kept | environment
        return subprocess.run([program, *arguments], cwd=cwd, env=env, capture_output=True, check=False, timeout=120)

    return start


@pytest.fixture(scope="session")
def office() -> Office:
    """The LibreOffice that all tests of a process share; nobody ends it."""
    return shared_office()
