"""The outline of a manual: which pieces of the recipe stand in it, in which order, and why."""
