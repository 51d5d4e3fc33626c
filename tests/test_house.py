"""The rules of the house, kept by tests instead of hope."""

from __future__ import annotations

import ast
import importlib
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import click
import pytest

from generator.cli import COMMANDS
from generator.press.fonts import TYPEFACES
from generator.problems import Code
from generator.problems.catalogue import codes

if TYPE_CHECKING:
    from conftest import Plangen

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
CODES = list(codes().values())


def by_id(code: Code) -> str:
    return code.id


@cache
def sources() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def files_of_the_project() -> tuple[Path, ...]:
    """Everything that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name)
    return tuple(path for path in paths if path.is_file())


# ---------------------------------------------------------------------------------------------------- import law


def test_the_import_law_is_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")


def test_the_import_law_knows_every_module() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = set(re.findall(r"generator\.(\w+)", " ".join(layers)))
    there = {path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__"}
    there |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert there <= named


DISK_CALLS = {"open", "io.open", "os.open", "os.replace", "os.remove", "os.unlink", "os.mkdir", "os.makedirs"}
DISK_METHODS = {"read_bytes", "read_text", "write_bytes", "write_text", "unlink", "mkdir", "touch", "iterdir", "rglob"}
# The command line opens the null device when whoever read its output is gone. The driver runs under another Python,
# knows nothing of plangen, and takes away what its LibreOffice left.
DISK_ALLOWED = {
    "generator/cli/console.py": {"os.open"},
    "generator/press/driver.py": {"Path(socket).unlink", "(folder / _ALIVE).open", "(other / _ALIVE).open"},
}


def test_only_files_touches_the_disk() -> None:
    """`open(…)`, `Path.read_bytes` and the like stand in `files.py`, `durable.py` and `folders.py` alone."""
    found = []
    for path, tree in sources().items():
        if path in {PACKAGE / "files.py", PACKAGE / "durable.py", PACKAGE / "folders.py"}:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            owner, _, method = name.rpartition(".")
            where = path.relative_to(ROOT).as_posix()
            disk = name in DISK_CALLS or (method in DISK_METHODS and owner and owner.rpartition(".")[2] != "files")
            if disk and name not in DISK_ALLOWED.get(where, ()):
                found.append(f"{where}:{node.lineno} {name}")
    assert found == []


def test_no_module_is_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in sources()}
    # A family of problem codes is a list of texts, not a program.
    assert {name: length for name, length in lengths.items() if length > 400 and "/problems/pg" not in name} == {}


# ----------------------------------------------------------------------------------------------------- catalogue


def test_every_family_module_is_in_the_catalogue() -> None:
    there: Counter[str] = Counter()
    for path in (PACKAGE / "problems").glob("pg*.py"):
        module = importlib.import_module(f"generator.problems.{path.stem}")
        there.update(value.id for value in vars(module).values() if isinstance(value, Code))
    assert set(there) == set(codes())
    assert [code for code, count in there.items() if count > 1] == []


def test_slugs_are_unique_and_kebab_case() -> None:
    slugs = Counter(code.slug for code in CODES)
    assert [slug for slug, count in slugs.items() if count > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@pytest.mark.parametrize("code", CODES, ids=by_id)
def test_a_code_says_what_is_wrong_what_to_do_and_why(code: Code) -> None:
    assert re.fullmatch(r"PG\d{3}", code.id)
    assert code.message
    assert not code.message.endswith(".")
    assert code.hint
    assert len(code.explanation) >= 40
    for text in (code.message, code.hint):
        list(Formatter().parse(text))
    # Printed without values: a brace that means a brace is doubled there, as in message and hint.
    assert [name for _, name, _, _ in Formatter().parse(code.explanation) if name is not None] == []


@pytest.mark.parametrize("code", CODES, ids=by_id)
def test_a_code_has_a_case_file(code: Code) -> None:
    assert (ROOT / "tests" / "codes" / f"{code.id}.yml").is_file()


def test_no_case_file_is_left_of_a_code_that_went() -> None:
    assert {path.stem for path in (ROOT / "tests" / "codes").glob("*.yml")} <= set(codes())


def wanted_values(code: Code) -> set[str]:
    parsed = [*Formatter().parse(code.message), *Formatter().parse(code.hint)]
    return {name for _, name, _, _ in parsed if name}


def uses() -> Iterator[tuple[str, Code, set[str]]]:
    """Every `FAMILY.NAME.at(…)` of the source: where, which code, and the values given."""
    constants: dict[str, Code] = {}
    for path in (PACKAGE / "problems").glob("pg*.py"):
        module = importlib.import_module(f"generator.problems.{path.stem}")
        constants |= {name: value for name, value in vars(module).items() if isinstance(value, Code)}
    for path, tree in sources().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "at"):
                continue
            name = ast.unparse(node.func.value).rpartition(".")[2]
            if name in constants and all(keyword.arg for keyword in node.keywords):
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield f"{path.relative_to(ROOT)}:{node.lineno}", constants[name], given


def test_every_problem_is_given_the_values_that_its_text_names() -> None:
    lacking = [f"{where} {code.id}: {wanted_values(code) - given}" for where, code, given in uses()]
    assert [line for line in lacking if not line.endswith("set()")] == []


def test_problems_come_from_the_catalogue_alone() -> None:
    made = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if path.parent != PACKAGE / "problems" and isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"
    ]
    assert made == []


def test_the_chinese_catalogue_is_complete_current_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "catalogue.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode("utf-8")


def test_no_text_hides_from_the_translator_in_an_f_string() -> None:
    """The extractor reads tokens, and before Python 3.12 an f-string is one."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, tree in sources().items()
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"_", "N_", "language._", "counted"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


# -------------------------------------------------------------------------------------------------- command line


def every_command() -> Iterator[tuple[str, ...]]:
    """All commands, those inside groups too."""
    for name, _line, target in COMMANDS:
        yield (name,)
        module, attribute = target.split(":")
        if (PACKAGE.parent / (module.replace(".", "/") + ".py")).exists():
            command = getattr(importlib.import_module(module), attribute)
            if isinstance(command, click.Group):
                yield from ((name, inner) for inner in command.list_commands(click.Context(command)))


@pytest.mark.parametrize("command", [(), *every_command()], ids=" ".join)
@pytest.mark.parametrize(
    ("variable", "locale", "usage"),
    [("LANG", "C", "Usage:"), ("LC_ALL", "C", "Usage:"), ("LANG", "zh_CN.UTF-8", "用法:")],
)
def test_every_command_has_a_help_page_in_both_languages(
    command: tuple[str, ...], variable: str, locale: str, usage: str, plangen: Plangen
) -> None:
    done = plangen(*command, "--help", cwd=ROOT, **{variable: locale})
    page = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr
    assert page.startswith(usage)
    assert done.stderr == b""
    if locale.startswith("zh"):
        own_words = re.sub(r"[A-Z_]{2,}|--?[\w-]+|`[^`]*`|plangen|\b(Word|LibreOffice|PG\d+)\b", "", page)
        described = [line for line in own_words.splitlines() if line.startswith("  ") and len(line.split()) > 3]
        assert [line for line in described if not re.search(r"[\u4e00-\u9fff]", line)] == []


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys, generator.cli as c; c.run(['--help']);"
        "print(*sorted(m.split('.')[0] for m in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert loaded.isdisjoint({"yaml", "lxml", "jinja2", "docx", "docxtpl", "rich", "isal", "dataclasses", "pathlib"})


# ------------------------------------------------------------------------------------------------- what is shared

# Put together here so that this file does not hold what it looks for.
FOREIGN = [
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "pypi" + ".org",
    "python" + "hosted",
    "debian" + ".org",
    "npm" + "js.",
    "index" + "-url",
    "find" + "-links",
]
# Words that only look like it.
ALLOWED = {
    "scripts/lock": {"index" + "-url", "find" + "-links"},  # the options that keep them out of the lock file
    "tests/unit/test_fault.py": {"/" + "home/"},  # an invented path, to see it blotted out
}


def texts_of(path: Path) -> Iterator[str]:
    """What a file holds, and the members of a package."""
    data = path.read_bytes()
    yield data.decode("utf-8", "ignore")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                yield package.read(name).decode("utf-8", "ignore")


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in files_of_the_project():
        name = path.relative_to(ROOT).as_posix()
        for text in texts_of(path):
            found += [f"{name}: {word}" for word in FOREIGN if word in text and word not in ALLOWED.get(name, ())]
    assert found == []


def test_the_lock_file_pins_and_hashes_everything_that_is_asked_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {re.split(r"[<>=;\s\[]", line, maxsplit=1)[0].lower() for line in asked} <= pinned
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_doctor_names_packages_that_setup_installs() -> None:
    listed = (ROOT / "packages.apt").read_text("utf-8")
    assert {font.package for face in TYPEFACES for font in face.instead if font.package not in listed} == set()


def test_every_licence_is_noticed() -> None:
    """NOTICE names everything that is installed with plangen, and the tools of its developers."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    names = {re.split(r"[<>=;\s\[]", line, maxsplit=1)[0].lower() for line in asked}
    assert {name for name in names if not re.search(rf"^{re.escape(name)}\b", notice, re.MULTILINE)} == set()


# -------------------------------------------------------------------------------------------------------- README

# Commands of the README that are not run by the test below, each with the reason.
NOT_RUN_HERE = {
    "make manuals": "installs system packages; CI runs the same `build --all` through the tests of building",
    "make test": "runs this very test",
    "make check": "runs this very test",
    'git config diff.plangen-docx.textconv ".venv/bin/plangen template text"': "changes the clone of whoever tests",
    "make bench": "measures for minutes; its parts are tested with the engine",
}


def readme_commands() -> list[str]:
    """The lines of the fenced shell blocks of the README, without prompts, comments and continuations."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|bash|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    commands = [re.sub(r"\s+#\s.*$", "", line.removeprefix("$ ")).strip() for line in lines]
    return [command for command in commands if command and not command.startswith("#")]


def test_the_readme_gives_the_two_commands_first() -> None:
    assert readme_commands()[:2] == ["make manuals", "make test"]


def test_the_commands_of_the_readme_do_what_it_says(tmp_path: Path, plangen: Plangen) -> None:
    for folder in ("plans", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for command in readme_commands():
        if command in NOT_RUN_HERE:
            continue
        words = shlex.split(command)
        assert words[0].rpartition("/")[2] == "plangen", "run it here, or give the reason why not in NOT_RUN_HERE"
        done = plangen(*words[1:], cwd=tmp_path, LANG="C.UTF-8")
        assert done.returncode == 0, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def test_no_reason_is_left_of_a_command_that_went() -> None:
    assert set(NOT_RUN_HERE) - {"make check", "make bench"} <= set(readme_commands())
