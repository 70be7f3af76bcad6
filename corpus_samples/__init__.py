"""Labelled sample notes, all written for this project: text and gold labels, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Sample:
    """One labelled note.

    Attributes
    ----------
    id, writer, place, kind : str
        Name of the note; who wrote it; ``outpatient``, ``snf``, ``acute``, ``homehealth`` or ``physician``; kind of note.
    text : str
        The note.
    gold : dict
        What a perfect report says, in the form of the annotation guide.
    """

    id: str
    writer: str
    place: str
    kind: str
    text: str
    gold: dict[str, Any]


@cache
def samples() -> tuple[Sample, ...]:
    """Return all sample notes, by writer and number."""
    folder = files("rehabcode.corpus_samples")
    out = []
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".jsonl")):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            d = json.loads(line)
            out.append(Sample(d["id"], d["source"], d["place"], d["kind"], d["text"], d["gold"]))
    return tuple(out)
