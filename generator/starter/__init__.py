"""Starter: what a new workspace begins with, and the schemas that help an editor to fill it in."""
