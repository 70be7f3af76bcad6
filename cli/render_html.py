"""Facts marked in the text of their note, as one HTML file: no script, no network, opens from disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from rehabcode.cli.places import Places
from rehabcode.cli.wording import KINDS, STATUSES, describe

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may load: nothing. Words of a note that got past the escaping would still do nothing."""

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; }
h1 { font-size: 1.2rem; margin: 1.5rem 0 .2rem; overflow-wrap: anywhere; }
.note { white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.8 ui-monospace, monospace;
  border: 1px solid var(--line); border-radius: .4rem; padding: 1rem; }
mark { color: inherit; background: var(--soft); border-radius: .2rem; padding: .05rem .15rem;
  border-bottom: 3px solid var(--kind, gray); }
mark.other { border-bottom-style: dotted; opacity: .75; }
.strength, .dynamometry { --kind: #0072b2; } .test { --kind: #009e73; } .limitation { --kind: #d55e00; }
.weakness, .atrophy { --kind: #cc79a7; } .diagnosis, .code_written { --kind: #e69f00; }
.procedure, .treatment_time, .units_told { --kind: #56b4e9; }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
td:first-child { border-left: 4px solid var(--kind, gray); white-space: nowrap; }
.legend span { border-bottom: 3px solid var(--kind, gray); margin-right: 1rem; white-space: nowrap; }
@media print { body { max-width: none; } mark { print-color-adjust: exact; } tr { break-inside: avoid; } }
"""


def facts_document(sheets: Sequence[tuple[dict[str, Any], str]]) -> str:
    """Return one HTML document that shows the facts of every note given with its text."""
    body = "\n".join(_section(sheet, text) for sheet, text in sheets)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Facts read</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _section(sheet: dict[str, Any], text: str) -> str:
    note, facts = sheet["note"], sheet["facts"]
    kinds = dict.fromkeys(fact["kind"] for fact in facts)
    legend = "".join(f'<span class="{safe(kind)}">{safe(KINDS.get(kind, kind))}</span>' for kind in kinds)
    columns = "".join(f"<th>{name}</th>" for name in ("Place", "Words", "Read as", "Status", "Because of"))
    places = Places(text)
    rows = "\n".join(_row(fact, places) for fact in facts)
    return (
        f"<h1>{safe(note['id'])}</h1>\n"
        f"<p>{safe(note['kind'])}, {safe(note['setting'])}, {len(facts)} facts</p>\n"
        f'<p class="legend">{legend}</p>\n'
        f'<div class="note" dir="auto">{"".join(_marked(text, facts))}</div>\n'
        f"<table>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _row(fact: dict[str, Any], places: Places) -> str:
    cues = ", ".join(dict.fromkeys(cue["text"] for cue in fact["cues"]))
    status = STATUSES.get(fact["status"], fact["status"])
    cells = (places.label(fact["start"]), fact["text"], describe({**fact, "status": "present"}), status, cues)
    return (
        f'<tr class="{safe(fact["kind"])}">' + "".join(f"<td>{safe(cell)}</td>" for cell in cells) + "</tr>"
    )


def _marked(text: str, facts: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the text cut at every end of a fact; a stretch in several facts carries all their readings."""
    cuts = sorted({0, len(text), *(fact["start"] for fact in facts), *(fact["end"] for fact in facts)})
    opening = sorted(facts, key=lambda fact: fact["start"])
    active: list[dict[str, Any]] = []
    at = 0
    for start, end in pairwise(cuts):
        active = [fact for fact in active if fact["end"] > start]
        while at < len(opening) and opening[at]["start"] <= start:
            if opening[at]["end"] > start:
                active.append(opening[at])
            at += 1
        words = safe(text[start:end])
        yield _mark(words, active) if active else words


def _mark(words: str, facts: list[dict[str, Any]]) -> str:
    other = "" if any(fact["status"] == "present" for fact in facts) else " other"
    title = "; ".join(dict.fromkeys(describe(fact) for fact in facts))
    return f'<mark class="{safe(facts[-1]["kind"])}{other}" title="{safe(title)}">{words}</mark>'


def safe(value: object) -> str:
    """Return ``value`` as text for any place in the document: markup and steering characters disarmed."""
    text = "".join(c if c.isprintable() or c in "\t\n\r " or not _steers(c) else "\ufffd" for c in str(value))
    return escape(text, quote=True)


def _steers(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or 0x202A <= code <= 0x202E
