"""``rehabcode explain``: the manual page of a rule, gap, test, code or CPT."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

from rehabcode.cli import scales, terminal
from rehabcode.cli.page import Page, Span
from rehabcode.cli.problems import Exit, UserError

BULLETS = ("- ", "* ")
FIELD = re.compile(r"[A-Z][^:]{0,50}: ")
"""A line that says one thing of a page ("Source: ...") and flows with no other."""


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A rule, gap, test scale, ICD-10-CM or CPT code; none: list all.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the manual page of a rule, gap, test scale or code; without ID, list what has one."""
    page = terminal.page(sys.stdout)
    if name is None:
        _list(page)
    else:
        found = _page(name)
        if found is None:
            raise UserError(name, _unknown(name), Exit.WRONG_USE)
        show(found, page)
    sys.stdout.write(terminal.encodable(page.text(), sys.stdout))


def _page(name: str) -> str | None:
    from rehabcode.models import manual

    return manual.page(name) or scales.page(name)


def _list(page: Page) -> None:
    from rehabcode.models import manual

    page.heading("Rules and gaps")
    page.put(", ".join(manual.ids()), indent=2)
    page.heading("Test scales")
    page.put(", ".join(scales.names()), indent=2)
    page.heading("Codes")
    page.put("any ICD-10-CM code of the families in scope (M62.81), any therapy CPT code (97110)", indent=2)


def _unknown(name: str) -> str:
    """Say that there is no such page, and what was perhaps meant."""
    from difflib import get_close_matches

    from rehabcode.models import manual

    known = {each.lower(): each for each in (*manual.ids(), *scales.names())}
    near = [known[each] for each in get_close_matches(name.lower(), known, n=3)]
    hint = f"did you mean {' or '.join(near)}?" if near else "rehabcode explain lists all ids"
    return f"no manual page of that id; {hint}"


def show(text: str, page: Page) -> None:
    """Put a manual page on ``page``: paragraphs its first line as title, lists and indented lines kept."""
    title, _, body = text.strip().replace("``", "").partition("\n")
    page.put(Span(title.lstrip("# "), "bold"))
    for paragraph in paragraphs(body):
        first = paragraph[0]
        indent = len(first) - len(first.lstrip())
        hang = indent + 2 if first.lstrip().startswith(BULLETS) or FIELD.match(first) else indent
        if first:
            page.put(" ".join(line.strip() for line in paragraph), indent=indent, hang=hang)
        else:
            page.blank()


def paragraphs(text: str) -> list[list[str]]:
    """Group lines that flow together; an empty line, an example (indented) or a table row stands alone."""
    groups: list[list[str]] = []
    for line in text.splitlines():
        alone = not line.strip() or line.startswith(("    ", "|")) or FIELD.match(line)
        flows = groups and groups[-1][0].strip() and not groups[-1][0].startswith(("    ", "|"))
        if flows and not alone and not line.lstrip().startswith(BULLETS):
            groups[-1].append(line)
        else:
            groups.append([line.rstrip()])
    return groups
