"""Training: same notes, same bytes; unseen writers stay unseen; only general words are learned."""

from __future__ import annotations

from dataclasses import replace

import joblib
import numpy as np
import pytest

from rehabcode.models.classifier import LABELS, parse, sha256_of, shipped, signals
from rehabcode.models.features import WORD, digest
from rehabcode.training.artefact import to_bytes
from rehabcode.training.examples import (
    Example,
    NotEnoughError,
    codes_of,
    learnable,
    own_examples,
    shipped_examples,
)
from rehabcode.training.first_reading import FEWEST, first_reading, of_writers, raised_by
from rehabcode.training.fit import Fitted, fit, fit_regression, folds, matrix_of, opinion_of, plain
from rehabcode.training.held_out import figures, judge, judge_first_reading
from rehabcode.training.measures import abstention, calibration_error, log_loss, macro_f1
from rehabcode.training.observe import Observation
from rehabcode.training.train import train
from rehabcode.training.vocabulary import vocabulary


def test_there_are_at_least_400_shipped_notes_of_at_least_12_writers() -> None:
    shipped = shipped_examples()
    assert len(shipped) >= 400
    assert len({example.group for example in shipped}) >= 12
    assert len({example.id for example in shipped}) == len(shipped)
    assert {example.label for example in shipped} == set(LABELS)


def test_own_scorer_gives_the_probabilities_of_scikit_learn(observations: tuple[Observation, ...]) -> None:
    """To 1e-9, with the weights rounded as in the file."""
    model, names, labels = fit_regression(observations)
    own = plain(model, names, labels, 1.0)
    model.coef_ = np.array([own.weights[name] for name in names]).T
    model.intercept_ = np.array(own.bias)
    theirs = model.predict_proba(matrix_of(observations, names))
    ours = np.array([own.probabilities(o.names) for o in observations])
    assert np.abs(theirs - ours).max() < 1e-9


def test_own_scorer_with_two_classes(observations: tuple[Observation, ...]) -> None:
    """Scikit-learn keeps one row of weights then; ours keeps two."""
    two = [o for o in observations if o.label in ("generalized", "none")]
    model, names, labels = fit_regression(two)
    own = plain(model, names, labels, 1.0)
    theirs = model.predict_proba(matrix_of(two, names))
    ours = np.array([own.probabilities(o.names) for o in two])
    assert np.abs(theirs - ours).max() < 1e-3  # weights are rounded


def test_same_notes_same_bytes(fitted: Fitted, observations: tuple[Observation, ...]) -> None:
    """Fitted again, and read back and written again."""
    first = to_bytes(fitted.model, notes=104, groups=4)
    assert to_bytes(fit(observations).model, notes=104, groups=4) == first
    assert to_bytes(parse(first, sha256_of(first)), notes=104, groups=4) == first
    assert len(first) < 1_000_000


def test_the_file_is_a_joblib_file_of_plain_values(fitted: Fitted, tmp_path: pytest.TempPathFactory) -> None:
    file = tmp_path / "model.joblib"  # type: ignore[operator]
    file.write_bytes(to_bytes(fitted.model, notes=104, groups=4))
    values = joblib.load(file)
    assert values["labels"] == list(fitted.model.labels)
    assert values["features"] == digest()
    assert {type(v) for v in values.values()} <= {str, int, float, list, dict}


def test_no_writer_is_in_training_and_test(observations: tuple[Observation, ...]) -> None:
    tested: list[int] = []
    for train_places, test_places in folds(observations, 10):
        seen = {observations[i].group for i in train_places}
        assert not seen & {observations[i].group for i in test_places}
        tested += test_places
    assert sorted(tested) == list(range(len(observations)))


def test_a_word_needs_three_notes_of_two_writers(observations: tuple[Observation, ...]) -> None:
    base = replace(observations[0], names=frozenset())

    def notes(word: str, *writers: str) -> list[Observation]:
        return [replace(base, group=w, names=frozenset({WORD + word})) for w in writers]

    known = vocabulary(
        [*notes("general", "a", "a", "b"), *notes("habit", "a", "a", "a"), *notes("rare", "a", "b")]
    )
    assert known == (WORD + "general",)


def test_a_clinics_model_knows_no_word_of_its_own(observations: tuple[Observation, ...]) -> None:
    """However often a name stands in the notes."""
    named = [replace(o, names=o.names | {WORD + "quackenbush"}) for o in observations]
    known = fit(named, allowed_words={WORD + "weak"}).vocabulary
    assert [name for name in known if name.startswith(WORD)] == [WORD + "weak"]


def test_confidence_is_that_of_the_first_reading_raised_a_little(
    observations: tuple[Observation, ...],
) -> None:
    """Notes with which the readers were mended are answered too well to say how sure an answer is."""
    first = of_writers({note.writer for note in first_reading()})
    assert len(first) >= FEWEST
    assert of_writers({"w07"}) == ()  # too few to fit on
    all_right = [replace(o, acceptable=True) for o in observations]
    all_wrong = [replace(o, acceptable=False) for o in observations]
    assert 0 < raised_by(first, all_right) < 2
    assert raised_by(first, all_wrong) == 0


def test_confidence_on_notes_read_for_the_first_time() -> None:
    """Each writer left out in turn: calibrated, and better than the constants of the rules."""
    found = judge_first_reading()
    rules, combination = found["rules"], found["combination"]
    assert combination.calibration_error is not None
    assert combination.calibration_error <= 0.05
    assert combination.log_loss is not None
    assert rules.log_loss is not None
    assert combination.log_loss < rules.log_loss
    assert combination.curve[-1][2] > rules.curve[-1][2]  # right among the surest half


def test_held_out_figures(observations: tuple[Observation, ...]) -> None:
    found = figures(judge(observations))
    assert (found.notes, found.groups, found.splits) == (104, 4, 4)
    assert found.classes["rules"].accuracy == found.classes["combination"].accuracy
    assert found.classes["classifier"].accuracy > 0.6
    assert found.codes["combination"].acceptable == found.codes["rules"].acceptable
    assert sum(row.notes for row in found.rows["rules"]) == 104


def test_what_raises_the_confidence(observations: tuple[Observation, ...]) -> None:
    """An opinion for the answer more than one against it."""
    model, answer = shipped(), observations[0].answer
    opinion = opinion_of(model, observations[0])
    agreeing = replace(opinion, label=answer.label, probabilities={answer.label: 0.97})
    against = replace(opinion, label="pain", probabilities={"pain": 0.97, answer.label: 0.02})
    assert model.confidence(answer, agreeing) > model.confidence(answer, against)
    assert signals(answer, against)[3] == 1
    assert signals(answer, agreeing)[3] == 0


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("M62.81", ("M62.81",)),
        ("m6281", ("M62.81",)),
        ("M62.81; U09.9", ("M62.81", "U09.9")),
        ("Primary: R53.1, secondary: I69.354", ("R53.1", "I69.354")),
        ("U07.1", ("U07.1",)),
        ("S72.001D", ("S72.001D",)),
        ("none", ()),
        ("No code", ()),
        ("", None),
        ("weakness", None),
        ("L4/5", None),
    ],
)
def test_label_cells(label: str, codes: tuple[str, ...] | None) -> None:
    assert codes_of(label) == codes


def test_rows_that_cannot_be_used_are_told_by_number() -> None:
    rows = [
        {"note": "weak", "icd": "M62.81", "pt": "A"},
        {"note": " ", "icd": "M62.81", "pt": "A"},
        {"note": "weaker", "icd": "weakness", "pt": "A"},
        {"note": "weakest", "icd": "M62.81", "pt": None},
        {"note": "weak", "icd": "R53.1", "pt": "B"},
    ]
    own = own_examples(rows, text="note", label="icd", group="pt")
    assert [(e.group, e.primary) for e in own.examples] == [("A", ("M62.81",))]
    assert own.left_out == {
        "no text": (2,),
        "no ICD-10-CM code in the label column": (3,),
        "nothing in the group column": (4,),
        "the same note as an earlier row": (5,),
    }


def made(*kinds: tuple[str, int, int]) -> list[Example]:
    """Return (code, notes, writers) as examples."""
    return [
        Example(f"{code}{i}", f"writer {i % writers}", f"{code} {i}", (code,) if code else ())
        for code, notes, writers in kinds
        for i in range(notes)
    ]


def test_a_class_of_one_writer_is_not_learned() -> None:
    kept, classes, rare = learnable(
        made(("M62.81", 40, 4), ("R53.83", 30, 3), ("R54", 5, 1), ("M79.10", 2, 2))
    )
    assert classes == {"generalized": 40, "fatigue": 30}
    assert rare == {"frailty": 5, "pain": 2}
    assert len(kept) == 70


@pytest.mark.parametrize(
    ("examples", "sentence"),
    [
        (made(("M62.81", 20, 4), ("R53.1", 20, 4)), "40 usable notes; at least 60 are needed"),
        (made(("M62.81", 50, 2), ("R53.1", 50, 2)), "2 groups of notes; at least 3 are needed"),
        (made(("M62.81", 70, 4), ("R54", 10, 1)), "fewer than two classes of codes"),
        (made(("M62.81", 80, 4)), "fewer than two classes of codes"),
    ],
)
def test_what_is_refused(examples: list[Example], sentence: str) -> None:
    with pytest.raises(NotEnoughError, match=sentence):
        learnable(examples)


def test_a_category_as_label_accepts_its_codes() -> None:
    assert Example("1", "a", "", ("M62",)).accepts("M62.81")
    assert not Example("1", "a", "", ("M62.84",)).accepts("M62.81")
    assert Example("1", "a", "", ()).accepts(None)


def test_card(examples: tuple[Example, ...]) -> None:
    """It says what was trained on, how good it is, and that the readers know the notes."""
    trained = train(examples, about="notes of four writers", date="2026-01-02", mended=True)
    for words in (
        "notes: notes of four writers",
        "2026-01-02",
        trained.sha256,
        "| classifier |",
        "| combination |",
        "read for the first time",
        "generalized",
    ):
        assert words in trained.card
    assert trained.plot.startswith("<svg")
    assert "2026" not in trained.data.decode("latin-1")  # the file does not depend on the day


def test_measures() -> None:
    assert calibration_error([0.9, 0.9], [True, False]) == pytest.approx(0.4)
    assert calibration_error([], []) is None
    assert log_loss([1.0, 0.5]) == pytest.approx(0.34657, abs=1e-4)
    assert macro_f1(["a", "b", "b"], ["a", "b", "a"]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert abstention([0.9, 0.2], [True, False], (1.0, 0.5)) == ((1.0, 0.2, 0.5), (0.5, 0.9, 1.0))
