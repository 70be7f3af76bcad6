"""Small archives, and what a scan of one left."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEAK = (
    "PT eval. Generalized muscle weakness.\nHip flexion R 3+/5, L 4-/5. Knee extension R 4-/5, L "
    "4-/5.\nTUG {n} s.\n"
)
PLAIN = "Telephone call no. {n} about an appointment; nothing else was said.\n"


def note(n: int) -> str:
    """Return a note that no other number has; every third is a therapy note."""
    return (PLAIN if n % 3 else WEAK).format(n=n)


def records(count: int) -> list[dict[str, Any]]:
    """Return notes as records."""
    return [
        {"id": f"n{i}", "text": note(i), "therapist": f"T{i % 2}", "date": "2026-05-12"} for i in range(count)
    ]


def write_jsonl(path: Path, count: int) -> Path:
    """Write notes as JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records(count)), encoding="utf-8")
    return path


@dataclass
class Outcome:
    """What a scan left."""

    code: int
    stdout: str
    stderr: str
    out: Path

    @property
    def reports(self) -> list[dict[str, Any]]:
        """The reports, in order."""
        parts = sorted(self.out.glob("part-*.jsonl"))
        return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]

    @property
    def ids(self) -> list[str]:
        """The ids of the reports, in order."""
        return [report["note"]["id"] for report in self.reports]

    @property
    def errors(self) -> dict[str, str]:
        """What could not be read: sentence by place."""
        lines = (self.out / "errors.jsonl").read_text(encoding="utf-8").splitlines()
        return {error["place"]: error["sentence"] for error in map(json.loads, lines)}


Scan = Callable[..., Outcome]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
