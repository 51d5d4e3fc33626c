"""`plangen init`, from the repository and from an installed wheel, and `plangen schema`."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

if TYPE_CHECKING:
    from conftest import Plangen

ROOT = Path(__file__).resolve().parent.parent
INTERNAL = "output/drafts/shilijie/shilishequ/示例社区综合应急预案（内部版·草案）.docx"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def text_of(path: Path) -> str:
    document = docx.Document(io.BytesIO(path.read_bytes()))
    return "".join(node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t"))


def test_a_new_workspace_builds_a_draft_with_visible_gaps(tmp_path: Path, plangen: Plangen) -> None:
    made = plangen("init", "新区 工作区", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert b'plangen -C "' in made.stdout
    built = plangen("-C", "新区 工作区", "build", "--all", cwd=tmp_path)
    assert built.returncode == 0, built.stdout.decode("utf-8")
    assert "（待填：" in text_of(tmp_path / "新区 工作区" / INTERNAL)


def test_a_new_workspace_passes_its_check(tmp_path: Path, plangen: Plangen) -> None:
    assert plangen("init", "x", cwd=tmp_path).returncode == 0
    checked = plangen("-C", "x", "check", "--all", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout.decode("utf-8")


def test_a_new_workspace_may_be_made_where_one_stands(tmp_path: Path, plangen: Plangen) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Thumbs.db").write_bytes(b"")
    assert plangen("init", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "plans" / "district.yaml").is_file()


@pytest.mark.parametrize("name", ["notes.txt", "plans", ".gitignore"])
def test_a_folder_with_something_in_it_is_left_alone(name: str, tmp_path: Path, plangen: Plangen) -> None:
    target = tmp_path / "x"
    target.mkdir()
    if name == "plans":
        (target / name).mkdir()
    else:
        (target / name).write_text("mine", "utf-8")
    before = snapshot(target)
    done = plangen("init", "x", cwd=tmp_path)
    assert done.returncode == 1
    assert f"the folder is not empty: it holds {name}".encode() in done.stderr
    assert snapshot(target) == before
    assert sorted(entry.name for entry in target.iterdir()) == [name]


def test_init_below_another_workspace_goes_where_dash_c_says(tmp_path: Path, plangen: Plangen) -> None:
    (tmp_path / "a").mkdir()
    assert plangen("-C", "a", "init", "b", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a" / "b" / "README.md").is_file()


def test_schemas_are_printed_by_kind_and_by_file(tmp_path: Path, plangen: Plangen) -> None:
    assert plangen("init", "x", cwd=tmp_path).returncode == 0
    by_kind = plangen("-C", "x", "schema", "profile", cwd=tmp_path)
    by_file = plangen("-C", "x", "schema", "plans/shilijie/shilishequ/profile.yaml", cwd=tmp_path)
    assert by_kind.returncode == by_file.returncode == 0
    assert by_kind.stdout == by_file.stdout
    assert by_kind.stdout.replace(b"\r\n", b"\n") == (tmp_path / "x" / ".schemas" / "profile.json").read_bytes()


def test_schemas_learn_the_fields_that_a_district_adds(tmp_path: Path, plangen: Plangen) -> None:
    assert plangen("init", "x", cwd=tmp_path).returncode == 0
    fields = tmp_path / "x" / "plans" / "fields.yaml"
    added = "  - {key: depots, title: 危化品储存点, type: number, class: P, need: R}\n"
    fields.write_text(fields.read_text("utf-8") + added, "utf-8")
    assert plangen("-C", "x", "schema", "--write", cwd=tmp_path).returncode == 0
    schema = json.loads((tmp_path / "x" / ".schemas" / "profile.json").read_text("utf-8"))
    assert schema["properties"]["extra"]["properties"]["depots"]["title"] == "危化品储存点"


def test_an_unknown_kind_of_schema_is_answered_with_the_nearest(plangen: Plangen) -> None:
    done = plangen("schema", "profil")
    assert done.returncode == 2
    assert b"profile" in done.stderr


def test_the_wheel_installed_alone_makes_a_workspace_and_builds_it(tmp_path: Path) -> None:
    wheels, home = tmp_path / "wheels", tmp_path / "空"
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels), cwd=ROOT)
    (wheel,) = wheels.glob("*.whl")
    # No pip inside, which takes longest; the one that runs the tests puts the wheel there.
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = ("-m", "pip", "--disable-pip-version-check", "--python", str(python))
    run(sys.executable, *pip, "install", "--no-index", "--no-deps", "--quiet", str(wheel), cwd=tmp_path)
    # What plangen needs of others is borrowed: the path is added behind, and brings no editable plangen with it.
    (site,) = [path for path in home.rglob("site-packages") if path.is_dir() and not path.is_symlink()]
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    where = run(str(python), "-c", "import generator; print(ascii(generator.__file__))", cwd=tmp_path)
    assert str(site.as_posix()) in where.encode().decode("unicode_escape").replace("\\", "/")
    program = str(scripts / ("plangen.exe" if os.name == "nt" else "plangen"))
    run(program, "init", "x", cwd=tmp_path)
    run(program, "-C", "x", "build", "--all", cwd=tmp_path)
    assert "（待填：" in text_of(tmp_path / "x" / INTERNAL)
    ours = {path: data for path, data in snapshot(ROOT / "templates").items() if not path.startswith((".", "~$"))}
    assert snapshot(tmp_path / "x" / "templates").keys() == ours.keys()


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=120)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said + done.stderr.decode("utf-8", "replace")
    return said
