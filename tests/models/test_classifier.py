"""The model file: checked before it is read, refused when foreign or altered; its opinion and speed."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from rehabcode.models.case import build_case
from rehabcode.models.classifier import (
    FILE_NAME,
    HASH_NAME,
    LABELS,
    LinearClassifier,
    ModelError,
    load,
    parse,
    sha256_of,
    shipped,
)
from rehabcode.models.code_classes import class_of
from rehabcode.models.decision import decide
from rehabcode.models.features import WORD, digest, features
from rehabcode.nlp.facts import Reading
from rehabcode.nlp.fast import default_reader

DATA = files("rehabcode.models.data")
FILE = DATA.joinpath(FILE_NAME).read_bytes()
SHA256 = DATA.joinpath(HASH_NAME).read_text("ascii").strip()
NOTE = "A: generalized muscle weakness. Hip flexion 3+/5 B, shoulder flexion 4-/5 B. Unable to climb stairs."


def values() -> dict[str, Any]:
    """Return what is in the shipped file."""
    found: dict[str, Any] = pickle.loads(FILE)  # our own file
    return found


def written(**changed: Any) -> bytes:
    """Return a model file with other values."""
    return pickle.dumps(values() | changed)


def reading() -> Reading:
    """Return the note as read."""
    return default_reader()(NOTE)


def test_the_shipped_model_is_small_and_is_the_one_that_belongs_here() -> None:
    assert sha256_of(FILE) == SHA256
    assert len(FILE) < 1_000_000
    assert shipped().sha256 == SHA256
    assert set(shipped().labels) == set(LABELS)


def test_an_altered_file_is_refused_by_its_digest() -> None:
    with pytest.raises(ModelError, match="not the file expected"):
        parse(FILE + b"\0", SHA256)


def test_a_foreign_file_is_read_when_its_digest_is_given(tmp_path: Path) -> None:
    foreign = tmp_path / "model.joblib"
    foreign.write_bytes(written(notes=1))
    with pytest.raises(ModelError, match=sha256_of(foreign.read_bytes())):
        load(foreign, SHA256)
    assert load(foreign, sha256_of(foreign.read_bytes()).upper()).labels == shipped().labels


class Malicious:
    """What pickles may do on loading."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (pytest.fail, ("code of a model file was run",))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is no model file"),
        (b"PK\x03\x04", "is no model file"),
        (pickle.dumps([1, 2]), "is no model of the format"),
        (pickle.dumps(Malicious()), "more than names and numbers"),
        (written(bias=Malicious()), "more than names and numbers"),
        (written(format="other/9"), "is no model of the format"),
        (written(features="0" * 64), "takes otherwise"),
        (written(labels=["generalized"]), "no complete model"),
        (written(labels=["generalized", "thing"]), "no complete model"),
        (written(bias=[0.0]), "no complete model"),
        (written(trust_weights=[float("nan")] * 8), "no complete model"),
        (written(signals=["one"]), "no complete model"),
        (pickle.dumps({k: v for k, v in values().items() if k != "weights"}), "no complete model"),
    ],
)
def test_what_is_refused_even_with_its_digest(data: bytes, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        parse(data, sha256_of(data))


def test_the_digest_of_the_features_is_that_of_the_shipped_model() -> None:
    """Where features change, the model must be trained again."""
    assert values()["features"] == digest()


def test_features_name_facts_and_words() -> None:
    names = features(build_case(reading()))
    assert {"pattern:generalized", "said:generalized", "said:muscle", f"{WORD}muscle"} <= names
    assert not any("3+" in name for name in names)


def test_words_far_from_weakness_are_not_looked_at() -> None:
    text = "Mrs. Quackenbush came with her daughter.\n" + NOTE
    assert f"{WORD}quackenbush" not in features(build_case(default_reader()(text)))


def test_the_opinion_is_a_distribution() -> None:
    opinion = shipped().opinion(build_case(reading()))
    assert sum(opinion.probabilities.values()) == pytest.approx(1)
    assert opinion.label == "generalized"


def test_the_code_is_that_of_the_rules_whatever_the_classifier_says() -> None:
    model = shipped()
    contrary = replace(model, bias=tuple(50.0 if label == "pain" else 0.0 for label in model.labels))
    alone, against = decide(reading()), decide(reading(), contrary)
    assert [c.code for c in alone.codes if c.role != "alternative"] == [
        c.code for c in against.codes if c.role != "alternative"
    ]
    assert any("Rules and classifier disagree" in line for line in against.review)
    assert against.codes[0].confidence < decide(reading(), model).codes[0].confidence


def test_nothing_found_stays_nothing() -> None:
    model = shipped()
    sure = replace(model, bias=tuple(50.0 if label == "generalized" else 0.0 for label in model.labels))
    empty = default_reader()("Ankle sprain. Strength 5/5.")
    assert decide(empty, sure).codes == ()


def test_other_codes_stand_in_order_of_likelihood_and_below_the_primary() -> None:
    decision = decide(default_reader()("PT note. Pt is weak and tired."), shipped())
    primary, *rest = [c.confidence for c in decision.codes if c.role != "secondary"]
    assert rest == sorted(rest, reverse=True)
    assert all(other <= primary for other in rest)
    assert all(round(c.confidence, 3) == c.confidence for c in decision.codes)


@pytest.mark.parametrize(
    ("primary", "secondary", "label"),
    [
        ("M62.81", (), "generalized"),
        ("M62.552", (), "one_limb"),
        ("M62.84", (), "other_cause"),
        ("R53.83", (), "fatigue"),
        ("U07.1", ("M62.81",), "generalized"),
        ("U07.1", (), "other_cause"),
        ("I69.351", (), "other_cause"),
        (None, (), "none"),
    ],
)
def test_class_of_a_code(primary: str | None, secondary: tuple[str, ...], label: str) -> None:
    assert class_of(primary, secondary) == label


def test_answering_a_note_imports_neither_scikit_learn_nor_numpy_nor_joblib() -> None:
    code = (
        "import sys, json; from rehabcode.cli import engine\n"
        f"report = engine.answer({NOTE!r}, note_id='n', meta={{}})\n"
        "heavy = [m for m in ('sklearn', 'numpy', 'scipy', 'joblib') if m in sys.modules]\n"
        "print(json.dumps([heavy, report['engine']['model']]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[], SHA256]


def test_the_order_of_features_is_no_matter() -> None:
    model = LinearClassifier(
        labels=("generalized", "none"),
        bias=(0.1, -0.1),
        weights={str(i): (0.1 * i, 1e-9 * i) for i in range(50)},
        trust_bias=0.0,
        trust_weights=(0.0,) * 8,
    )
    names = [str(i) for i in range(50)]
    assert model.probabilities(frozenset(names)) == model.probabilities(frozenset(reversed(names)))
