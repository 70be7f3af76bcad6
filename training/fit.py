"""Fit the classifier and the confidence: scikit-learn in, plain rounded numbers out.

Two steps. The classifier is a multinomial logistic regression over the features of a note. The confidence is
a logistic regression over a handful of signals (`rehabcode.models.classifier.SIGNALS`), fitted on notes of
writers that the classifier had not seen; the classifier's own probabilities are sharpened or softened by one
factor fitted on the same notes.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from rehabcode.models.classifier import LABELS, LinearClassifier, Opinion, signals
from rehabcode.models.rules.base import Label
from rehabcode.training.caution import caution
from rehabcode.training.observe import Observation
from rehabcode.training.vocabulary import vocabulary

Matrix = NDArray[np.float64]
STRENGTH = 0.5
"""Inverse strength of the penalty on the classifier's weights."""
TRUST_STRENGTH = 0.02
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
    caution: float
    """What was added to the log odds of the confidence."""
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
    return regression(STRENGTH, matrix_of(observations, names), target), names, labels


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


def unseen_models(
    observations: Sequence[Observation], allowed_words: Collection[str] | None
) -> Iterator[tuple[LinearClassifier, LogisticRegression, tuple[str, ...], tuple[Label, ...], list[int]]]:
    """Yield, fold by fold, a regression fitted without some writers, and the places of their notes."""
    for train, test in folds(observations, INNER_FOLDS):
        seen = [observations[i] for i in train]
        if len({o.label for o in seen}) < 2:
            continue
        model, names, labels = fit_regression(seen, allowed_words)
        yield plain(model, names, labels, 1.0), model, names, labels, test


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
        Whether the readers were mended with these notes: then the confidence is lowered (see `caution`).
    """
    parts = [
        (model, names, labels, test)
        for _, model, names, labels, test in unseen_models(observations, allowed_words)
    ]
    factor = _softening(observations, parts)
    unseen = [
        (observations[i], opinion_of(part, observations[i]))
        for model, names, labels, test in parts
        for part in [plain(model, names, labels, factor)]
        for i in test
    ]
    bias, weights = fit_confidence(unseen)
    lowered = round(caution(observations), DECIMALS) if mended else 0.0
    model, names, labels = fit_regression(observations, allowed_words)
    found = plain(model, names, labels, factor)
    return Fitted(
        LinearClassifier(
            labels=labels,
            bias=found.bias,
            weights=found.weights,
            trust_bias=round(bias + lowered, DECIMALS),
            trust_weights=weights,
        ),
        factor,
        lowered,
        names,
    )


def _softening(
    observations: Sequence[Observation],
    parts: Sequence[tuple[LogisticRegression, tuple[str, ...], tuple[Label, ...], list[int]]],
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


def fit_confidence(
    unseen: Sequence[tuple[Observation, Opinion]],
) -> tuple[float, tuple[float, ...]]:
    """Fit the probability that the rules' answer is acceptable on notes of unseen writers."""
    table = np.array([signals(o.answer, opinion) for o, opinion in unseen])
    right = np.array([int(o.acceptable) for o, _ in unseen])
    if len(set(right.tolist())) < 2:  # every answer right (or wrong): a constant, kept away from certainty
        share = (float(right.sum()) + 1) / (len(right) + 2)
        return round(log(share / (1 - share)), DECIMALS), (0.0,) * table.shape[1]
    model = regression(TRUST_STRENGTH, table, right)
    return (
        round(float(model.intercept_[0]), DECIMALS),
        tuple(round(float(weight), DECIMALS) for weight in model.coef_[0]),
    )
