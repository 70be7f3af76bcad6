"""The result of a claim check as a page of text."""

from __future__ import annotations

from typing import Any

from rehabcode.cli import sections
from rehabcode.cli.page import Page, Span
from rehabcode.cli.places import Places


def render(result: dict[str, Any], page: Page) -> str:
    """Return the text view: diagnoses, conflicts, what is wrong, procedures with units and minutes."""
    if result["codes"]:
        page.heading("Diagnoses")
    for code in result["codes"]:
        page.put(_title(code), lead=Span(code["code"], "code"), indent=2, hang=sections.HANG)
    sections.conflicts(result, page)
    sections.gaps({**result, "facts": []}, Places(""), page, heading="Wrong")
    sections.claim(result, page)
    sections.review(result, page)
    page.blank()
    if wrong(result):
        page.put(Span("Something is wrong with this claim.", "bad"))
    else:
        page.put(Span("Nothing is wrong as far as codes, units and minutes tell.", "good"))
    return page.text()


def wrong(result: dict[str, Any]) -> bool:
    """Whether the claim must not go out like this."""
    unbillable = any(code["billable"] is False for code in result["codes"])
    return bool(result["conflicts"] or result["gaps"] or result["review"] or unbillable)


def _title(code: dict[str, Any]) -> str:
    if code["billable"] is None:
        return "of a family that is not checked here"
    if code["billable"]:
        return str(code["title"])
    return f"{code['title']} (not billable)" if code["title"] else "no code of this release"
