"""Compare reports with gold labels: counts of facts, codes and gaps, confusion and calibration.

Facts match one to one, each gold item with the first report item of equal key whose span overlaps it.
``strength`` compares grade, muscle, side and status with ``bilateral`` counted as left and right on both
sides; ``strength_value`` grade and status alone; ``present_strength`` the present ones. A missing report
counts as an empty one. Calibration looks at the notes for which a primary code was given.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rehabcode.models.classifier import LABELS
from rehabcode.models.code_classes import class_of
from rehabcode.training.measures import Bin, abstention, calibration, calibration_error, f1

Json = Mapping[str, Any]
Key = tuple[Any, ...]
Place = tuple[int, int] | None
Found = tuple[Key, Place]

KINDS: tuple[str, ...] = (
    "strength_value",
    "strength",
    "present_strength",
    "dynamometry",
    "tests",
    "weakness",
    "atrophy",
    "limitations",
    "diagnoses",
    "procedures",
    "secondary",
    "gaps",
)
FLAGS: tuple[str, ...] = ("prior_level", "rationale")
GROUPS: tuple[str, ...] = ("plain", "hard")


class BadGoldError(Exception):
    """A gold line that cannot be compared: the note's id and what is wrong, no words of it."""


@dataclass(slots=True)
class Count:
    """Found rightly, found wrongly, missed."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else None

    @property
    def recall(self) -> float | None:
        """Share of what is right that was found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both."""
        return f1(self.hits, self.extra, self.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: the note, the kind of item, ``MISSED``, ``EXTRA`` or ``WRONG``, and its key."""

    id: str
    kind: str
    what: str
    key: str


@dataclass(slots=True)
class Scores:
    """All figures."""

    notes: int = 0
    missing_reports: int = 0
    bad_offsets: int = 0
    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in (*KINDS, *FLAGS)})
    by_group: dict[str, Counter[str]] = field(default_factory=lambda: {group: Counter() for group in GROUPS})
    status: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Notes by class of the best gold code and class of the primary given."""
    confidences: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of every primary given, and whether it is acceptable."""
    misses: list[Miss] = field(default_factory=list)


def occurrence(text: str, quote: str, nth: int) -> tuple[int, int] | None:
    """Return the place of the nth occurrence of a quote, overlapping ones counted."""
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            return None
    return at, at + len(quote)


def _sides(side: str | None) -> tuple[str, ...]:
    return ("left", "right") if side == "bilateral" else (side or "unspecified",)


def _value(given: Any) -> Any:
    """Return a number to two decimals; other values as they are."""
    try:
        return round(float(given), 2)
    except (TypeError, ValueError):
        return given


def _status(item: Json) -> str:
    return str(item.get("status", "present"))


def _strength(item: Json, place: Place) -> Iterable[tuple[str, Found]]:
    grade, status = (item.get("grade"), item.get("grade_max") or None), _status(item)
    for side in _sides(item.get("side")):
        muscle = item.get("muscle") or "unspecified"
        yield "strength", ((*grade, muscle, side, status), place)
        if status == "present":
            yield "present_strength", ((*grade, muscle, side), place)
    yield "strength_value", ((*grade, status), place)


def _dynamometry(item: Json, place: Place) -> Iterable[tuple[str, Found]]:
    for side in _sides(item.get("side")):
        key = (item.get("muscle"), side, _value(item.get("value")), item.get("unit"), _status(item))
        yield "dynamometry", (key, place)


def _item(kind: str, item: Json, place: Place) -> Iterable[tuple[str, Found]]:
    """Yield what one labelled or reported fact counts as."""
    status = _status(item)
    if kind == "strength":
        yield from _strength(item, place)
    elif kind == "dynamometry":
        yield from _dynamometry(item, place)
    elif kind == "tests":
        yield kind, ((str(item.get("test") or "").lower(), _value(item.get("value")), status), place)
    elif kind == "weakness":
        yield kind, ((item.get("pattern"), status), place)
    elif kind == "atrophy":
        yield kind, ((status,), place)
    elif kind == "limitations":
        yield kind, ((item.get("category"), status), place)
    elif kind == "diagnoses":
        yield kind, ((item.get("concept"), status), None)
    elif kind == "procedures":
        yield kind, ((str(item.get("cpt")), _value(item.get("minutes")), _value(item.get("units"))), None)


GOLD_KINDS = (
    "strength",
    "dynamometry",
    "tests",
    "weakness",
    "atrophy",
    "limitations",
    "diagnoses",
    "procedures",
)
REPORT_KINDS = {
    "strength": "strength",
    "dynamometry": "dynamometry",
    "test": "tests",
    "weakness": "weakness",
    "atrophy": "atrophy",
    "limitation": "limitations",
    "diagnosis": "diagnoses",
    "procedure": "procedures",
}


def gold_items(gold: Json, text: str, id_: str) -> dict[str, list[Found]]:
    """Return the labelled items of a note by kind."""
    out: dict[str, list[Found]] = defaultdict(list)
    for kind in GOLD_KINDS:
        for number, item in enumerate(gold.get(kind, []), 1):
            place: Place = None
            if kind not in ("diagnoses", "procedures"):
                place = _place(item, text)
                if place is None:
                    raise BadGoldError(f"note {id_}: the quote of {kind} item {number} is not in the text")
            for name, found in _item(kind, item, place):
                out[name].append(found)
    out["secondary"] = [((code,), None) for code in gold.get("secondary", [])]
    out["gaps"] = [((gap,), None) for gap in gold.get("gaps", [])]
    return out


def _place(item: Json, text: str) -> Place:
    if "start" in item:
        return int(item["start"]), int(item["end"])
    return occurrence(text, item["quote"], item.get("nth", 1))


def report_items(report: Json, concepts: frozenset[str]) -> dict[str, list[Found]]:
    """Return the reported items of a note by kind; of diagnoses each concept and status once, and only those
    that the gold file labels anywhere.
    """
    out: dict[str, list[Found]] = defaultdict(list)
    for fact in report.get("facts", []):
        kind = REPORT_KINDS.get(fact.get("kind"))
        if kind is None or (kind == "tests" and fact.get("value") is None):
            continue
        place = (fact.get("start", -1), fact.get("end", -1))
        for name, found in _item(kind, fact, place):
            if name == "diagnoses" and (found[0][0] not in concepts or found in out[name]):
                continue
            out[name].append(found)
    codes = report.get("codes", [])
    out["secondary"] = [((c["code"],), None) for c in codes if c.get("role") == "secondary"]
    out["gaps"] = [((gap["id"],), None) for gap in report.get("gaps", [])]
    return out


def match(wanted: Sequence[Found], given: Sequence[Found]) -> tuple[int, list[Found], list[Found]]:
    """Match one to one, in order, by equal key and overlapping place; return hits, missed, extra."""
    left: dict[Key, list[Found]] = defaultdict(list)
    for found in given:
        left[found[0]].append(found)
    hits, missed = 0, []
    for key, place in wanted:
        for found in left[key]:
            other = found[1]
            if place is None or other is None or (other[0] < place[1] and place[0] < other[1]):
                left[key].remove(found)
                hits += 1
                break
        else:
            missed.append((key, place))
    return hits, missed, [found for rest in left.values() for found in rest]


def primary_of(report: Json) -> Json | None:
    """Return the primary code of a report."""
    return next((c for c in report.get("codes", []) if c.get("role") == "primary"), None)


def evaluate(
    golds: Sequence[Json], reports: Mapping[str, Json], texts: Mapping[str, str] | None = None
) -> Scores:
    """Compare.

    Parameters
    ----------
    golds
        Lines of the gold file.
    reports
        Reports by note id.
    texts
        Texts by note id, where the gold file holds only their digest.

    Raises
    ------
    BadGoldError
        If a gold line has no text, or another one than it was labelled on.
    """
    concepts = frozenset(x["concept"] for gold in golds for x in gold["gold"].get("diagnoses", []))
    scores = Scores()
    for line in golds:
        _compare(line, _text(line, texts or {}), reports.get(str(line["id"])), concepts, scores)
    return scores


def _text(line: Json, texts: Mapping[str, str]) -> str:
    text = line.get("text") or texts.get(str(line["id"]))
    if text is None:
        raise BadGoldError(f"note {line['id']} has no text; give the texts with --texts")
    digest = line.get("text_sha256")
    if digest and hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest:
        raise BadGoldError(f"note {line['id']} has another text than the one that was labelled")
    return str(text)


def _compare(line: Json, text: str, report: Json | None, concepts: frozenset[str], scores: Scores) -> None:
    id_, gold = str(line["id"]), line["gold"]
    scores.notes += 1
    scores.missing_reports += report is None
    given = report or {}
    scores.bad_offsets += sum(
        text[f.get("start", 0) : f.get("end", 0)] != f.get("text") for f in given.get("facts", [])
    )
    wanted, found = gold_items(gold, text, id_), report_items(given, concepts)
    for kind in KINDS:
        hits, missed, extra = match(wanted[kind], found[kind])
        count = scores.counts[kind]
        count.hits += hits
        count.missed += len(missed)
        count.extra += len(extra)
        if kind not in ("strength_value", "present_strength"):
            scores.misses += [Miss(id_, kind, "MISSED", _shown(key)) for key, _ in missed]
            scores.misses += [Miss(id_, kind, "EXTRA", _shown(key)) for key, _ in extra]
    _compare_flags(gold, given, scores)
    _compare_codes(id_, gold, given, scores)


def _shown(key: Key) -> str:
    return " ".join("-" if part is None else str(part) for part in key)


def _compare_flags(gold: Json, given: Json, scores: Scores) -> None:
    for flag in FLAGS:
        if flag not in gold:
            continue
        has = any(
            f.get("kind") == flag and f.get("status") in ("present", "past") for f in given.get("facts", [])
        )
        count = scores.counts[flag]
        count.hits += has and gold[flag]
        count.missed += gold[flag] and not has
        count.extra += has and not gold[flag]
    if gold.get("status"):
        scores.status["notes"] += 1
        scores.status["right"] += given.get("status") == gold["status"]


def _compare_codes(id_: str, gold: Json, given: Json, scores: Scores) -> None:
    wanted = list(gold.get("primary", []))
    primary = primary_of(given)
    code = primary["code"] if primary else None
    acceptable = code in wanted if wanted else code is None
    group = scores.by_group["hard" if gold.get("hard") else "plain"]
    group["notes"] += 1
    group["acceptable"] += acceptable
    group["best"] += code == (wanted[0] if wanted else None)
    best = class_of(wanted[0] if wanted else None, gold.get("secondary", []))
    others = [c["code"] for c in given.get("codes", []) if c.get("role") == "secondary"]
    named = class_of(code, others)
    if named in {class_of(c, gold.get("secondary", [])) for c in wanted} and acceptable:
        best = named
    scores.confusion[best, named] += 1
    if primary is not None and isinstance(primary.get("confidence"), int | float):
        scores.confidences.append((float(primary["confidence"]), acceptable))
    if not acceptable:
        shown = ", ".join(wanted) or "no code"
        scores.misses.append(Miss(id_, "primary", "WRONG", f"want {shown}; got {code or 'no code'}"))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def as_dict(scores: Scores) -> dict[str, Any]:
    """Return the figures as plain values: the table's names, then confusion and calibration."""
    out: dict[str, Any] = {
        "notes": scores.notes,
        "missing_reports": scores.missing_reports,
        "bad_offsets": scores.bad_offsets,
    }
    for kind, count in scores.counts.items():
        out[kind] = {
            "P": _rounded(count.precision),
            "R": _rounded(count.recall),
            "F1": _rounded(count.f1),
            "tp": count.hits,
            "fp": count.extra,
            "fn": count.missed,
        }
    for group, counter in scores.by_group.items():
        out[f"primary_{group}"] = {
            "notes": counter["notes"],
            "acceptable": _share(counter["acceptable"], counter["notes"]),
            "best": _share(counter["best"], counter["notes"]),
        }
    out["status"] = _share(scores.status["right"], scores.status["notes"])
    out["confusion"] = [
        {
            "gold": label,
            "given": {
                other: scores.confusion[label, other] for other in LABELS if scores.confusion[label, other]
            },
        }
        for label in LABELS
        if any(scores.confusion[label, other] for other in LABELS)
    ]
    out["calibration"] = _calibration(scores)
    return out


def bins_of(scores: Scores) -> tuple[Bin, ...]:
    """Return the calibration bins of the primary codes."""
    return calibration([c for c, _ in scores.confidences], [good for _, good in scores.confidences])


def _calibration(scores: Scores) -> dict[str, Any]:
    sures, right = [c for c, _ in scores.confidences], [good for _, good in scores.confidences]
    return {
        "notes": len(sures),
        "ece": _rounded(calibration_error(sures, right)),
        "bins": [
            {"low": b.low, "high": b.high, "notes": b.count, "confidence": b.confidence, "right": b.right}
            for b in bins_of(scores)
        ],
        "abstention": [
            {"answered": share, "least_confidence": least, "right": round(good, 3)}
            for share, least, good in abstention(sures, right)
        ],
    }
