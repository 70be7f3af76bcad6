"""A decision as the contract's report: plain values, fixed key order, added keys at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from importlib import metadata, resources
from operator import attrgetter
from typing import Any

from rehabcode.models.claim import Claim
from rehabcode.models.decision import Code, Decision
from rehabcode.models.gaps import GAPS, Gap
from rehabcode.models.official import FIRST_DAY, LAST_DAY, Official
from rehabcode.models.rules import DOCUMENTED
from rehabcode.nlp.facts import Fact, Reading

SCHEMA = "rehabcode/1"


@lru_cache(maxsize=1)
def rules_hash() -> str:
    """Return the digest of what decides: ids and pages of rules and gaps, and every data file."""
    digest = hashlib.sha256()
    pages = [(rule.id, type(rule).__doc__) for rule in DOCUMENTED]
    pages += [(gap.id, type(gap).__doc__) for gap in GAPS]
    for id_, text in pages:
        digest.update(f"{id_}\0{text}\0".encode())
    folder = resources.files("rehabcode.models.data")
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith((".csv", ".json"))):
        digest.update(name.encode() + b"\0" + folder.joinpath(name).read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version of the package."""
    return metadata.version("rehabcode")


_SHOWN: dict[type[Fact], tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]] = {}


def _shown(kind: type[Fact]) -> tuple[tuple[str, ...], attrgetter[tuple[Any, ...]]]:
    """Return the names of the fields of a kind of fact in report order, and what gets their values."""
    if kind not in _SHOWN:
        names = ("id", "kind", *(f.name for f in fields(kind) if f.name not in ("id", "cues")))
        _SHOWN[kind] = names, attrgetter(*names)
    return _SHOWN[kind]


def fact_dict(fact: Fact) -> dict[str, Any]:
    """Return a fact as the report shows it (as `Fact.to_dict` does, with the field names kept)."""
    names, values = _shown(type(fact))
    out = dict(zip(names, values(fact), strict=True))
    out["cues"] = [
        {"text": c.text, "start": c.start, "end": c.end, "category": c.category} for c in fact.cues
    ]
    return out


def _code(code: Code) -> dict[str, Any]:
    return {
        "code": code.code,
        "title": code.title,
        "role": code.role,
        "confidence": code.confidence,
        "rules": list(code.rules),
        "because": code.because,
        "facts": list(code.facts),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "severity": gap.severity,
        "message": gap.message,
        "fix": gap.fix,
        "facts": list(gap.facts),
        "source": gap.source,
    }


def claim_dict(claim: Claim | None) -> dict[str, Any] | None:
    """Return the claim block, with what each rule allows per code."""
    if claim is None:
        return None
    return {
        "lines": [
            {
                "cpt": line.cpt,
                "minutes": line.minutes,
                "units": line.units,
                "timed": line.timed,
                "cms": line.cms,
                "ama": line.ama,
            }
            for line in claim.lines
        ],
        "timed_minutes": claim.timed_minutes,
        "units_billed": claim.units_billed,
        "units_cms": claim.units_cms,
        "units_ama": claim.units_ama,
        "findings": list(claim.findings),
    }


def _date_review(date: str | None) -> list[str]:
    if date is None or FIRST_DAY <= date <= LAST_DAY:
        return []
    return [
        f"Date of service {date} lies outside {FIRST_DAY} to {LAST_DAY}, for which "
        f"{Official.load().release} is in force: check the codes against the release of that date."
    ]


def _engine(model: str | None) -> dict[str, Any]:
    return {
        "version": version(),
        "code_set": Official.load().release,
        "rules": rules_hash(),
        "model": model,
    }


def report(
    reading: Reading,
    decision: Decision,
    *,
    note_id: str,
    meta: Mapping[str, Any] | None = None,
    date: str | None = None,
    model: str | None = None,
    explain: bool = False,
) -> dict[str, Any]:
    """Return the report of one note.

    Parameters
    ----------
    reading, decision
        The facts and what was decided on them.
    note_id
        Identifies the note in the output.
    meta
        Columns passed through.
    date
        Date of service (ISO); the note's own date where None.
    model
        Digest of the classifier whose opinion was heard.
    explain
        Add every rule asked and why it fired or not.
    """
    day = date or reading.date
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "note": {
            "id": note_id,
            "chars": len(reading.text),
            "sha256": hashlib.sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "setting": reading.setting,
            "kind": reading.note_kind,
            "date": day,
            "meta": dict(meta or {}),
        },
        "engine": _engine(model),
        "facts": [fact_dict(f) for f in reading.facts],
        "status": decision.status,
        "codes": [_code(c) for c in decision.codes],
        "conflicts": [
            {
                "kind": c.kind,
                "codes": list(c.codes),
                "note": c.note,
                "source": c.source,
                "facts": list(c.facts),
            }
            for c in decision.conflicts
        ],
        "gaps": [_gap(g) for g in decision.gaps],
        "claim": claim_dict(decision.claim),
        "weak_without_data": decision.weak_without_data,
        "review": [*decision.review, *_date_review(day)],
        "score": decision.score,
        "advice": [_gap(g) for g in decision.advice],
        "counterfactuals": [
            {"gap": c.gap, "then": c.then, "code": c.code, "status": c.status}
            for c in decision.counterfactuals
        ],
        "strengths": list(decision.strengths),
        "blocked": [
            {"code": o.code, "because": o.because, "rule": o.rule, "facts": list(o.facts)}
            for o in decision.blocked
        ],
    }
    if explain:
        out["explain"] = [{"rule": a.rule, "fired": a.fired, "reason": a.reason} for a in decision.trace]
    return out
