"""The small classifier: a second opinion on the weakness picture, and how sure the answer is.

The rules keep the last word on the code. The opinion ranks the other codes considered, and asks for a person
to look where it clearly differs. How sure the answer is comes from a second, tiny model that was fitted on
notes of writers whom the classifier had not seen.

The artefact is a joblib file of plain values (names and numbers). It is read by an unpickler that knows no
classes, so that even a malicious file can only be refused, and reading it imports neither joblib nor
numpy.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from math import exp, fsum, log
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

from rehabcode.models.case import Case
from rehabcode.models.features import digest, features
from rehabcode.models.rules.base import Label

LABELS: tuple[Label, ...] = (
    "generalized",
    "one_limb",
    "one_side",
    "fatigue",
    "frailty",
    "pain",
    "other_cause",
    "none",
)
CLEAR = 0.7
"""From this probability on, a disagreeing opinion asks for a person."""
FORMAT = "rehabcode-classifier/1"
FILE_NAME = "classifier.joblib"
HASH_NAME = "classifier.sha256"
MAX_BYTES = 8_000_000
SIGNALS: tuple[str, ...] = (
    "rule",
    "opinion",
    "supported",
    "disagreement",
    "contradiction",
    "written",
    "written-otherwise",
    "nothing",
)
"""What the confidence looks at, in this order: see `signals`."""
_SUREST = 0.985
_FLOOR = 0.005


class ModelError(Exception):
    """A model file that must not be used: says why and what to do; names no content."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion on the weakness picture: the likeliest label and the probability of each."""

    label: Label
    probabilities: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, label: str) -> float:
        """Return the probability of one label."""
        return self.probabilities.get(label, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the confidence is asked about: the primary code that the rules chose, or none."""

    label: Label
    constant: float
    """Confidence that the rule itself states."""
    supported: bool
    contradictions: int
    """Reasons other than the classifier's why a person should look."""
    written: int
    """1 when the note itself writes the primary, -1 when it writes another code of weakness, else 0."""
    nothing: bool
    """Whether no code was chosen."""


class Classifier(Hashable, Protocol):
    """Anything that gives an opinion on a case and says how sure an answer is."""

    @property
    def sha256(self) -> str | None:
        """Digest that names the model in the report."""

    def opinion(self, case: Case) -> Opinion:
        """Return the opinion on one note."""

    def confidence(self, answer: Answer, opinion: Opinion) -> float:
        """Return the probability that the answer is acceptable."""


def disagrees(label: str, opinion: Opinion | None) -> bool:
    """Whether an opinion clearly names another picture than the rules."""
    return opinion is not None and opinion.label != label and opinion.of(opinion.label) >= CLEAR


def logit(probability: float) -> float:
    """Return the log odds, bounded so that no single figure decides alone."""
    p = min(max(probability, 0.02), 0.98)
    return log(p / (1 - p))


def signals(answer: Answer, opinion: Opinion) -> tuple[float, ...]:
    """Return what the confidence looks at, in the order of `SIGNALS`."""
    return (
        logit(answer.constant),
        logit(opinion.of(answer.label)),
        float(answer.supported),
        float(disagrees(answer.label, opinion)),
        float(min(answer.contradictions, 2)),
        float(answer.written > 0),
        float(answer.written < 0),
        float(answer.nothing),
    )


@dataclass(eq=False, frozen=True, slots=True)
class LinearClassifier:
    """A multinomial logistic regression as plain values, with the confidence model beside it.

    Parameters
    ----------
    labels
        Class of each column.
    bias
        Intercept of each class.
    weights
        Weights of each feature, one a class.
    trust_bias, trust_weights
        Logistic regression over `SIGNALS` that gives the confidence.
    sha256
        Digest of the file it came from.
    """

    labels: tuple[Label, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    trust_bias: float
    trust_weights: tuple[float, ...]
    sha256: str | None = None

    def probabilities(self, names: frozenset[str]) -> tuple[float, ...]:
        """Return the probability of each class; sums are exact, so the order of the names is no matter."""
        rows = [self.weights[name] for name in names if name in self.weights]
        scores = [fsum(column) for column in zip(self.bias, *rows, strict=True)]
        top = max(scores)
        odds = [exp(score - top) for score in scores]
        total = fsum(odds)
        return tuple(odd / total for odd in odds)

    def opinion(self, case: Case) -> Opinion:
        """Return the opinion on one note."""
        found = self.probabilities(features(case))
        best = max(range(len(found)), key=lambda i: (found[i], -i))
        return Opinion(self.labels[best], MappingProxyType(dict(zip(self.labels, found, strict=True))))

    def confidence(self, answer: Answer, opinion: Opinion) -> float:
        """Return the probability that the answer is acceptable."""
        parts = zip(self.trust_weights, signals(answer, opinion), strict=True)
        score = self.trust_bias + fsum(weight * value for weight, value in parts)
        return min(max(1 / (1 + exp(-score)), _FLOOR), _SUREST)


def sha256_of(data: bytes) -> str:
    """Return the digest of a model file."""
    return hashlib.sha256(data).hexdigest()


class _PlainValues(pickle.Unpickler):
    """Reads numbers, strings, lists, tuples and dicts; refuses everything that names a class or function."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise ModelError("holds more than names and numbers; only files of rehabcode train are read")

    def persistent_load(self, pid: Any) -> NoReturn:
        raise ModelError("holds references to other files; only files of rehabcode train are read")


def load(path: Path, sha256: str) -> LinearClassifier:
    """Read a model file.

    Parameters
    ----------
    path
        File written by ``rehabcode train``.
    sha256
        Digest that the file must have.

    Raises
    ------
    ModelError
        If the file is another than the digest says, is no model, or was made for another version.
    OSError
        If it cannot be opened.
    """
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    return parse(data, sha256)


def parse(data: bytes, sha256: str) -> LinearClassifier:
    """Return the model in the bytes of a file: digest first, then versions, then every value."""
    found = sha256_of(data)
    if found != sha256.strip().lower():
        raise ModelError(
            f"is not the file expected: its SHA-256 is {found}; "
            "give this digest only if you know where the file comes from"
        )
    if len(data) > MAX_BYTES:
        raise ModelError("is too large to be a model")
    try:
        values = _PlainValues(io.BytesIO(data)).load()
    except ModelError:
        raise
    except Exception:  # a pickle may fail in any way; none of them tells the user more
        raise ModelError("is no model file") from None
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise ModelError(f"is no model of the format {FORMAT}; train it again with this version")
    if values.get("features") != digest():
        raise ModelError("was trained on features that this version takes otherwise; train it again")
    try:
        return _built(values, found)
    except (KeyError, TypeError, ValueError):
        raise ModelError("is no complete model file") from None


def _built(values: dict[str, Any], sha256: str) -> LinearClassifier:
    labels = tuple(values["labels"])
    weights = {str(name): _numbers(row, len(labels)) for name, row in values["weights"].items()}
    if len(set(labels)) != len(labels) or not set(labels) <= set(LABELS) or len(labels) < 2:
        raise ValueError("labels")
    if tuple(values["signals"]) != SIGNALS:
        raise ValueError("signals")
    return LinearClassifier(
        labels=labels,
        bias=_numbers(values["bias"], len(labels)),
        weights=weights,
        trust_bias=float(values["trust_bias"]),
        trust_weights=_numbers(values["trust_weights"], len(SIGNALS)),
        sha256=sha256,
    )


def _numbers(row: Any, size: int) -> tuple[float, ...]:
    numbers = tuple(float(value) for value in row)
    if len(numbers) != size or any(not -1e6 < value < 1e6 for value in numbers):
        raise ValueError("numbers")
    return numbers


@cache
def shipped() -> LinearClassifier:
    """Return the model that comes with the package, checked against the digest kept beside it."""
    folder = resources.files("rehabcode.models.data")
    expected = folder.joinpath(HASH_NAME).read_text("ascii")
    return parse(folder.joinpath(FILE_NAME).read_bytes(), expected)
