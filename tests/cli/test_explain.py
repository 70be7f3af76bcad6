"""``rehabcode explain``: manual pages as they stand in docstrings, wrapped for the terminal."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli import scales
from rehabcode.cli.explain import show
from rehabcode.cli.main import app
from rehabcode.cli.page import Page
from rehabcode.models import manual

PAGE_TEXT = """\
# weak-without-data: weakness in words alone

Raised when the note claims weakness and holds not one objective measurement, neither a grade
nor a dynamometer value nor a timed test.

Wrong:
    Pt is weak.
Right:
    Hip flexors 3+/5 R.

- a goal does not count, since it is not a finding of this visit and says nothing about it
- nor does pain
"""

SHOWN = """\
weak-without-data: weakness in words alone

Raised when the note claims weakness and holds not one
objective measurement, neither a grade nor a dynamometer
value nor a timed test.

Wrong:
    Pt is weak.
Right:
    Hip flexors 3+/5 R.

- a goal does not count, since it is not a finding of this
  visit and says nothing about it
- nor does pain
"""


def test_a_page_is_wrapped_and_keeps_its_form() -> None:
    """Paragraphs flow, examples and lists stay."""
    page = Page(width=60)
    show(PAGE_TEXT, page)
    assert page.text() == SHOWN


def run(*args: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["explain", *args])


@pytest.mark.parametrize("name", [*manual.ids(), *scales.names(), "M62.81", "m6281", "R53", "97110", "97161"])
def test_every_id_has_a_page_with_its_source(name: str) -> None:
    """Rules, gaps, test scales, codes, procedures; no line beyond 80 columns."""
    result = run(name)
    assert result.exit_code == 0
    assert "\nSource: " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_list_names_every_id() -> None:
    """Without an id."""
    listed = " ".join(run().stdout.split())
    assert all(name in listed for name in (*manual.ids(), *scales.names()))


@pytest.mark.parametrize(
    ("name", "hint"),
    [("side-missin", "did you mean side-missing"), ("tugg", "did you mean TUG"), ("qqqq", "lists all ids")],
)
def test_an_unknown_id(name: str, hint: str) -> None:
    """Wrong use, with what was perhaps meant."""
    result = run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert hint in result.stderr
