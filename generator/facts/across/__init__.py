"""What must hold between communities: each is summed up once, then plain functions compare the sums.

A sum holds no more than is compared, so that thousands fit into memory and come back from other processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from generator.facts.across.codes import check_codes
from generator.facts.across.people import check_duties
from generator.facts.across.people import check_phones
from generator.facts.across.people import check_registers
from generator.facts.across.seen import Seen
from generator.facts.across.shelters import check_shelters
from generator.facts.across.squads import check_squads
from generator.facts.across.ways import check_ways
from generator.facts.model.town import Roster
from generator.facts.reader.files import Read
from generator.problems import Problem


def check_across(roster: Roster, towns: Mapping[str, Read], communities: Sequence[Seen]) -> list[Problem]:
    """Every problem between communities. `towns` are the towns' files by folder, `communities` in one order always.

    Codes: PG300, PG312–PG317, PG320–PG322, PG325–PG331.
    """
    return [
        *check_codes(communities),
        *check_shelters(communities),
        *check_ways(communities),
        *check_phones(towns, communities),
        *check_duties(communities),
        *check_registers(communities),
        *check_squads(roster, towns, communities),
    ]
