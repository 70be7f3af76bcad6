"""Which M62.5- leaf a documented wasting takes: by site and side."""

from __future__ import annotations

from rehabcode.models.case import Case
from rehabcode.models.picture import site_of
from rehabcode.models.tables import sites
from rehabcode.nlp.facts import Atrophy

_SIDE = {"right": "1", "left": "2"}


def _leaf(family: str, side: str) -> str:
    """Fill the side into a family such as ``M62.55``; families without a side are leaves already."""
    if family in ("M62.58", "M62.59", "M62.50") or family.startswith("M62.5A"):
        return family
    return family + _SIDE.get(side, "9")


def _family(case: Case, site: str | None) -> str:
    known = sites().get(site or "")
    if known is not None and known.wasting_family:
        return known.wasting_family
    return _family_of_deficits(case)


def _family_of_deficits(case: Case) -> str:
    """Return the family of the weak muscles, M62.50 where they belong to several or none."""
    table = sites()
    families = {
        (table[d.muscle].wasting_family if d.muscle in table else "")
        for d in case.picture.deficits
        if site_of(d)
    } - {""}
    return families.pop() if len(families) == 1 else "M62.59" if families else "M62.50"


def _side(case: Case, fact: Atrophy) -> str:
    return fact.side if fact.side != "unspecified" else case.picture.side


def documented(case: Case) -> tuple[str, ...]:
    """Return the M62.5- leaves of the documented wasting, right before left; empty where there is none."""
    out: list[str] = []
    for fact in case.atrophy:
        family, side = _family(case, fact.site), _side(case, fact)
        out += [_leaf(family, s) for s in (("right", "left") if side == "bilateral" else (side,))]
    leaves = [c for c in dict.fromkeys(out) if case.official.is_billable(c)]
    exact = [c for c in leaves if not c.endswith("9") and c != "M62.50"]
    return tuple(exact or leaves)


def candidate(case: Case) -> str:
    """Return the M62.5- leaf that would fit the weak site if wasting were documented."""
    side = case.picture.side
    if side == "unspecified":
        side = next((w.side for w in case.picture.words if w.side in ("left", "right")), "unspecified")
    if not case.picture.deficits:
        site = next((w.site for w in case.picture.words if w.site), None)
        return _leaf(_family(case, site), side)
    return _leaf(_family_of_deficits(case), side)
