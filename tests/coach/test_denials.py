"""Denials beside gaps: counts, rates and intervals, and what a file of denials may look like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made import report, written
from typer.testing import CliRunner

from rehabcode.cli.coaching import denials
from rehabcode.cli.coaching.denials import Denials
from rehabcode.cli.coaching.summary import Summary
from rehabcode.cli.main import app
from rehabcode.cli.problems import UserError

Of = Callable[..., Summary]


def related(summary: Summary) -> Denials:
    """Return what is said about denials."""
    assert summary.denials is not None
    return summary.denials


@pytest.fixture
def csv_of(tmp_path: Path) -> Callable[[str], str]:
    """Write a file of denials."""

    def write(text: str) -> str:
        (tmp_path / "denials.csv").write_text(text, encoding="utf-8")
        return str(tmp_path / "denials.csv")

    return write


def test_rates_with_and_without_a_gap(summary_of: Of, csv_of: Callable[[str], str]) -> None:
    """Of 20 notes with the gap 12 are denied, of 80 without it 8; 10 more are not in the file."""
    notes = [report(f"n{i}", gaps=["side-missing"] * (i < 20)) for i in range(110)]
    rows = [
        f"n{i},{'yes' if i < 12 or 20 <= i < 28 else 'no'},{'CO-50' if i < 12 else ''}" for i in range(100)
    ]
    found = related(summary_of(notes, denials=csv_of("note_id,denied,reason_code\n" + "\n".join(rows))))
    (gap,) = found.gaps
    assert (found.known.count, found.known.of) == (20, 100)
    assert ((gap.present.count, gap.present.of), (gap.absent.count, gap.absent.of)) == ((12, 20), (8, 80))
    assert gap.difference == pytest.approx((0.5, 0.2702, 0.6876), abs=5e-4)
    assert gap.reasons == (("CO-50", 12),)
    assert dict(found.reasons) == {"CO-50": 12, "none given": 8}


def test_no_rate_from_few_notes(summary_of: Of, csv_of: Callable[[str], str]) -> None:
    notes = [report(f"n{i}", gaps=["side-missing"] * (i < 9)) for i in range(100)]
    rows = "\n".join(f"n{i},yes" for i in range(100))
    (gap,) = related(summary_of(notes, denials=csv_of(f"id,denied\n{rows}"))).gaps
    assert gap.present.value is None
    assert gap.difference is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Note ID,Denied?,Reason\nn1,Yes,CO-50\n", {"n1": (True, "CO-50")}),
        ("\ufeffreason_code,status,note_id\nCO-16,paid,n1\n", {"n1": (False, "CO-16")}),
        ("id,denied\nn1,0\nn1,1\n", {"n1": (True, "")}),  # two claim lines of one note: denied once is denied
        ('id,denied,reason\n"n,1",TRUE,"CO-50,\nlate"\n', {"n,1": (True, "CO-50, late")}),
        ("id,denied\nn1,perhaps\n,yes\n\nn2\n", {}),  # told row by row and left out
    ],
)
def test_files_of_denials(
    csv_of: Callable[[str], str], text: str, expected: dict[str, tuple[bool, str]]
) -> None:
    text = text.replace("Denied?", "Denied")
    told: list[UserError] = []
    answers = denials.read(csv_of(text), told.append)
    assert {note: (d.denied, d.reason) for note, d in answers.by_note.items()} == expected
    assert len(told) == (3 if "perhaps" in text else 0)
    assert not any("perhaps" in str(problem) for problem in told)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "note_id\nn1\n"])
def test_unknown_columns_are_refused(csv_of: Callable[[str], str], text: str) -> None:
    with pytest.raises(UserError, match="needs the columns"):
        denials.read(csv_of(text), lambda _: None)


def test_notes_that_are_not_in_the_results_are_told(summary_of: Of, csv_of: Callable[[str], str]) -> None:
    assert related(summary_of([report("n1")], denials=csv_of("id,denied\nn1,no\nn2,yes\n"))).without_note == 1


def test_a_file_of_other_notes_is_told(tmp_path: Path, csv_of: Callable[[str], str]) -> None:
    """Ids that are not those of the scan: a table of nothing would be taken for "no relation"."""
    file = written(tmp_path / "r.jsonl", [report("n1")])
    args = ["coach", str(file), "--out", str(tmp_path / "out"), "--force", "-q", "--denials"]
    done = CliRunner().invoke(app, [*args, csv_of("id,denied\nx1,no\nx2,yes\n")])
    assert done.exit_code == 0
    assert "none of its notes is in the results" in done.stderr
    assert "2 notes of the file are not in the results" in (tmp_path / "out" / "coach.html").read_text(
        "utf-8"
    )
    done = CliRunner().invoke(app, [*args, csv_of("id,denied\nn1,no\nx2,yes\n")])
    assert done.stderr == ""
    assert "1 note of the file is not in the results" in (tmp_path / "out" / "coach.html").read_text("utf-8")


def test_many_comparisons_are_told(tmp_path: Path, csv_of: Callable[[str], str]) -> None:
    gaps = ["side-missing", "test-missing", "function-vague", "mmt-missing", "pain-limited"]
    file = written(tmp_path / "r.jsonl", [report(f"n{i}", gaps=gaps * (i < 30)) for i in range(60)])
    rows = "".join(f"n{i},{i % 2}\n" for i in range(60))
    args = ["coach", str(file), "--out", str(tmp_path / "out"), "--denials", csv_of("id,denied\n" + rows)]
    assert CliRunner().invoke(app, args).exit_code == 0
    page = (tmp_path / "out" / "coach.html").read_text("utf-8")
    assert (
        "5 differences with 95\u00a0% intervals: by chance alone about one in twenty leaves out zero." in page
    )
    assert "0 points (" in page
