"""Reports made by hand, as small as the coach can read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Report = dict[str, Any]


def strength(muscle: str, grade: str, side: str = "right", status: str = "present") -> dict[str, Any]:
    """Return a grade."""
    return {
        "kind": "strength",
        "status": status,
        "text": f"{grade}/5",
        "grade": grade,
        "grade_max": None,
        "muscle": muscle,
        "region": None,
        "limb": None,
        "side": side,
        "deficit": grade not in ("5", "WNL"),
        "pain_limited": False,
    }


def tug(value: float | None) -> dict[str, Any]:
    """Return a timed test."""
    return {
        "kind": "test",
        "status": "present",
        "text": "TUG",
        "test": "TUG",
        "value": value,
        "unit": "s",
        "impaired": None,
    }


def values(*grades: str, seconds: float | None = 18.2) -> list[dict[str, Any]]:
    """Return grades of as many muscles, and a test."""
    muscles = ("hip flexion", "knee extension", "shoulder flexion", "ankle dorsiflexion", "hip abduction")
    return [*(strength(m, g) for m, g in zip(muscles, grades, strict=False)), tug(seconds)]


def prior() -> dict[str, Any]:
    """Return a prior level of function."""
    return {"kind": "prior_level", "status": "past", "text": "PLOF: independent"}


def report(
    note_id: str,
    *,
    gaps: Sequence[str] = (),
    therapist: str | None = "A",
    date: str | None = "2026-01-05",
    kind: str = "daily",
    facts: Sequence[dict[str, Any]] = (),
    score: int = 90,
    text: str | None = None,
    **meta: str,
) -> Report:
    """Return one report; weakness is always in question, and procedures are billed."""
    weakness = {"kind": "weakness", "status": "present", "text": "weakness", "pattern": "generalized"}
    return {
        "schema": "rehabcode/1",
        "note": {
            "id": note_id,
            "sha256": hashlib.sha256((text or note_id).encode()).hexdigest(),
            "kind": kind,
            "date": date,
            "meta": {**({"therapist": therapist} if therapist is not None else {}), **meta},
        },
        "engine": {"version": "0", "rules": "0"},
        "facts": [weakness, *facts],
        "codes": [],
        "gaps": [{"id": gap, "message": f"'secret words' of {gap}", "facts": []} for gap in gaps],
        "claim": {"lines": []},
        "weak_without_data": "weak-without-data" in gaps,
        "score": score,
    }


def written(path: Path, reports: Iterable[Report]) -> Path:
    """Write reports as JSON Lines."""
    path.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
    return path
