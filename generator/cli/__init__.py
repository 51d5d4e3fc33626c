"""The command line: parse options, call one function, present what came back, choose the exit code.

A command is a click command in a module of its own, named in `COMMANDS` and imported when it is called, so that
`plangen --help` imports click and nothing else. Its help texts are marked with `N_` and translated when they are
shown. It takes the `Session` by `click.pass_obj` and returns its exit code:

    @click.command(help=N_("Say hello."))
    @click.option("--loud", is_flag=True, help=N_("in capitals"))
    @click.pass_obj
    def hello(session: Session, loud: bool) -> int: ...

Exit codes: 0 fine (gaps and notes said), 1 errors, 2 wrong usage, 3 our fault, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from generator import __version__
from generator.cli import console
from generator.cli import language
from generator.cli.group import Group
from generator.cli.group import translated
from generator.cli.language import N_

ERRORS = 1
INTERRUPTED = 130

# Name, help line, where it is: in the order in which a district's office meets them.
COMMANDS = (
    ("init", N_("Make a new workspace with templates, settings and an example to fill in."), "generator.cli.init:init"),
    ("build", N_("Build the manuals of communities."), "generator.cli.build:build"),
    ("status", N_("Say which drafts are not up to date, and why."), "generator.cli.status:status"),
    ("cards", N_("Make cards for posts, households, risk points; posters; the annex."), "generator.cli.cards:cards"),
    ("issue", N_("Freeze numbered revisions for signature."), "generator.cli.issue:issue"),
    ("sign", N_("Enter a signature: the revision is in force."), "generator.cli.sign:sign"),
    ("file", N_("Enter that a revision was filed with the town."), "generator.cli.filing:file_"),
    ("hand-out", N_("Enter which copies were handed out."), "generator.cli.hand_out:hand_out"),
    ("reconfirm", N_("Enter a review that changed nothing."), "generator.cli.filing:reconfirm"),
    ("correct", N_("Make a correction notice of one page."), "generator.cli.correct:correct"),
    ("adopt", N_("Enter a plan that exists on paper."), "generator.cli.adopt:adopt"),
    ("destroy", N_("Destroy a frozen register, before two witnesses."), "generator.cli.destroy:destroy"),
    ("check", N_("Check profiles, settings and templates, and build nothing."), "generator.cli.check:check"),
    ("diff", N_("Say what changed since a revision, or between two."), "generator.cli.diff:diff"),
    ("drill", N_("Enter a drill’s record; list what is not mended yet."), "generator.cli.drill:drill"),
    ("pack", N_("Pack what is printed and handed over, with lists and receipts."), "generator.cli.pack:pack"),
    ("coverage", N_("Measure who has a plan that counts, and who lacks what."), "generator.cli.coverage:coverage"),
    ("duties", N_("Tell all that a community, town or person has to do, by when."), "generator.cli.duties:duties"),
    ("phone-check", N_("Write a call sheet, take its results back."), "generator.cli.phone_check:phone_check"),
    ("history", N_("Say which revisions there are, and which was in force."), "generator.cli.history:history"),
    ("verify", N_("Prove ledgers, archive, a file or a printed code."), "generator.cli.verify:verify"),
    ("open", N_("Give an archived file back."), "generator.cli.open:open_"),
    ("ledger", N_("Mend a ledger that grew at two places."), "generator.cli.ledger:ledger"),
    ("template", N_("Look at templates: check them, list fields, print as text."), "generator.cli.template:template"),
    ("schema", N_("Write the schemas that let an editor help with YAML files."), "generator.cli.schema:schema"),
    ("unlock", N_("Take away a lock that was left behind."), "generator.cli.unlock:unlock"),
    ("explain", N_("Explain a problem code and how to mend it."), "generator.cli.explain:explain"),
    ("doctor", N_("Look whether this machine has what plangen needs."), "generator.cli.doctor:doctor"),
)


@click.group(
    cls=Group,
    table=COMMANDS,
    help=N_("Combined emergency plans for every community of a district, from risk profiles and Word templates."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "folder",
    metavar=N_("DIR"),
    default=".",
    type=click.Path(exists=True, file_okay=False),
    help=N_("Work in this workspace, not in the current folder."),
)
@click.version_option(__version__, message="%(prog)s %(version)s", help=N_("Show the version and exit."))
@click.pass_context
def plangen(context: click.Context, folder: str) -> None:
    """Nothing; the session is made for the command that follows."""
    from generator.cli.session import Session

    context.obj = Session.at(folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Never returns: runs the command that `arguments` (else the command line) names, and leaves with its exit code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command that `arguments` name; everything to be said has been printed."""
    console.prepare()
    language.use(language.choose(os.environ))
    try:
        code = _invoke(translated(plangen), list(arguments))
        sys.stdout.flush()
    except click.exceptions.Exit as end:  # --help and --version
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code if isinstance(error, click.UsageError) else ERRORS
    except (click.Abort, KeyboardInterrupt):
        console.out(language._("stopped"), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough (`| head`)
        return 0
    except Exception as error:  # noqa: BLE001  (the last line of defence: never a traceback on a user's screen)
        return _answer(error)
    return code if isinstance(code, int) else 0


def _invoke(command: click.Command, arguments: list[str]) -> object:
    """What the command returns. Not by click's own `main`, which answers a closed pipe with an exit code of errors."""
    wanted = os.environ.get("_PLANGEN_COMPLETE")
    if wanted:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, "plangen", "_PLANGEN_COMPLETE", wanted)
    with command.make_context("plangen", arguments) as context:
        return command.invoke(context)


def _answer(error: Exception) -> int:
    """The exit code for work that could not go on; the problems that say why, or our own fault, have been printed."""
    from generator.problems import PlangenError

    if isinstance(error, PlangenError):
        from generator.cli import present

        present.report(error.problems, err=True)
        return ERRORS
    from generator.cli import fault

    return fault.answer(error)
