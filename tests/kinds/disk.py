"""Cases of reading and writing files.

`files` lists what is there: name and text; a name that ends in `/` is a folder, a text that begins with `->` a link.
`do` is read (with `limit`), write, remove, list or workspace, on `path`. `refused` makes the system refuse it:
`{call: open, errno: EACCES}`, with `winerror` as Windows would say, for a path of `filename` characters; or its
`encoding` has no letters for the path.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from generator import files
from generator.cli.session import Session
from generator.problems import PlangenError
from generator.problems import Problem


def problems(case: dict[str, Any], folder: Path) -> list[Problem]:
    """What the operation of the case reports."""
    root = folder / "workspace"
    root.mkdir()
    for name, text in case.get("files", {}).items():
        put(root / name, text or "")
    with pytest.MonkeyPatch.context() as patch:
        if "refused" in case:
            patch.setattr(os, case["refused"]["call"], refusal(case["refused"]))
        return done(case, root)


def done(case: dict[str, Any], root: Path) -> list[Problem]:
    path = root / case.get("path", "")
    match case["do"]:
        case "read":
            return files.read_bytes(path, case.get("limit", 1000), root=root)[1]
        case "write":
            return files.write_bytes(path, b"new", root=root)
        case "remove":
            return files.remove(path, root=root)
        case "list":
            return files.list_docx(path, root=root)[1]
        case "workspace":
            return workspace(path)
    raise ValueError(case["do"])


def workspace(path: Path) -> list[Problem]:
    try:
        Session.at(str(path)).workspace()
    except PlangenError as stopped:
        return list(stopped.problems)
    return []


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if text.startswith("->"):
        path.symlink_to(path.parent / text.removeprefix("->").strip())
    elif str(path).endswith("folder"):
        path.mkdir()
    else:
        path.write_text(text, "utf-8")


def refusal(said: dict[str, Any]) -> Any:  # noqa: ANN401  (stands in for functions of several signatures)
    if "encoding" in said:
        return lambda *arguments: [str(argument).encode(said["encoding"]) for argument in arguments]
    number = getattr(errno, said["errno"])
    error = OSError(number, os.strerror(number))
    if "winerror" in said:
        error.winerror = said["winerror"]  # type: ignore[attr-defined,unused-ignore]
    if "filename" in said:
        error.filename = "x" * said["filename"]

    def refuse(*_arguments: object, **_options: object) -> None:
        raise error

    return refuse
