"""Hand-written reports in the contract's form, so that input and views are tested without the engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from rehabcode.cli import engine

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
Report = dict[str, Any]


def note_text(name: str) -> str:
    """Return the example note as it stands in its file, line ends kept."""
    return (EXAMPLES / f"{name}.txt").read_bytes().decode()


def report_on(name: str) -> Report:
    """Return the example's report; its facts are written by quote and get their offsets here."""
    text = note_text(name)
    report: Report = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    report["facts"] = [_fact(i, fact, text) for i, fact in enumerate(report["facts"], 1)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    report["note"] = {"id": f"{name}.txt", "chars": len(text), "sha256": digest, "meta": {}, **report["note"]}
    engine_info = {"version": "0", "code_set": "ICD-10-CM", "rules": "0" * 64, "model": None}
    return {"schema": "rehabcode/1", "engine": engine_info, **report}


def _fact(i: int, fact: Report, text: str) -> Report:
    fact = dict(fact)
    quote = fact.pop("quote")
    start = -1
    for _ in range(fact.pop("nth", 1)):
        start = text.index(quote, start + 1)
    cues = [
        {"text": cue, "start": text.index(cue), "end": text.index(cue) + len(cue), "category": "GOAL"}
        for cue in fact.pop("cues", [])
    ]
    defaults = {"section": None, "status": "present", "by": "unknown", "assist": None}
    place = {"id": f"f{i}", "start": start, "end": start + len(quote), "text": quote, "cues": cues}
    return {**defaults, **fact, **place}


@pytest.fixture
def example() -> Callable[[str], tuple[Report, str]]:
    """Give an example's report and text by its name."""
    return lambda name: (report_on(name), note_text(name))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a stand-in for the engine: it answers an example's text with its report; gives the texts it saw."""
    known = {note_text(name): name for name in NAMES}
    seen: list[str] = []

    def answer(
        text: str, *, note_id: str, meta: Mapping[str, Any], date: str | None, explain: bool
    ) -> Report:
        seen.append(text)
        report = report_on(known.get(text, "nothing")) if text in known else _empty(text)
        report["note"] |= {"id": note_id, "meta": dict(meta)}
        if date:
            report["note"]["date"] = date
        return report

    monkeypatch.setattr(engine, "load", lambda: None)
    monkeypatch.setattr(engine, "answer", answer)
    return seen


def _empty(text: str) -> Report:
    report = report_on("nothing")
    report["facts"] = []
    report["note"]["chars"] = len(text)
    return report


@pytest.fixture(params=NAMES)
def each_example(request: pytest.FixtureRequest) -> str:
    """Give the name of every example in turn."""
    name: str = request.param
    return name
