"""The text view against the views kept beside the examples, and what holds for every view.

After a wanted change of the view: REWRITE_VIEWS=1 pytest tests/cli/test_views.py, then read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from rehabcode.cli.page import Page
from rehabcode.cli.render_facts import render as render_facts
from rehabcode.cli.render_text import one_line, render

EXAMPLES = Path(__file__).parent / "examples"
Example = Callable[[str], tuple[dict[str, Any], str]]
ORDER = [
    "Why",
    "Evidence",
    "Also considered",
    "Conflicts",
    "Missing",
    "If mended",
    "Claim",
    "For a person",
    "Advice",
    "Documentation",
]


def compare(view: str, path: Path) -> None:
    """Compare a view with the one kept, or keep it when asked to."""
    if os.environ.get("REWRITE_VIEWS"):
        path.write_text(view, encoding="utf-8")
    assert view == path.read_text(encoding="utf-8")


def test_view(each_example: str, example: Example) -> None:
    """The whole view, as a therapist sees it in a pipe."""
    compare(render(*example(each_example), Page()), EXAMPLES / f"{each_example}.view")


def test_explained_view(example: Example) -> None:
    """With --explain: all evidence and every rule."""
    compare(render(*example("complete"), Page(), explain=True), EXAMPLES / "complete.explained.view")


def test_facts_view(example: Example) -> None:
    """Only the facts, by kind."""
    compare(render_facts(*example("complete"), Page()), EXAMPLES / "complete.facts.view")


@pytest.mark.parametrize("width", [24, 32, 40, 60, 79, 80])
@pytest.mark.parametrize("explain", [False, True])
def test_fits_any_terminal(each_example: str, example: Example, width: int, explain: bool) -> None:
    """No line is wider than the terminal, wide characters counted double."""
    view = render(*example(each_example), Page(width=width), explain=explain)
    assert max(cell_len(line) for line in view.splitlines()) <= width


def test_sections_stand_in_the_order_promised(each_example: str, example: Example) -> None:
    """The answer first, then why, evidence, alternatives, conflicts, gaps, claim, review, score."""
    view = render(*example(each_example), Page())
    heads = [line for line in view.splitlines() if re.match(r"[A-Z]\w", line)]
    found = [name for head in heads for name in ORDER if head.startswith(name)]
    assert found == sorted(found, key=ORDER.index)


def test_the_answer_stands_in_the_first_lines(example: Example) -> None:
    """Code, title, status and confidence within the first four lines."""
    first = "\n".join(render(*example("sarcopenia"), Page()).splitlines()[:4])
    for part in ("M62.84", "Sarcopenia", "SUPPORTED", "94 %"):
        assert part in first


def test_every_place_is_that_of_the_quote(each_example: str, example: Example) -> None:
    """Line and column point at the first fact of the quote."""
    report, text = example(each_example)
    view = render(report, text, Page(width=80), explain=True)
    lines = re.split(r"\r\n|\n|\r", text)
    places = {(int(a), int(b)) for a, b in re.findall(r"^  (\d+):(\d+) ", view, re.MULTILINE)}
    starts = [fact["text"] for fact in report["facts"]]
    assert places
    for line, column in places:
        assert any(lines[line - 1][column - 1 :].startswith(start) for start in starts)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("complete", "complete.txt: M62.81, supported (96 %)"),
        ("words_only", "words_only.txt: M62.81, provisional (71 %)"),
        ("nothing", "nothing.txt: no code, none"),
    ],
)
def test_one_line(example: Example, name: str, line: str) -> None:
    """What --quiet shows of a note."""
    assert one_line(example(name)[0]) == line
