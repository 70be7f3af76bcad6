"""``rehabcode suggest``: files, pipes, formats, output files, exit codes. The engine is a stand-in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from rehabcode.cli import engine
from rehabcode.cli.main import app

EXAMPLES = Path(__file__).parent / "examples"
COMPLETE, WORDS_ONLY = EXAMPLES / "complete.txt", EXAMPLES / "words_only.txt"

pytestmark = pytest.mark.usefixtures("stand_in")


def run(*args: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app, ["suggest", *map(str, args)], input=stdin)


def test_a_file() -> None:
    """The text view on stdout, nothing on stderr, exit code 0."""
    result = run(COMPLETE)
    assert result.exit_code == 0
    assert "M62.81    Muscle weakness (generalized)" in result.stdout
    assert result.stderr == ""
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("args", [[], ["-"]])
def test_a_pipe(args: list[str], stand_in: list[str]) -> None:
    """No file, or ``-``: standard input, line ends kept."""
    result = run(*args, stdin=b"S: weak\r\nO: 3+/5\r\n")
    assert result.exit_code == 0
    assert stand_in == ["S: weak\r\nO: 3+/5\r\n"]
    assert result.stderr == ""


def test_several_files_in_order() -> None:
    """Each has its own head."""
    result = run(WORDS_ONLY, COMPLETE)
    assert result.stdout.index("words_only.txt") < result.stdout.index("complete.txt")


def test_markdown_and_standard_input_beside_a_file(tmp_path: Path, stand_in: list[str]) -> None:
    """``-`` may stand among files."""
    note = tmp_path / "note.md"
    note.write_text("# O\nHip 3/5")
    assert run(note, "-", stdin="TUG 18 s").exit_code == 0
    assert stand_in == ["# O\nHip 3/5", "TUG 18 s"]


def test_json_of_one_note_is_one_object() -> None:
    """The report as the contract has it."""
    report = json.loads(run(COMPLETE, "--format", "json").stdout)
    assert report["schema"] == "rehabcode/1"
    assert report["codes"][0]["code"] == "M62.81"


def test_json_of_several_notes_is_an_array() -> None:
    """One array for all."""
    reports = json.loads(run(COMPLETE, WORDS_ONLY, "--format", "json").stdout)
    assert [report["status"] for report in reports] == ["supported", "provisional"]


def test_json_is_utf8_and_complete(tmp_path: Path) -> None:
    """Characters as they are; halves of surrogate pairs in other fields escaped, so that it stays valid."""
    notes = tmp_path / "n.jsonl"
    notes.write_text('{"id": "漢", "text": "weak", "x": "\\ud83d"}\n', encoding="utf-8")
    result = run(notes, "--format", "jsonl")
    assert '"漢"' in result.stdout
    assert '"\\ud83d"' in result.stdout
    assert json.loads(result.stdout)["note"]["meta"] == {"x": "\ud83d"}


def rows(tmp_path: Path, *lines: str) -> Path:
    """Write a JSON Lines file."""
    path = tmp_path / "notes.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_json_lines_in_order(tmp_path: Path) -> None:
    """One report a line; other fields pass through as meta."""
    path = rows(tmp_path, '{"id": "b", "text": "x", "therapist": "T1"}', '{"id": "a", "text": "y", "n": 2}')
    reports = [json.loads(line) for line in run(path, "--format", "jsonl").stdout.splitlines()]
    assert [report["note"]["id"] for report in reports] == ["b", "a"]
    assert [report["note"]["meta"] for report in reports] == [{"therapist": "T1"}, {"n": 2}]


def test_a_pipe_of_json_lines() -> None:
    """Recognised by its first line."""
    result = run("--format", "jsonl", stdin='{"id": 1, "text": "x"}\n{"id": 2, "text": "y"}\n')
    assert [json.loads(line)["note"]["id"] for line in result.stdout.splitlines()] == ["1", "2"]


def test_a_bad_row_and_a_missing_file_beside_good_ones(tmp_path: Path) -> None:
    """The others are answered; one sentence each on stderr; the gravest exit code."""
    path = rows(
        tmp_path, '{"id": "a", "text": "weak legs"}', '{"text": weak legs}', '{"id": "c", "text": "x"}'
    )
    result = run(tmp_path / "gone.txt", path, COMPLETE, "--format", "jsonl")
    ids = [json.loads(line)["note"]["id"] for line in result.stdout.splitlines()]
    assert ids == ["a", "c", str(COMPLETE)]
    told = result.stderr.splitlines()
    assert len(told) == 2
    assert "gone.txt: no such file" in told[0]
    assert "notes.jsonl, row 2: is not valid JSON" in told[1]
    assert "weak" not in result.stderr
    assert result.exit_code == 4


BAD_FILES = [
    (b"", "is empty", 4),
    (b" \n\t", "holds only white space", 4),
    (b"\x00\x01\x02", "NUL", 4),
    (b"\x81\xff", "byte 0", 4),
    (b"weak " * 1_100_000, "is longer than 2 MB", 4),
    (None, "no such file", 2),
]


@pytest.mark.parametrize(("data", "sentence", "code"), BAD_FILES, ids=[s for _, s, _ in BAD_FILES])
def test_bad_files(tmp_path: Path, data: bytes | None, sentence: str, code: int) -> None:
    """One sentence with the file's name, its exit code; a good file beside it is answered."""
    bad = tmp_path / "bad.txt"
    if data is not None:
        bad.write_bytes(data)
    alone = run(bad)
    assert (alone.exit_code, alone.stdout) == (code, "")
    (told,) = alone.stderr.splitlines()
    assert f"{bad}: " in told
    assert sentence in told
    beside = run(bad, COMPLETE)
    assert beside.exit_code == code
    assert "M62.81" in beside.stdout


def test_a_folder(tmp_path: Path) -> None:
    """Folders are not read into."""
    result = run(tmp_path, COMPLETE)
    assert result.exit_code == 2
    assert "is a folder" in result.stderr
    assert "M62.81" in result.stdout


def test_an_empty_json_lines_file(tmp_path: Path) -> None:
    """Nothing to answer is told."""
    path = tmp_path / "n.jsonl"
    path.write_bytes(b"\n\n")
    result = run(path)
    assert result.exit_code == 4
    assert "is empty" in result.stderr


def test_a_note_given_as_argument_is_not_repeated() -> None:
    """Its words must not reach stderr, where they would be logged."""
    result = run("S: weak legs\nO: hip 3+/5")
    assert result.exit_code == 2
    assert "weak" not in result.stderr
    assert "paste or pipe" in result.stderr


def test_windows_1252_is_told_once_a_file(tmp_path: Path) -> None:
    """The note is answered, with a notice; --quiet leaves it out."""
    path = tmp_path / "n.jsonl"
    path.write_bytes(b'{"text": "Pt\x92s"}\n{"text": "Pt\x92s"}\n')
    result = run(path, "--format", "jsonl")
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 1
    assert "read as Windows-1252" in result.stderr
    assert result.exit_code == 0
    assert run(path, "--quiet").stderr == ""


def test_quiet_is_one_line_a_note() -> None:
    """Code, status and confidence."""
    result = run("--quiet", COMPLETE, WORDS_ONLY)
    assert result.stdout.replace("\n  ", " ").splitlines() == [
        f"{COMPLETE}: M62.81, supported (96 %)",
        f"{WORDS_ONLY}: M62.81, provisional (71 %)",
    ]


@pytest.mark.parametrize(
    ("name", "severity", "code"),
    [
        ("words_only", "critical", 1),
        ("words_only", "low", 1),
        ("awkward", "medium", 1),
        ("awkward", "high", 0),
        ("complete", "low", 0),
    ],
)
def test_fail_on(name: str, severity: str, code: int) -> None:
    """1 when a gap is as grave as asked, or graver; the answer is given all the same."""
    result = run(EXAMPLES / f"{name}.txt", "--fail-on", severity)
    assert result.exit_code == code
    assert "M62.81" in result.stdout


@pytest.mark.parametrize("given", ["2026-03-04", "3/4/2026", "03/04/26"])
def test_date_of_service(given: str) -> None:
    """As ISO date or as Americans write it."""
    report = json.loads(run(WORDS_ONLY, "--date", given, "--format", "json").stdout)
    assert report["note"]["date"] == "2026-03-04"


def test_date_of_a_record(tmp_path: Path) -> None:
    """A record's own date counts unless --date says otherwise."""
    path = rows(tmp_path, '{"text": "x", "date": "2026-01-02"}', '{"text": "x", "date": "last week"}')
    dates = [json.loads(line)["note"]["date"] for line in run(path, "--format", "jsonl").stdout.splitlines()]
    assert dates == ["2026-01-02", None]


@pytest.mark.parametrize(
    "args", [["--date", "2026-02-30"], ["--format", "pdf"], ["--fail-on", "grave"], ["--unknown"]]
)
def test_wrong_use(args: list[str]) -> None:
    """Exit code 2 and a sentence."""
    result = run(COMPLETE, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_explain_shows_the_rules() -> None:
    """Each rule with why it fired or not."""
    view = run(COMPLETE, "--explain").stdout
    assert "✓ multi-area-deficit: deficits in hip" in view
    assert "✗ sarcopenia: no sarcopenia is mentioned" in view


class BrokenError(Exception):
    """An error whose message quotes the note, as many do."""


@pytest.mark.parametrize("error", [BrokenError, ValueError, MemoryError, RecursionError])
def test_an_error_in_one_note(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Type and place, nothing of the note; the others are answered."""
    whole = engine.answer

    def answer(text: str, **rest: Any) -> dict[str, Any]:
        if "secret" in text:
            raise error(f"cannot read {text!r}")
        return whole(text, **rest)

    monkeypatch.setattr(engine, "answer", answer)
    path = rows(tmp_path, '{"text": "secret words"}', '{"text": "fine"}')
    result = run(path, "--format", "jsonl")
    assert result.exit_code == 4
    assert len(result.stdout.splitlines()) == 1
    (told,) = result.stderr.splitlines()
    assert "row 1: was not answered" in told
    assert error.__name__ in told
    assert "rehabcode.cli.suggest line" in told
    assert "secret" not in told


def test_an_engine_that_does_not_load_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for every note."""

    def load() -> None:
        raise ImportError("no module named something")

    monkeypatch.setattr(engine, "load", load)
    result = run(rows(tmp_path, '{"text": "x"}', '{"text": "y"}'))
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == 1
    assert "ImportError" in result.stderr
    assert "Traceback" not in result.stderr


def test_interrupted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Exit code 3; no output file, no temporary file."""

    def answer(text: str, **rest: Any) -> dict[str, Any]:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "answer", answer)
    out = tmp_path / "out.json"
    result = run(COMPLETE, "--out", out)
    assert result.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_same_note_same_bytes() -> None:
    """Twice the same input, twice the same output."""
    assert run(COMPLETE, "--format", "json").stdout == run(COMPLETE, "--format", "json").stdout
