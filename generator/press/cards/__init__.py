"""Cards: one page for a post, a household, a risk point; posters; the annex volume. Which there are stands in a recipe.

recipe ── templates ─┐
facts ── context ────┴─> make (bytes) ── write (output/drafts, output/personal) ── print (PDF) ── impose (sheets)
"""
