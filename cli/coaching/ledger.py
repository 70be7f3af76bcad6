"""What is kept of each report while the results stream by: some eighty bytes of numbers, no word of it."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rehabcode.cli.coaching import columns
from rehabcode.cli.coaching.sentences import COPIED, DATA, words
from rehabcode.models.gaps.base import WEAKNESS_FAMILY
from rehabcode.nlp.facts import GRADE_VALUE

Report = dict[str, Any]
KINDS = ("evaluation", "daily", "progress", "discharge", "unknown")
MEASURES = frozenset({"strength", "dynamometry", "test"})
_NORMAL = ("WNL", "WFL", "5")
_WIDE = {"position": "q", "day": "i", "kind": "B", "score": "b", "values": "B", "denied": "b", "reason": "h"}
_MASKS = ("id", "text", "patient", "measures", "digest", "gaps", "bits")
_EVIDENCE = (
    "strength",
    "dynamometry",
    "test",
    "limitation",
    "prior_level",
    "rationale",
    "procedure",
    "atrophy",
    "diagnosis",
    "code_written",
)
BITS = (
    "weakness",
    "m62.81",
    "claim",
    "prior",
    "off_normal",
    "fine",
    *(f"met:{kind}" for kind in _EVIDENCE),
)
"""What is known of a note, one bit each; ``met:`` says that it holds a good fact of that kind."""


@dataclass(frozen=True, slots=True)
class Denial:
    """What became of the claim of a note."""

    denied: bool
    reason: str


@dataclass(slots=True)
class Ledger:
    """Columns of numbers, one row a report.

    Parameters
    ----------
    by
        Columns to group by; the first is the therapist's.
    day_column, patient_column
        Columns that the user named; else usual names are looked for.
    denials
        By note id.
    """

    by: Sequence[str]
    day_column: str | None = None
    patient_column: str | None = None
    denials: Mapping[str, Denial] = field(default_factory=dict)
    names: list[dict[str, int]] = field(default_factory=list)
    gap_ids: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    engines: set[tuple[str, str]] = field(default_factory=set)
    matched: set[str] = field(default_factory=set)
    """Notes of the denials that are in the results."""
    patients: columns.Columns = field(init=False)
    _numbers: dict[str, array[int]] = field(default_factory=dict)
    _groups: list[array[int]] = field(default_factory=list)
    _group_columns: list[columns.Columns] = field(default_factory=list)
    _days: columns.Columns = field(init=False)
    _episodes: columns.Columns = field(init=False)

    def __post_init__(self) -> None:
        """Set up the columns."""
        self.names = [{} for _ in self.by]
        self._groups = [array("i") for _ in self.by]
        self._group_columns = [columns.Columns(*columns.names_for(name)) for name in self.by]
        self.gap_ids = {gap: at for at, gap in enumerate(words())}
        self._numbers = {name: array(code) for name, code in _WIDE.items()}
        self._numbers |= {name: array("Q") for name in _MASKS}
        self._days = columns.Columns(*([self.day_column] if self.day_column else columns.DATE))
        self.patients = columns.Columns(*([self.patient_column] if self.patient_column else columns.PATIENT))
        self._episodes = columns.Columns(*columns.EPISODE)

    def add(self, position: int, report: Report) -> None:
        """Keep the numbers of one report."""
        note, meta = report["note"], report["note"].get("meta") or {}
        for at, column in enumerate(self._group_columns):
            self._groups[at].append(_index(self.names[at], column.value(meta)))
        put = self._put
        put("position", position)
        put("id", _hash(str(note["id"])))
        put("text", int(note["sha256"][:16], 16) if note.get("sha256") else position)
        put("patient", self._patient(meta))
        put("day", self._day(note, meta))
        put("kind", KINDS.index(note["kind"]) if note.get("kind") in KINDS else len(KINDS) - 1)
        put("score", max(0, min(100, int(report["score"]))))
        put("gaps", self._gap_mask(report))
        values = measured(report["facts"])
        put("values", min(255, len(values)))
        put("measures", _hash(repr([value[:-1] for value in values])))
        put("digest", _hash(repr(values)))
        put("bits", _bits(report, values))
        denial = self.denials.get(str(note["id"]))
        if denial is not None:
            self.matched.add(str(note["id"]))
        put("denied", -1 if denial is None else int(denial.denied))
        put(
            "reason",
            -1
            if denial is None or not denial.denied
            else _index(self.reasons, denial.reason or "none given"),
        )
        engine = report.get("engine") or {}
        self.engines.add((str(engine.get("version")), str(engine.get("rules"))))

    def _put(self, name: str, value: int) -> None:
        self._numbers[name].append(value)

    def _patient(self, meta: Mapping[str, Any]) -> int:
        patient = self.patients.value(meta)
        return 0 if patient is None else _hash(f"{patient}\0{self._episodes.value(meta) or ''}") or 1

    def _day(self, note: Mapping[str, Any], meta: Mapping[str, Any]) -> int:
        stated = self._days.value(meta) if self.day_column else note.get("date")
        day = (
            columns.day_of(stated)
            or columns.day_of(self._days.value(meta))
            or columns.day_of(note.get("date"))
        )
        return day.toordinal() if day else 0

    def _gap_mask(self, report: Report) -> int:
        mask = 0
        found = [gap["id"] for gap in report["gaps"]]
        if report.get("weak_without_data"):
            found.append(DATA)
        for gap in found:
            if gap not in self.gap_ids and len(self.gap_ids) < 63:
                self.gap_ids[gap] = len(self.gap_ids)
            if gap in self.gap_ids:
                mask |= 1 << self.gap_ids[gap]
        return mask & ~(1 << self.gap_ids[COPIED])

    @property
    def patient_column_found(self) -> str | None:
        """The patients' column, None where no note has one."""
        return self.patients.found

    @property
    def columns_there(self) -> tuple[str, ...]:
        """Names of the columns that came with the notes, those that look like names."""
        return self._group_columns[0].header

    def column_found(self, at: int) -> str | None:
        """The column that a grouping uses, None where no note has it."""
        return self._group_columns[at].found

    def notes(self) -> Notes:
        """Return the columns as arrays; the same record given twice counts once."""
        own = {name: np.frombuffer(values, dtype=values.typecode) for name, values in self._numbers.items()}
        pairs = np.stack([own["id"], own["text"]], axis=1)
        kept = (
            np.sort(np.unique(pairs, axis=0, return_index=True)[1]) if len(pairs) else np.zeros(0, dtype=int)
        )
        return Notes(
            **{name: values[kept] for name, values in own.items()},
            groups=tuple(np.frombuffer(g, dtype="i")[kept] for g in self._groups),
            gap_at=dict(self.gap_ids),
            twice=len(pairs) - len(kept),
        )


@dataclass(slots=True)
class Notes:
    """One array a column, one row a note."""

    position: Any
    id: Any
    text: Any
    patient: Any
    day: Any
    kind: Any
    score: Any
    values: Any
    measures: Any
    """Digest of what was measured."""
    digest: Any
    """Digest of that with its values."""
    denied: Any
    reason: Any
    gaps: Any
    bits: Any
    groups: tuple[Any, ...]
    gap_at: dict[str, int]
    twice: int
    """Records left out because the same note had been there."""
    credited: Any = None
    """Whether an earlier note of the episode documents the prior level that this one lacks."""
    repeat: Any = None
    """Whether the note before measured the same, so that its values could be repeated."""

    def __len__(self) -> int:
        return len(self.position)

    def where(self, mask: Any) -> Notes:
        """Return the notes of a mask."""
        whole = ("groups", "gap_at", "twice")
        rows = {name: getattr(self, name)[mask] for name in self.__slots__ if name not in whole}
        return Notes(**rows, groups=tuple(g[mask] for g in self.groups), gap_at=self.gap_at, twice=self.twice)

    def known(self, bit: str) -> Any:
        """Return of which notes a bit is known."""
        return (self.bits >> np.uint64(BITS.index(bit))) & np.uint64(1) != 0

    def has(self, gap: str) -> Any:
        """Return which notes have a gap."""
        return (self.gaps >> np.uint64(self.gap_at[gap])) & np.uint64(1) != 0

    def can_have(self, gap: str) -> Any:
        """Return of which notes a gap is asked."""
        entry = words().get(gap)
        asked_of = entry.asked_of if entry else "all"
        if asked_of == "all":
            return np.ones(len(self), dtype=bool)
        if asked_of == "repeat":
            return self.repeat
        return self.known(asked_of) | self.has(gap)


def measured(facts: Iterable[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Return the strength, dynamometer and test values of the visit, sorted."""
    out = {
        (fact["kind"], _what(fact), str(fact.get("side")), _value(fact))
        for fact in facts
        if fact["kind"] in MEASURES and fact["status"] == "present" and _value(fact)
    }
    return sorted(out)


def _what(fact: Mapping[str, Any]) -> str:
    place = fact.get("test") if fact["kind"] == "test" else fact.get("muscle")
    return (
        f"{place} {fact.get('region')} {fact.get('limb')}" if place in (None, "unspecified") else str(place)
    )


def _value(fact: Mapping[str, Any]) -> str:
    if fact["kind"] == "strength":
        return f"{fact['grade']} {fact.get('grade_max') or ''}".strip()
    value = fact.get("value")
    return "" if value is None else f"{float(value):g} {fact.get('unit') or ''}".strip()


def _bits(report: Report, values: Sequence[tuple[str, ...]]) -> int:
    facts = report["facts"]
    present = [fact for fact in facts if fact["status"] == "present"]
    offered = [c["code"] for c in report["codes"] if c["role"] != "alternative"]
    codes = offered + [fact["code"] for fact in present if fact["kind"] == "code_written"]
    claimed = any(
        (fact["kind"] == "weakness" and fact["pattern"] != "fatigue")
        or (fact["kind"] == "strength" and fact["deficit"])
        for fact in present
    )
    yes = {
        "weakness": claimed or any(code.startswith(WEAKNESS_FAMILY) for code in codes),
        "m62.81": "M62.81" in codes,
        "claim": report["claim"] is not None,
        "prior": any(fact["kind"] == "prior_level" for fact in facts),
        "off_normal": any(kind != "strength" or value not in _NORMAL for kind, _, _, value in values),
        "fine": any(kind != "strength" for kind, *_ in values),
        **{f"met:{kind}": True for kind in {fact["kind"] for fact in facts if well_met(fact)}},
    }
    return sum(1 << at for at, bit in enumerate(BITS) if yes.get(bit))


_GOOD: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "strength": lambda f: (
        f["grade"] in GRADE_VALUE and f["muscle"] != "unspecified" and f["side"] != "unspecified"
    ),
    "test": lambda f: f["value"] is not None,
    "limitation": lambda f: bool(f["specific"]),
    "procedure": lambda f: f["minutes"] is not None,
    "prior_level": lambda f: True,
    "rationale": lambda f: True,
}
_ANY_STATUS = ("prior_level", "rationale")


def well_met(fact: Mapping[str, Any]) -> bool:
    """Whether a fact is one to show as an example of its kind."""
    if fact["status"] != "present" and fact["kind"] not in _ANY_STATUS:
        return False
    good = _GOOD.get(fact["kind"])
    return good is None or good(fact)


def _hash(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _index(names: dict[str, int], name: str | None) -> int:
    return -1 if name is None else names.setdefault(name, len(names))
