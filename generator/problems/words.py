"""Markers for the translator: `N_` names a string that is translated where it is shown."""


def N_(text: str) -> str:  # noqa: N802  (gettext's own name)
    """`text` itself, marked for extraction."""
    return text
