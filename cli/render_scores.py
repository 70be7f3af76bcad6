"""Figures of ``rehabcode evaluate`` as text and as one HTML file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from rehabcode.cli.render_html import POLICY

Figures = dict[str, Any]
Miss = tuple[str, str, str, str]

STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; }
table { border-collapse: collapse; margin: 0 0 1.5rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child, .words td { text-align: left; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; }
"""


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _summary(figures: Figures) -> str:
    return (
        f"{figures['notes']} notes, {figures['missing_reports']} without a report, "
        f"{figures['bad_offsets']} facts with wrong offsets"
    )


def _kinds(figures: Figures) -> Iterator[tuple[str, ...]]:
    for kind, row in figures.items():
        if isinstance(row, dict) and "tp" in row:
            scores = (_number(row[name]) for name in ("P", "R", "F1"))
            yield kind, *scores, *(str(row[name]) for name in ("tp", "fp", "fn"))


def _codes(figures: Figures) -> Iterator[tuple[str, ...]]:
    for group in ("plain", "hard"):
        row = figures[f"primary_{group}"]
        yield f"primary, {group} notes", str(row["notes"]), _number(row["acceptable"]), _number(row["best"])


def _confusion(figures: Figures) -> tuple[list[str], list[list[str]]]:
    rows = figures["confusion"]
    given = {label for row in rows for label in row["given"]}
    columns = [row["gold"] for row in rows]
    columns += sorted(given - set(columns))
    cells = [
        [row["gold"].replace("_", " "), *(str(row["given"].get(label, ".")) for label in columns)]
        for row in rows
    ]
    return [label.replace("_", " ") for label in columns], cells


def _bins(figures: Figures) -> Iterator[tuple[str, ...]]:
    for b in figures["calibration"]["bins"]:
        yield (
            f"{b['low']:.1f}-{b['high']:.1f}",
            str(b["notes"]),
            _number(b["confidence"]),
            _number(b["right"]),
        )


def _curve(figures: Figures) -> Iterator[tuple[str, ...]]:
    for row in figures["calibration"]["abstention"]:
        yield f"{row['answered']:.0%}", _number(row["least_confidence"]), _number(row["right"])


KIND_HEAD = ("", "P", "R", "F1", "right", "extra", "missed")
CODE_HEAD = ("", "notes", "acceptable", "best")
BIN_HEAD = ("confidence", "notes", "said", "right")
CURVE_HEAD = ("answered", "least confidence", "right")


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield lines of aligned columns, the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        first, *rest = (
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *rest]).rstrip()


def text(figures: Figures, misses: Sequence[Miss]) -> str:
    """Return the figures as text."""
    labels, cells = _confusion(figures)
    numbers = [str(i) for i in range(1, len(labels) + 1)]
    named = [[f"{i} {row[0]}", *row[1:]] for i, row in zip(numbers, cells, strict=False)]
    legend = [f"{i} {label}" for i, label in zip(numbers, labels, strict=True)][len(cells) :]
    lines = [_summary(figures), ""]
    lines += [*_columns(KIND_HEAD, list(_kinds(figures))), ""]
    lines += [*_columns(CODE_HEAD, list(_codes(figures))), f"status right {_number(figures['status'])}", ""]
    lines += ["Class of the note, gold down, given across", *_columns(("", *numbers), named), *legend, ""]
    lines += [f"Confidence of the primary: calibration error {_number(figures['calibration']['ece'])}"]
    lines += [*_columns(BIN_HEAD, list(_bins(figures))), ""]
    lines += ["Leaving the least sure to a person", *_columns(CURVE_HEAD, list(_curve(figures)))]
    if misses:
        lines += ["", *("\t".join(miss) for miss in misses)]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{kind}">\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>'


def document(figures: Figures, misses: Sequence[Miss], plot: str) -> str:
    """Return the figures as one HTML file without script; ``plot`` is an SVG drawing."""
    labels, cells = _confusion(figures)
    parts = [
        "<h1>Reports against labels</h1>",
        f"<p>{escape(_summary(figures))}</p>",
        _table(KIND_HEAD, list(_kinds(figures))),
        _table(CODE_HEAD, list(_codes(figures))),
        f"<p>Status right: {_number(figures['status'])}</p>",
        "<h2>Class of the note</h2>",
        "<p>Gold down, given across.</p>",
        _table(("", *labels), cells),
        "<h2>Confidence of the primary code</h2>",
        f"<p>Calibration error {_number(figures['calibration']['ece'])}</p>",
        plot,
        _table(BIN_HEAD, list(_bins(figures))),
        "<h2>Leaving the least sure notes to a person</h2>",
        _table(CURVE_HEAD, list(_curve(figures))),
    ]
    if misses:
        parts += ["<h2>Differences</h2>", _table(("note", "kind", "what", "key"), misses, "words")]
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Reports against labels</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
