"""Revisions: what is issued, why it changed, and which drill showed it. The life of a manual after its draft."""
