"""The same numbers for programs: one JSON document, and tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rehabcode.cli.coaching.changes import Change
from rehabcode.cli.coaching.denials import WARNING, Denials
from rehabcode.cli.coaching.page import left_out
from rehabcode.cli.coaching.sentences import COPIED, about
from rehabcode.cli.coaching.stats import Rate
from rehabcode.cli.coaching.summary import Dimension, GapLine, Group, NoteLine, Summary
from rehabcode.cli.coaching.wording import coaching, evidence

SCHEMA = "rehabcode-coach/1"
_PLACES = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = Sequence[object]


def tables(summary: Summary) -> dict[str, str]:
    """Return the CSV files by name."""
    out = {
        "groups.csv": _csv(_GROUPS, _group_rows(summary)),
        "gaps.csv": _csv(_GAPS, _gap_rows(summary)),
        "months.csv": _csv(_MONTHS, _month_rows(summary)),
        "notes.csv": _csv(_NOTES, _note_rows(summary)),
    }
    if summary.denials is not None:
        out["denials.csv"] = _csv(_DENIALS, _denial_rows(summary.denials))
    return out


def _csv(header: Row, rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8", "backslashreplace").decode()


def _harmless(value: object) -> object:
    """Return a value that a spreadsheet does not take for a formula; None is empty."""
    if isinstance(value, float):
        return f"{value:.{_PLACES}f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _ends(rate: Rate) -> tuple[float | None, float | None]:
    return rate.interval or (None, None)


_GROUPS = (
    "by",
    "name",
    "notes",
    "weakness_in_question",
    "small",
    "weak_without_data",
    "rate",
    "low",
    "high",
    "colleagues",
    "score_mean",
    "score_q1",
    "score_median",
    "score_q3",
    "period_rate",
    "previous_rate",
    "change",
    "habits",
)


def _group_rows(summary: Summary) -> Iterator[Row]:
    for dimension, group in _groups(summary):
        rate, scores, found = group.data.rate, group.scores, group.data.change
        yield (
            dimension.by,
            group.name,
            group.notes,
            group.asked,
            group.small,
            rate.count,
            rate.value,
            *_ends(rate),
            group.data.compared.colleagues,
            scores.mean,
            *(scores.quartiles or (None, None, None)),
            found.now if found else None,
            found.before if found else None,
            found.word if found else None,
            " ".join(line.gap for line in group.habits),
        )


_GAPS = (
    "by",
    "name",
    "gap",
    "notes",
    "can_have",
    "rate",
    "low",
    "high",
    "colleagues",
    "excess",
    "odds_ratio",
    "p",
    "q",
    "stands_out",
    "follows",
    "credited",
    "period_rate",
    "previous_rate",
    "change",
)


def _gap_rows(summary: Summary) -> Iterator[Row]:
    for dimension, group in _groups(summary):
        for line in group.gaps:
            c, found = line.compared, line.change
            known = c.colleagues is not None
            yield (
                dimension.by,
                group.name,
                line.gap,
                line.rate.count,
                line.rate.of,
                line.rate.value,
                *_ends(line.rate),
                c.colleagues,
                c.excess if known else None,
                c.odds if known else None,
                *((f"{c.p:.3g}", f"{c.q:.3g}") if known else (None, None)),
                c.habit,
                c.follows,
                line.credited,
                found.now if found else None,
                found.before if found else None,
                found.word if found else None,
            )


_MONTHS = ("by", "name", "gap", "month", "notes", "can_have", "rate")


def _month_rows(summary: Summary) -> Iterator[Row]:
    for dimension, group in _groups(summary):
        for line in group.gaps:
            for month, rate in zip(summary.months, line.months, strict=True):
                yield dimension.by, group.name, line.gap, month, rate.count, rate.of, rate.value


_NOTES = ("by", "name", "what", "gap", "note_id", "date", "kind", "score", "gaps")


def _note_rows(summary: Summary) -> Iterator[Row]:
    for dimension, group in _groups(summary):
        chosen = [("lowest score", "", at) for at in group.worst]
        chosen += [("example", gap, at) for gap, at in group.examples]
        chosen += [("repeated values", COPIED, at) for at in group.copied]
        for what, gap, at in chosen:
            line = summary.lines[at]
            yield (
                dimension.by,
                group.name,
                what,
                gap,
                line.id,
                line.date,
                line.kind,
                line.score,
                " ".join(line.gaps),
            )


_DENIALS = (
    "gap",
    "with_denied",
    "with_notes",
    "with_rate",
    "with_low",
    "with_high",
    "without_denied",
    "without_notes",
    "without_rate",
    "without_low",
    "without_high",
    "difference",
    "difference_low",
    "difference_high",
    "reasons",
)


def _denial_rows(found: Denials) -> Iterator[Row]:
    for row in found.gaps:
        yield (
            row.gap,
            row.present.count,
            row.present.of,
            row.present.value,
            *_ends(row.present),
            row.absent.count,
            row.absent.of,
            row.absent.value,
            *_ends(row.absent),
            *(row.difference or (None, None, None)),
            "; ".join(f"{reason} {count}" for reason, count in row.reasons),
        )


def _groups(summary: Summary) -> Iterator[tuple[Dimension, Group]]:
    for dimension in summary.dimensions:
        for group in dimension.groups:
            yield dimension, group


def document(summary: Summary) -> dict[str, Any]:
    """Return everything as one JSON document; ``habits`` lists what stands out, first of all."""
    when = summary.periods
    return {
        "schema": SCHEMA,
        "notes": summary.notes,
        "period": str(when.whole) if when.whole else None,
        "compared": {
            "now": str(when.now) if when.now else None,
            "before": str(when.before) if when.before else None,
        },
        "notices": left_out(summary),
        "habits": [
            {
                "by": dimension.by,
                "name": group.name,
                **_line(line, summary, trend=False),
                "wake": [follower.gap for follower in group.followers(line.gap)],
            }
            for dimension, group in _groups(summary)
            for line in group.habits
        ],
        "changes": [
            {"by": dimension.by, "name": group.name, "gap": line.gap, **(_change(line.change) or {})}
            for dimension, group in _groups(summary)
            for line in group.changes
        ],
        "groups": [_group(dimension, group, summary) for dimension, group in _groups(summary)],
        "episodes": {
            "patient_column": summary.patient_column,
            "notes_in_order": summary.in_order,
            "prior_level_credited": summary.credited,
            "repeated_values": _rate(summary.repeat),
        },
        "denials": None if summary.denials is None else _denials(summary.denials),
    }


def _group(dimension: Dimension, group: Group, summary: Summary) -> dict[str, Any]:
    scores = group.scores
    return {
        "by": dimension.by,
        "name": group.name,
        "notes": group.notes,
        "weakness_in_question": group.asked,
        "small": group.small,
        "weak_without_data": _line(group.data, summary),
        "gaps": [_line(line, summary) for line in group.gaps],
        "scores": {
            "bins": list(scores.bins),
            "mean": _round(scores.mean),
            "quartiles": [_round(q) for q in scores.quartiles] if scores.quartiles else None,
            "change": _change(scores.change),
        },
        "habits": [line.gap for line in group.habits],
        "sentences": coaching(group, summary),
        "worst": [_note(summary.lines[at], summary) for at in group.worst],
        "examples": [
            {
                "gap": gap,
                **_note(summary.lines[at], summary),
                "read": evidence(summary.lines[at], gap, quoted=False),
                **({"words": evidence(summary.lines[at], gap, quoted=True)} if summary.with_text else {}),
            }
            for gap, at in group.examples
        ],
        "repeated_values": [summary.lines[at].id for at in group.copied],
    }


def _line(line: GapLine, summary: Summary, *, trend: bool = True) -> dict[str, Any]:
    c = line.compared
    known = c.colleagues is not None
    out: dict[str, Any] = {
        "gap": line.gap,
        "title": about(line.gap).title,
        **_rate(line.rate),
        "colleagues": _round(c.colleagues),
        "excess": _round(c.excess) if known else None,
        "odds_ratio": _round(c.odds) if known and c.odds != float("inf") else None,
        "p": float(f"{c.p:.3g}") if known else None,
        "q": float(f"{c.q:.3g}") if known else None,
        "stands_out": c.habit,
        "follows": c.follows,
        "credited": line.credited,
        "mended": line.mended,
        "change": _change(line.change),
    }
    if trend:
        out["months"] = [
            {"month": month, **_rate(rate)} for month, rate in zip(summary.months, line.months, strict=True)
        ]
    return out


def _rate(rate: Rate) -> dict[str, Any]:
    low, high = _ends(rate)
    return {
        "count": rate.count,
        "of": rate.of,
        "rate": _round(rate.value),
        "low": _round(low),
        "high": _round(high),
    }


def _change(found: Change | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "now": _round(found.now),
        "before": _round(found.before),
        "low": _round(found.low),
        "high": _round(found.high),
        "q": float(f"{found.q:.3g}"),
        "word": found.word,
    }


def _note(line: NoteLine, summary: Summary) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": line.id,
        "date": line.date,
        "kind": line.kind,
        "score": line.score,
        "gaps": list(line.gaps),
    }
    return {**out, "text": list(line.quotes), "passages": list(line.passages)} if summary.with_text else out


def _denials(found: Denials) -> dict[str, Any]:
    return {
        "warning": WARNING,
        "denied": _rate(found.known),
        "not_in_results": found.without_note,
        "repeated_rows": found.repeated,
        "reasons": dict(found.reasons),
        "gaps": [
            {
                "gap": row.gap,
                "with": _rate(row.present),
                "without": _rate(row.absent),
                "difference": [_round(v) for v in row.difference] if row.difference else None,
                "reasons": dict(row.reasons),
            }
            for row in found.gaps
        ],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)
