"""What every command is given: the workspace that it works in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command."""

    root: Path

    @classmethod
    def at(cls, folder: str) -> Session:
        """The session in `folder`, named absolutely so that a change of folder changes nothing."""
        return cls(root=Path(folder).absolute())

    def workspace(self) -> Path:
        """The workspace, known to be one.

        Raises: PlangenError PG010 if the folder has no `plans/`.
        """
        if not (self.root / "plans").is_dir():
            from generator.problems import Place
            from generator.problems import PlangenError
            from generator.problems import pg0_command

            raise PlangenError(pg0_command.NOT_A_WORKSPACE.at(Place(file=str(self.root)), missing="`plans`"))
        return self.root
