"""The reader as a spaCy pipeline: saved and loaded, in any project, with a user's own rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from rehabcode.nlp.facts import Strength, Test, Weakness
from rehabcode.nlp.fast import FastReader
from rehabcode.nlp.pipeline import load, read

NOTE = "S: Pt denies pain, has weakness in BLE 3/5.\nO: MMT: B hip flexors 3+/5. TUG 18 s."


def test_facts_sections_and_cues_live_on_the_doc() -> None:
    doc = load()(NOTE)
    assert [s._.fact for s in doc.spans["rehabcode"]] == list(doc._.facts)
    assert [s.category for s in doc._.sections if s.category] == ["subjective", "objective"]
    assert any(m.category == "NEGATED_EXISTENCE" for m in doc._.context_graph.modifiers)
    assert "3+/5" in [f.text for f in doc._.facts if isinstance(f, Strength)]


def test_a_denied_finding_is_negated_on_its_span() -> None:
    doc = load()("Pt denies weakness.")
    assert [(s.text, s._.is_negated) for s in doc.spans["rehabcode"]] == [("weakness", True)]


def test_saved_and_loaded_in_a_process_that_only_knows_spacy(tmp_path: Path) -> None:
    load().to_disk(tmp_path / "model")
    code = (
        "import spacy, sys; doc = spacy.load(sys.argv[1])(sys.argv[2]); "
        "print([(f.kind, f.start, f.end) for f in doc._.facts])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "model"), NOTE],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str([(f.kind, f.start, f.end) for f in read(NOTE).facts])
    assert done.stderr == ""


def test_a_component_works_in_another_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("rehabcode_sentences")
    assert [s.text.strip() for s in nlp("- hip flexion\n- knee extension").sents] == [
        "- hip flexion",
        "- knee extension",
    ]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "my_rules.json"
    mine = {
        "target_rules": [{"literal": "kneewobble", "category": "WEAKNESS_WORD", "metadata": {"value": "x"}}],
        "context_rules": [
            {"literal": "does not endorse", "category": "NEGATED_EXISTENCE", "direction": "FORWARD"}
        ],
        "section_rules": [{"literal": "Where I am heading", "category": "goals"}],
    }
    path.write_text(json.dumps(mine), encoding="utf-8")
    return path


def test_a_users_rules_are_heard_on_both_paths(rules: Path) -> None:
    note = "Pt does not endorse weakness.\nWhere I am heading: TUG 12 s."
    for reading in (read(note, nlp=load(rules=rules)), FastReader(rules)(note)):
        assert [f.status for f in reading.of(Weakness)] == ["absent"]
        assert [f.status for f in reading.of(Test)] == ["goal"]


def test_a_pattern_rule_is_for_the_pipeline_alone(tmp_path: Path) -> None:
    path = tmp_path / "patterns.json"
    rule = {"literal": "x", "category": "TEST", "pattern": [{"LOWER": "x"}]}
    path.write_text(json.dumps({"target_rules": [rule]}), encoding="utf-8")
    load(rules=path)
    with pytest.raises(ValueError, match=r"patterns\.json: rules with a pattern need the medspaCy pipeline"):
        FastReader(path)


@pytest.mark.parametrize("content", ["{", '{"target_rules": [{"colour": 1}]}', "[]"])
def test_a_broken_rules_file_is_told_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.json is not a rules file"):
        load(rules=path)


def test_no_word_of_a_note_reaches_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    read("Pt is Zebulon Quixote, weak all over, MMT 3/5 BLE.")
    out, err = capfd.readouterr()
    assert out == err == ""
