"""plangen: combined emergency plans for every community of a district, from risk profiles and Word templates.

    profile, register, drills ─┐
    district, roster, town,    ├─ facts ─> Facts ── risk ─> Assessment ── outline (recipe: which pieces, why) ──┐
    standards ─────────────────┘                   context (per edition, masked) <───────────────────────────────┤
    templates/**.docx ── word: compile (once per piece) ─> CompiledPiece ─────────────────────────────────────────┴─>
        word: assemble, render ─> manual (bytes) ── bulk ─> output/drafts ── press ─> PDF, cards, packs
    ledger, archive <── revisions (issue, sign …) ── coverage ─> tables, workbook, page, circular

One way, no back and forth. The middle is pure: bytes and values in, values and problems out. Disk is touched
through `files` and `durable`, the terminal in `cli`.
"""

__version__ = "0.1.0"
