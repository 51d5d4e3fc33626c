"""Editions and what each may say: masks put on before a template sees a value, and a last scan of the finished text."""

from generator.mask.edition import ELSEWHERE
from generator.mask.edition import FEW
from generator.mask.edition import Edition
from generator.mask.edition import few
from generator.mask.edition import hides
from generator.mask.people import Shown
from generator.mask.people import is_printable
from generator.mask.people import masked_name
from generator.mask.people import masked_phone
from generator.mask.people import shown
from generator.mask.redact import redacted
from generator.mask.scan import scan
from generator.mask.scan import search
from generator.mask.secrets import Secrets
from generator.mask.secrets import contact_secrets
from generator.mask.secrets import known_secrets

__all__ = [
    "ELSEWHERE",
    "FEW",
    "Edition",
    "Secrets",
    "Shown",
    "contact_secrets",
    "few",
    "hides",
    "is_printable",
    "known_secrets",
    "masked_name",
    "masked_phone",
    "redacted",
    "scan",
    "search",
    "shown",
]
