"""Options that say when and by whom: the day where the officer sits, and the post or name of whoever enters."""

from __future__ import annotations

import datetime as dt

import click

from generator.cli.language import N_

DATE = click.DateTime(["%Y-%m-%d"])

on_option = click.option(
    "--on", "day", metavar=N_("DATE"), type=DATE, help=N_("The day it took effect (2026-11-05); today when not given.")
)
by_option = click.option(
    "--by",
    metavar=N_("POST"),
    required=True,
    envvar="PLANGEN_BY",
    help=N_("Who enters it: post or name. The variable PLANGEN_BY says it for good."),
)


def day_of(chosen: dt.datetime | None) -> dt.date:
    """The day that was chosen, else today."""
    return chosen.date() if chosen is not None else dt.date.today()  # noqa: DTZ011  (the officer's own day)
