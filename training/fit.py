"""Fit the classifier and the confidence: scikit-learn in, plain rounded numbers out.

Two steps. The classifier is a multinomial logistic regression over the features of a note. The confidence is
a logistic regression over a handful of signals (`rehabcode.models.classifier.SIGNALS`), fitted on notes of
writers that the classifier had not seen; the classifier's own probabilities are sharpened or softened by one
factor fitted on the same notes.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from rehabcode.models.classifier import LABELS, SIGNALS, LinearClassifier, Opinion, signals
from rehabcode.models.features import WORD
from rehabcode.models.rules.base import Label
from rehabcode.training.first_reading import of_writers, raised_by
from rehabcode.training.observe import Observation
from rehabcode.training.vocabulary import vocabulary

Matrix = NDArray[np.float64]
STRENGTH = 1.0
"""Inverse strength of the penalty on the classifier's weights."""
WORD_SCALE = 0.5
"""Words count less than facts: of few notes, they teach habits of writing."""
TRUST_STRENGTH = 0.05
"""Inverse strength of the penalty on the confidence's weights: few notes are answered wrongly."""
FOLDS = 20
INNER_FOLDS = 6
DECIMALS = 5
"""Weights are rounded, so that the last bits of a machine's arithmetic do not change the file."""
SOFTENING = tuple(round(0.4 + 0.05 * i, 2) for i in range(33))
"""Factors tried on the weights of the classifier."""
SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """A classifier fitted on all notes, and what it said of each note when its writer was unseen."""

    model: LinearClassifier
    softening: float
    vocabulary: tuple[str, ...]


def matrix_of(observations: Sequence[Observation], names: Sequence[str]) -> csr_array:
    """Return one row a note, one column a feature: 1 where it holds.

    Sparse, which is faster for such small fits and the same on any number of threads.
    """
    column = {name: i for i, name in enumerate(names)}
    rows = [sorted(column[name] for name in o.names if name in column) for o in observations]
    places = np.array([place for row in rows for place in row], dtype=np.int64)
    ends = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(places)), places, ends), shape=(len(rows), len(names)))


def regression(
    strength: float, features: Matrix | csr_array, target: NDArray[np.int64]
) -> LogisticRegression:
    """Return a fitted regression: its optimum is unique, and it is run until it stands still.

    One thread: so small a problem is many times slower on two, and sums in another order.
    """
    model = LogisticRegression(C=strength, solver="lbfgs", tol=1e-9, max_iter=5000)
    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore")
        return model.fit(features, target)


def fit_regression(
    observations: Sequence[Observation], allowed_words: Collection[str] | None = None
) -> tuple[LogisticRegression, tuple[str, ...], tuple[Label, ...]]:
    """Fit the classes on the features; return the model, its features and its classes in column order."""
    names = vocabulary(observations, allowed_words)
    present = {o.label for o in observations}
    labels = tuple(label for label in LABELS if label in present)
    target = np.array([labels.index(o.label) for o in observations])
    scale = np.array([WORD_SCALE if name.startswith(WORD) else 1.0 for name in names])
    model = regression(STRENGTH, matrix_of(observations, names) * scale, target)
    model.coef_ = model.coef_ * scale  # back to features that are there or not
    return model, names, labels


def plain(
    model: LogisticRegression, names: Sequence[str], labels: tuple[Label, ...], factor: float
) -> LinearClassifier:
    """Return a regression as plain rounded numbers, its weights times ``factor``, with no confidence yet."""
    weights, bias = np.asarray(model.coef_), np.asarray(model.intercept_)
    if len(labels) == 2:  # scikit-learn keeps one row for two classes
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return LinearClassifier(
        labels=labels,
        bias=tuple(round(float(b) * factor, DECIMALS) for b in bias),
        weights={
            name: tuple(round(float(w) * factor, DECIMALS) for w in weights[:, i])
            for i, name in enumerate(names)
        },
        trust_bias=0.0,
        trust_weights=(),
    )


def folds(observations: Sequence[Observation], most: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (train, test) with no writer in both; the same for the same notes."""
    groups = [o.group for o in observations]
    number = min(most, len(set(groups)))
    if number < 2:
        return
    blank = np.zeros((len(groups), 1))
    for train, test in GroupKFold(n_splits=number).split(blank, groups=groups):
        yield train.tolist(), test.tolist()


def opinion_of(model: LinearClassifier, observation: Observation) -> Opinion:
    """Return what a model says of a note already read."""
    found: dict[str, float] = dict.fromkeys(LABELS, 0.0)
    found.update(zip(model.labels, model.probabilities(observation.names), strict=True))
    best = max(model.labels, key=lambda label: (found[label], -LABELS.index(label)))
    return Opinion(best, MappingProxyType(found))


Part = tuple[LogisticRegression, tuple[str, ...], tuple[Label, ...], list[int]]
"""A regression fitted without some writers, its features, its classes, and the places of their notes."""


def _parts(observations: Sequence[Observation], allowed_words: Collection[str] | None) -> Iterator[Part]:
    for train, test in folds(observations, INNER_FOLDS):
        seen = [observations[i] for i in train]
        if len({o.label for o in seen}) >= 2:
            yield *fit_regression(seen, allowed_words), test


def fit(
    observations: Sequence[Observation],
    allowed_words: Collection[str] | None = None,
    *,
    mended: bool = False,
) -> Fitted:
    """Fit classifier and confidence.

    Parameters
    ----------
    observations
        The notes to learn from.
    allowed_words
        Word features that may enter; None: any that is general enough.
    mended
        Whether the readers were mended with these notes: then the confidence is fitted on how these notes
        fared when they were first read.
    """
    parts = list(_parts(observations, allowed_words))
    factor = _softening(observations, parts)
    first = of_writers({o.group for o in observations}) if mended else ()
    if first:
        bias, weights = fit_confidence([(note.signals, note.right) for note in first])
        bias += raised_by(first, observations)
    else:
        bias, weights = fit_confidence(_unseen(observations, parts, factor))
    model, names, labels = fit_regression(observations, allowed_words)
    found = plain(model, names, labels, factor)
    return Fitted(replace(found, trust_bias=round(bias, DECIMALS), trust_weights=weights), factor, names)


def _unseen(
    observations: Sequence[Observation], parts: Sequence[Part], factor: float
) -> list[tuple[tuple[float, ...], bool]]:
    """Return the signals of every note as models see it that do not know its writer."""
    out: list[tuple[tuple[float, ...], bool]] = []
    for model, names, labels, test in parts:
        part = plain(model, names, labels, factor)
        for i in test:
            opinion = opinion_of(part, observations[i])
            out.append((signals(observations[i].answer, opinion), observations[i].acceptable))
    return out


def _softening(
    observations: Sequence[Observation],
    parts: Sequence[Part],
) -> float:
    """Return the factor on the weights with the least log loss on notes of unseen writers."""
    if not parts:
        return 1.0
    scores: list[tuple[Matrix, tuple[Label, ...], list[int]]] = []
    for model, names, labels, test in parts:
        raw = plain(model, names, labels, 1.0)
        weights = np.array([raw.weights[name] for name in names])
        found = matrix_of([observations[i] for i in test], names) @ weights + np.array(raw.bias)
        scores.append((found, labels, test))

    def loss(factor: float) -> float:
        total = 0.0
        for found, labels, test in scores:
            sharp = found * factor
            odds = np.exp(sharp - sharp.max(axis=1, keepdims=True))
            chances = odds / odds.sum(axis=1, keepdims=True)
            for row, i in enumerate(test):
                right = sum(
                    float(chances[row, labels.index(x)])
                    for x in sorted(observations[i].labels)
                    if x in labels
                )
                total -= log(max(right, SMALLEST))
        return total

    return min(SOFTENING, key=lambda factor: (round(loss(factor), 6), factor))


def fit_confidence(seen: Sequence[tuple[tuple[float, ...], bool]]) -> tuple[float, tuple[float, ...]]:
    """Fit the probability that an answer is acceptable; return its intercept and weights.

    Parameters
    ----------
    seen
        Signals of notes of writers that the classifier did not know, and whether the answer was acceptable.
    """
    right = np.array([int(good) for _, good in seen])
    if len(set(right.tolist())) < 2:  # every answer right (or wrong): a constant, kept away from certainty
        share = (float(right.sum()) + 1) / (len(right) + 2)
        return round(log(share / (1 - share)), DECIMALS), (0.0,) * len(SIGNALS)
    model = regression(TRUST_STRENGTH, np.array([values for values, _ in seen]), right)
    return (
        round(float(model.intercept_[0]), DECIMALS),
        tuple(round(float(weight), DECIMALS) for weight in model.coef_[0]),
    )
