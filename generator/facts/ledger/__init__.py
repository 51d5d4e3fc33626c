"""The ledger of one community: what became of its manual, one entry after another. Reading it; writing is elsewhere."""

from generator.facts.ledger.chain import Ledger
from generator.facts.ledger.chain import Sheet
from generator.facts.ledger.chain import read_ledger
from generator.facts.ledger.entries import LedgerEntry
from generator.facts.ledger.life import Life
from generator.facts.ledger.life import Revision
from generator.facts.ledger.life import State
from generator.facts.ledger.standing import life_of

__all__ = ["Ledger", "LedgerEntry", "Life", "Revision", "Sheet", "State", "life_of", "read_ledger"]
