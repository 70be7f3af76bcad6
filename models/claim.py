"""CPT codes, minutes and units: the Medicare 8-minute rule and the AMA midpoint rule, side by side.

Medicare (Claims Processing Manual ch.5 s20.2): all timed minutes of the day are added; 8 to 22 minutes
carry one unit, each further 15 minutes one more. Every code gets the whole quarters of an hour it filled;
the units left over go to the largest remainders. AMA: every code alone, a further unit from 8 minutes of
remainder on, nothing combined. Untimed codes (evaluations, group, unattended modalities) count neither
minutes nor units here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rehabcode.models.case import Case
from rehabcode.models.tables import rows
from rehabcode.nlp.facts import Fact, Procedure
from rehabcode.nlp.procedures import UNIT_MINUTES, cms_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpt:
    """One procedure code in our own short words."""

    code: str
    name: str
    timed: bool
    pairs: bool
    """Whether the guide lists it as a pairing with M62.81."""
    evaluation: bool
    needs: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a procedure has to find in the note."""

    finding: str
    signs: frozenset[str]
    limitations: frozenset[str]
    diagnoses: tuple[str, ...]
    tests: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One code of the claim with its minutes and units, and what each rule would allow it."""

    cpt: str
    minutes: int | None
    units: int | None
    timed: bool
    cms: int | None
    ama: int | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claim of a note. ``complete`` says that the timed minutes are known."""

    lines: tuple[Line, ...]
    timed_minutes: int
    units_billed: int
    units_cms: int
    units_ama: int
    complete: bool
    unlinked: tuple[str, ...]
    """Billed CPT codes (with minutes or units) whose finding is not documented."""
    without_minutes: tuple[str, ...]
    """Timed codes with units but no minutes, where no timed total is given either."""
    findings: tuple[str, ...]


@lru_cache(maxsize=1)
def cpt_table() -> dict[str, Cpt]:
    """Return the procedure codes of the table."""
    return {
        r["cpt"]: Cpt(
            code=r["cpt"],
            name=r["name"],
            timed=r["timed"] == "yes",
            pairs=r["pairs_with_m62_81"] == "yes",
            evaluation=r["evaluation"] == "yes",
            needs=r["needs"],
            source=r["source"],
        )
        for r in rows("cpt")
    }


@lru_cache(maxsize=1)
def needs_table() -> dict[str, Need]:
    """Return what each kind of procedure has to find."""

    def split(text: str) -> list[str]:
        return [part for part in text.split("|") if part]

    return {
        r["need"]: Need(
            finding=r["finding"],
            signs=frozenset(split(r["signs"])),
            limitations=frozenset(split(r["limitations"])),
            diagnoses=tuple(split(r["diagnoses"])),
            tests=frozenset(split(r["tests"])),
        )
        for r in rows("procedure_needs")
    }


@lru_cache(maxsize=1)
def ncci_pairs() -> tuple[dict[str, str], ...]:
    """Return the edit pairs known, each with its date: information only."""
    return tuple(rows("ncci_pairs"))


def is_timed(cpt: str) -> bool:
    """Whether a code is billed by the quarter of an hour."""
    known = cpt_table().get(cpt)
    return known is not None and known.timed


def cms_allocation(minutes: Mapping[str, int]) -> dict[str, int]:
    """Return the units of each timed code under the 8-minute rule; ties go to the lower code.

    Examples
    --------
    >>> cms_allocation({"97110": 33, "97140": 7})
    {'97110': 2, '97140': 1}
    """
    timed = {cpt: m for cpt, m in minutes.items() if is_timed(cpt)}
    units = {cpt: m // UNIT_MINUTES for cpt, m in timed.items()}
    left = cms_units(sum(timed.values())) - sum(units.values())
    by_remainder = sorted(timed, key=lambda cpt: (-(timed[cpt] % UNIT_MINUTES), cpt))
    for cpt in by_remainder[:left]:
        units[cpt] += 1
    return units


def ama_allocation(minutes: Mapping[str, int]) -> dict[str, int]:
    """Return the units of each timed code under the midpoint rule.

    Examples
    --------
    >>> ama_allocation({"97110": 33, "97140": 7})
    {'97110': 2, '97140': 0}
    """
    return {cpt: cms_units(m) for cpt, m in minutes.items() if is_timed(cpt)}


def _add(a: int | None, b: int | None) -> int | None:
    return b if a is None else a if b is None else a + b


def _by_code(procedures: tuple[Procedure, ...]) -> dict[str, tuple[int | None, int | None, tuple[str, ...]]]:
    """Add up minutes and units of each code, in the order of the note."""
    out: dict[str, tuple[int | None, int | None, tuple[str, ...]]] = {}
    for p in procedures:
        minutes, units, facts = out.get(p.cpt, (None, None, ()))
        out[p.cpt] = (_add(minutes, p.minutes), _add(units, p.units), (*facts, p.id))
    return out


def _timed_total(case: Case, minutes: Mapping[str, int], open_codes: tuple[str, ...]) -> tuple[int, bool]:
    """Return the timed minutes of the day and whether they are known.

    The minutes of the codes count when every timed code has some; else the stated timed total does.
    """
    stated = [t.minutes for t in case.times if t.scope == "timed"]
    if open_codes and stated:
        return stated[-1], True
    return sum(minutes.values()), bool(minutes) and not open_codes


def linked(case: Case, cpt: str) -> tuple[Fact, ...] | None:
    """Return the findings that a procedure stands on; None where it needs one and the note has none."""
    known = cpt_table().get(cpt)
    if known is None or not known.needs:
        return ()
    need = needs_table()[known.needs]
    found: list[Fact] = [s for s in case.signs if s.category in need.signs]
    found += [
        f
        for f in case.limitations
        if f.category in need.limitations or ("*" in need.limitations and f.category != "equipment")
    ]
    found += [f for concept in need.diagnoses for f in case.has(concept)]
    found += [t for t in case.tests if t.test in need.tests and t.value is not None and t.status == "present"]
    if known.needs == "strength":
        found += [*case.picture.below_normal, *case.picture.dynamometry, *case.atrophy]
        found += _told_weak(case)
    return tuple(found) or None


def _told_weak(case: Case) -> list[Fact]:
    """A weakness in words, where something that it limits stands beside it: a limited activity or a test value."""
    limited = any(f.category != "equipment" for f in case.limitations)
    tested = any(t.value is not None and t.status == "present" for t in case.tests)
    return [*case.picture.words] if limited or tested else []


def check(case: Case) -> Claim | None:
    """Return the claim block of a note, or None when it holds no CPT code."""
    if not case.procedures:
        return None
    codes = _by_code(case.procedures)
    timed = {cpt: m for cpt, (m, _, _) in codes.items() if m is not None and is_timed(cpt)}
    open_codes = tuple(cpt for cpt, (m, u, _) in codes.items() if m is None and u and is_timed(cpt))
    total, complete = _timed_total(case, timed, open_codes)
    cms, ama = cms_allocation(timed), ama_allocation(timed)
    lines = tuple(
        Line(
            cpt=cpt, minutes=m, units=u, timed=is_timed(cpt), cms=cms.get(cpt), ama=ama.get(cpt), facts=facts
        )
        for cpt, (m, u, facts) in codes.items()
    )
    billed = sum(line.units or 0 for line in lines if line.timed) + sum(
        told.units for told in case.units_told
    )
    claim = Claim(
        lines=lines,
        timed_minutes=total,
        units_billed=billed,
        units_cms=cms_units(total),
        units_ama=sum(ama.values()) if timed else cms_units(total),
        complete=complete,
        # A claim checked without a note has no place where a finding could stand.
        unlinked=tuple(c for c, (m, u, _) in codes.items() if (m or u) and linked(case, c) is None)
        if case.reading.text
        else (),
        without_minutes=() if complete else open_codes,
        findings=(),
    )
    return replace(claim, findings=_findings(case, claim))


def _findings(case: Case, claim: Claim) -> tuple[str, ...]:
    """Return what a biller should know about the claim, one sentence each."""
    codes = [line.cpt for line in claim.lines]
    out: list[str] = []
    if claim.complete and claim.units_billed > claim.units_cms:
        out.append(
            f"{billed_units(claim.units_billed)}; {claim.timed_minutes} timed minutes support "
            f"{claim.units_cms} (Medicare 8-minute rule)."
        )
    elif claim.complete and 0 < claim.units_billed < claim.units_cms:
        out.append(
            f"{claim.timed_minutes} timed minutes would support {claim.units_cms} units; "
            f"{claim.units_billed} {'is' if claim.units_billed == 1 else 'are'} billed."
        )
    out += [
        f"{line.cpt}: {line.units} units are too many for its {line.minutes} minutes, whatever the total."
        for line in claim.lines
        if line.timed and None not in (line.units, line.minutes) and _too_many(line)
    ]
    if claim.complete and claim.units_ama != claim.units_cms:
        out.append(
            f"The AMA midpoint rule gives {claim.units_ama} units, the 8-minute rule {claim.units_cms}."
        )
    out += [f"{cpt} has units but no minutes." for cpt in claim.without_minutes]
    out += [f"{cpt} needs {_finding(cpt)} in the note." for cpt in claim.unlinked]
    out += _pairing(case, codes)
    out += [
        f"{pair['first']} with {pair['second']}: {pair['note']} "
        f"(NCCI as of {pair['dated']}, information only)."
        for pair in ncci_pairs()
        if pair["first"] in codes and pair["second"] in codes
    ]
    return tuple(out)


def _too_many(line: Line) -> bool:
    """Whether a code has more than its whole quarters of an hour and one unit for the rest."""
    return (line.units or 0) > (line.minutes or 0) // UNIT_MINUTES + 1


def billed_units(units: int) -> str:
    """Say how many timed units are billed."""
    return f"{units} timed unit{' is' if units == 1 else 's are'} billed"


def _finding(cpt: str) -> str:
    return needs_table()[cpt_table()[cpt].needs].finding


def _pairing(case: Case, codes: list[str]) -> list[str]:
    """Return notes on codes the guide does not pair with M62.81 and on evaluations billed at a follow-up."""
    table = cpt_table()
    out: list[str] = []
    if "M62.81" in case.written:
        out += [
            f"{cpt} is not on the guide's list of pairings with M62.81."
            for cpt in codes
            if cpt in table and table[cpt].timed and not table[cpt].pairs
        ]
    if case.reading.note_kind == "daily":
        out += [
            f"{cpt} is an evaluation code in a daily note."
            for cpt in codes
            if cpt in table and table[cpt].evaluation
        ]
    return out
