"""How good rules, classifier and combination are on notes of writers that the models have not seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import exp, fsum

from rehabcode.models.classifier import LABELS, SIGNALS, Opinion, disagrees
from rehabcode.training.first_reading import first_reading
from rehabcode.training.fit import FOLDS, fit, fit_confidence, folds, opinion_of
from rehabcode.training.measures import (
    Bin,
    abstention,
    calibration,
    calibration_error,
    chance_of_outcome,
    log_loss,
    macro_f1,
)
from rehabcode.training.observe import Observation


@dataclass(frozen=True, slots=True)
class Judged:
    """One held-out note: what the rules chose, what the classifier thinks, how sure the combination is."""

    observation: Observation
    opinion: Opinion
    confidence: float

    def chances(self, way: str) -> dict[str, float]:
        """Return the probability of every class by ``rules``, ``classifier`` or ``combination``.

        Rules give their constant to one class and the rest to all others alike. The combination gives its
        confidence to the class of the rules and shares out the rest as the classifier does.
        """
        if way == "classifier":
            return dict(self.opinion.probabilities)
        own: str = self.observation.answer.label
        sure = self.observation.answer.constant if way == "rules" else self.confidence
        others: dict[str, float] = {
            label: 1.0 if way == "rules" else max(self.opinion.of(label), 1e-4)
            for label in LABELS
            if label != own
        }
        total = sum(others.values())
        return {own: sure} | {label: (1 - sure) * weight / total for label, weight in others.items()}


WAYS = ("rules", "classifier", "combination")


@dataclass(frozen=True, slots=True)
class ClassScores:
    """Figures of one way to name the class of a note."""

    accuracy: float
    macro_f1: float | None
    log_loss: float | None
    calibration_error: float | None


@dataclass(frozen=True, slots=True)
class CodeScores:
    """Figures of the confidence in the primary code, where one was given."""

    notes: int
    acceptable: float
    calibration_error: float | None
    log_loss: float | None
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: notes of it, and how many each way names rightly (recall) and truly (precision)."""

    label: str
    notes: int
    named: int
    right: int


@dataclass(frozen=True, slots=True)
class HeldOut:
    """All figures on held-out writers."""

    notes: int
    groups: int
    splits: int
    classes: dict[str, ClassScores]
    codes: dict[str, CodeScores]
    rows: dict[str, tuple[ClassRow, ...]]
    disagreements: int
    justified: int
    """Clear disagreements where the rules' primary was not acceptable."""
    mended: int
    """Clear disagreements where the classifier's class was right and that of the rules was not."""
    broken: int
    """Clear disagreements where it was the other way round."""
    wrong: int
    """Notes whose primary was not acceptable."""


def judge(
    observations: Sequence[Observation],
    allowed_words: Collection[str] | None = None,
    *,
    mended: bool = False,
) -> tuple[Judged, ...]:
    """Return every note as models fitted without its writer see it, in the order given."""
    out: dict[int, Judged] = {}
    for train, test in folds(observations, FOLDS):
        model = fit([observations[i] for i in train], allowed_words, mended=mended).model
        for i in test:
            opinion = opinion_of(model, observations[i])
            out[i] = Judged(observations[i], opinion, model.confidence(observations[i].answer, opinion))
    return tuple(out[i] for i in sorted(out))


def figures(judged: Sequence[Judged]) -> HeldOut:
    """Return the figures of held-out notes."""
    groups = len({j.observation.group for j in judged})
    coded = [j for j in judged if j.observation.primary is not None]
    clear = [j for j in judged if disagrees(j.observation.answer.label, j.opinion)]
    return HeldOut(
        notes=len(judged),
        groups=groups,
        splits=min(FOLDS, groups),
        classes={way: _class_scores(judged, way) for way in WAYS},
        codes={
            "rules": _code_scores([(j.observation.answer.constant, j.observation.acceptable) for j in coded]),
            "combination": _code_scores([(j.confidence, j.observation.acceptable) for j in coded]),
        },
        rows={way: _rows(judged, way) for way in ("rules", "classifier")},
        disagreements=len(clear),
        justified=sum(not j.observation.acceptable for j in clear),
        mended=sum(_right(j, "classifier") and not _right(j, "rules") for j in clear),
        broken=sum(_right(j, "rules") and not _right(j, "classifier") for j in clear),
        wrong=sum(not j.observation.acceptable for j in judged),
    )


def _named(judged: Judged, way: str) -> str:
    """Return the class a way names; the rules keep the last word in the combination."""
    return str(judged.opinion.label if way == "classifier" else judged.observation.answer.label)


def _right(judged: Judged, way: str) -> bool:
    return _named(judged, way) in judged.observation.labels


def _class_scores(judged: Sequence[Judged], way: str) -> ClassScores:
    named = [_named(j, way) for j in judged]
    right = [name in j.observation.labels for name, j in zip(named, judged, strict=True)]
    chances = [j.chances(way) for j in judged]
    wanted = [
        name if good else j.observation.label for name, good, j in zip(named, right, judged, strict=True)
    ]
    return ClassScores(
        accuracy=sum(right) / len(right),
        macro_f1=macro_f1(wanted, named),
        log_loss=log_loss(
            [
                sum(c.get(x, 0.0) for x in sorted(j.observation.labels))
                for c, j in zip(chances, judged, strict=True)
            ]
        ),
        calibration_error=calibration_error(
            [c.get(n, 0.0) for c, n in zip(chances, named, strict=True)], right
        ),
    )


def _code_scores(found: Sequence[tuple[float, bool]]) -> CodeScores:
    pairs = [(round(sure, 3), good) for sure, good in found]
    sures, right = [sure for sure, _ in pairs], [good for _, good in pairs]
    return CodeScores(
        notes=len(pairs),
        acceptable=sum(right) / len(right) if right else 0.0,
        calibration_error=calibration_error(sures, right),
        log_loss=log_loss([chance_of_outcome(sure, good) for sure, good in pairs]),
        bins=calibration(sures, right),
        curve=abstention(sures, right),
    )


def judge_first_reading() -> dict[str, CodeScores]:
    """Return the figures of the confidence on notes at their first reading, each writer left out in turn."""
    notes = first_reading()
    rules: list[tuple[float, bool]] = []
    combination: list[tuple[float, bool]] = []
    for writer in sorted({note.writer for note in notes}):
        bias, weights = fit_confidence([(n.signals, n.right) for n in notes if n.writer != writer])
        for note in (n for n in notes if n.writer == writer and n.coded):
            score = bias + fsum(w * value for w, value in zip(weights, note.signals, strict=True))
            rules.append((_chance(note.signals[SIGNALS.index("rule")]), note.right))
            combination.append((_chance(score), note.right))
    return {"rules": _code_scores(rules), "combination": _code_scores(combination)}


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def _rows(judged: Sequence[Judged], way: str) -> tuple[ClassRow, ...]:
    return tuple(
        ClassRow(
            label=label,
            notes=sum(j.observation.label == label for j in judged),
            named=sum(_named(j, way) == label for j in judged),
            right=sum(_named(j, way) == label and label in j.observation.labels for j in judged),
        )
        for label in LABELS
        if any(label in (j.observation.label, _named(j, way)) for j in judged)
    )
