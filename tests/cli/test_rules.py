"""``--rules``: a clinic's own words, in medspaCy's form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rehabcode.cli import engine
from rehabcode.cli.main import app

PATTERN = {
    "literal": "x",
    "category": "NEGATED_EXISTENCE",
    "direction": "FORWARD",
    "pattern": [{"LOWER": "nixes"}],
}
LITERAL = {"literal": "nixes", "category": "NEGATED_EXISTENCE", "direction": "FORWARD"}


@pytest.fixture(autouse=True)
def _own_rules_end_with_the_test():  # type: ignore[no-untyped-def]
    yield
    engine.use_rules(None)


@pytest.mark.parametrize("rule", [LITERAL, PATTERN], ids=["literal", "pattern"])
def test_a_cue_of_the_clinic_is_heard(tmp_path: Path, rule: dict[str, object]) -> None:
    note, rules = tmp_path / "note.txt", tmp_path / "rules.json"
    note.write_text("Pt nixes weakness.", encoding="utf-8")
    rules.write_text(json.dumps({"context_rules": [rule]}), encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(note), "--rules", str(rules), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert [f["status"] for f in json.loads(done.stdout)["facts"] if f["kind"] == "weakness"] == ["absent"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read; name a JSON file of rules"),
        ("{", "rules.json is not a rules file in medspaCy's form"),
    ],
)
def test_a_file_that_holds_no_rules_is_wrong_use(tmp_path: Path, content: str | None, sentence: str) -> None:
    note, rules = tmp_path / "note.txt", tmp_path / "rules.json"
    note.write_text("Pt is weak.", encoding="utf-8")
    if content is not None:
        rules.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(app, ["suggest", str(note), "--rules", str(rules)])
    assert done.exit_code == 2
    assert sentence in done.stderr
