"""The model file: plain values, written by joblib; the same model gives the same bytes."""

from __future__ import annotations

import io
import json
import platform
from importlib import metadata

import joblib

from rehabcode.models.classifier import FORMAT, SIGNALS, LinearClassifier
from rehabcode.models.features import digest

LIBRARIES = ("rehabcode", "scikit-learn", "numpy", "joblib")
PICKLE_PROTOCOL = 4


def versions() -> dict[str, str]:
    """Return the versions of what a model is made with."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in LIBRARIES}}


def to_bytes(model: LinearClassifier, *, notes: int, groups: int) -> bytes:
    """Return the bytes of the model file.

    Parameters
    ----------
    model
        The fitted model.
    notes, groups
        How much it was trained on.
    """
    values = {
        "format": FORMAT,
        "features": digest(),
        "made_with": versions(),
        "notes": notes,
        "groups": groups,
        "labels": list(model.labels),
        "bias": list(model.bias),
        "weights": {name: list(model.weights[name]) for name in sorted(model.weights)},
        "signals": list(SIGNALS),
        "trust_bias": model.trust_bias,
        "trust_weights": list(model.trust_weights),
    }
    # A pickle refers back to objects met before; fresh ones from JSON make that the same in every process.
    fresh = json.loads(json.dumps(values))
    out = io.BytesIO()
    joblib.dump(fresh, out, protocol=PICKLE_PROTOCOL)
    return out.getvalue()
