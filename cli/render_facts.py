"""The facts of a note as a page of text: by kind, quoted with their places."""

from __future__ import annotations

from typing import Any

from rehabcode.cli.page import Page, Span
from rehabcode.cli.places import Places
from rehabcode.cli.sections import HANG, head, quoted
from rehabcode.cli.wording import KINDS, describe

STATUS_STYLE = {"present": "", "absent": "dim", "past": "dim", "possible": "warn"}


def render(sheet: dict[str, Any], text: str, page: Page) -> str:
    """Return the text view of the facts read in ``text``."""
    places = Places(text)
    head(sheet["note"], page)
    facts = sheet["facts"]
    if not facts:
        page.put("Nothing was read in this note.")
    kinds = dict.fromkeys([*KINDS, *(fact["kind"] for fact in facts)])
    for kind in kinds:
        own = [fact for fact in facts if fact["kind"] == kind]
        if not own:
            continue
        page.heading(f"{KINDS.get(kind, kind)} ({len(own)})")
        for excerpt in places.excerpts(own):
            page.put(
                quoted(excerpt, places, page), lead=f"{excerpt.line}:{excerpt.column}", indent=2, hang=HANG
            )
            for fact in excerpt.facts:
                _fact(fact, page)
    return page.text()


def _fact(fact: dict[str, Any], page: Page) -> None:
    cues = ", ".join(dict.fromkeys(cue["text"] for cue in fact["cues"]))
    because = f" because of {cues}" if cues else ""
    section = f" in {fact['section']}" if fact["section"] else ""
    page.put(
        [Span(describe(fact), STATUS_STYLE.get(fact["status"], "dim")), Span(f"{because}{section}", "dim")],
        lead=page.sign("dot"),
        indent=HANG,
        hang=HANG + 2,
    )
