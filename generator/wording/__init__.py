"""Wording of templates: figures need a source, and some sentences must never be printed."""
