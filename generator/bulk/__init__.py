"""Building manuals: templates and facts together, one community or all of them."""
