"""The manual: one page for every rule, gap, code and CPT code, for ``rehabcode explain ID``."""

from __future__ import annotations

import inspect

from rehabcode.models.claim import cpt_table, ncci_pairs, needs_table
from rehabcode.models.gaps import GAPS, gap_table
from rehabcode.models.official import Official
from rehabcode.models.rules import DOCUMENTED


def ids() -> tuple[str, ...]:
    """Return the ids of all rules and gaps, in the order in which they are asked."""
    return (*(rule.id for rule in DOCUMENTED), *(gap.id for gap in GAPS))


def page(id_: str) -> str | None:
    """Return the manual page of a rule, gap, ICD-10-CM code or CPT code; None where there is none.

    Parameters ---------- id_ A rule id (``generalized-weakness``), gap id (``side-missing``), code
    (``M62.81``) or CPT code (``97110``).
    """
    key = id_.strip()
    return _item(key.lower()) or _cpt(key.upper()) or _code(_dotted(key))


def _dotted(code: str) -> str:
    """Return a code as the table writes it: upper case, dot after the third character."""
    plain = code.upper().replace(".", "").rstrip("-")
    return f"{plain[:3]}.{plain[3:]}" if len(plain) > 3 and "-" not in plain else plain


def _item(key: str) -> str | None:
    for item in DOCUMENTED:
        if item.id == key:
            return f"rule {item.id}\n\n{inspect.getdoc(item)}\n\nSource: {item.source}\n"
    for gap in GAPS:
        if gap.id == key:
            row = gap_table()[key]
            kinds = ", ".join(f"{kind} {severity}" for kind, severity in row.severity.items())
            return (
                f"gap {key}\n\n{inspect.getdoc(gap)}\n\nSeverity: {kinds}\nCost in the score: {row.cost}\n"
                f"Source: {row.source}\n"
            )
    return None


def _cpt(key: str) -> str | None:
    known = cpt_table().get(key)
    if known is None:
        return None
    lines = [f"CPT {key}: {known.name}", "", f"Timed: {'yes' if known.timed else 'no'}"]
    lines.append(f"On the guide's list with M62.81: {'yes' if known.pairs else 'no'}")
    if known.needs:
        lines.append(f"Needs in the note: {needs_table()[known.needs].finding}")
    lines += [
        f"NCCI with {p['second'] if p['first'] == key else p['first']}: {p['note']} (as of {p['dated']})"
        for p in ncci_pairs()
        if key in (p["first"], p["second"])
    ]
    return "\n".join([*lines, f"Source: {known.source}", ""])


def _code(key: str) -> str | None:
    official = Official.load()
    entry = official.get(key)
    if entry is None:
        return None
    lines = [f"{key}: {entry.title}", "", "Billable: " + ("yes" if entry.billable else "no")]
    if not entry.billable:
        lines.append("Codes below: " + ", ".join(official.children(key)[:20]))
    if entry.inclusion_terms:
        lines.append("Includes: " + "; ".join(entry.inclusion_terms))
    for name, notes in official.notes(key).items():
        lines += [
            f"{name} (at {n.node}): {' / '.join(n.text.splitlines())}" for n in notes if not n.node.isdigit()
        ]
    return "\n".join([*lines, f"Source: {official.release}", ""])
