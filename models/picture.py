"""From the facts of a note to its weakness picture: which muscles, limbs and sides are weak, and how that
is known.

Only present facts count. A grade is a deficit when its lower end is 4/5 or less; a lower bound ("at least
3/5") is none, and a pain-limited grade does not count towards the pattern. The pattern words:

=====================  =====================================================================
generalized            arms and legs, or trunk and limbs, on more than one side
both_limbs             both legs (or both arms) over two or more joints, or named as a whole
joint_both_sides       one joint on both sides and nothing else
one_side               arm and leg of one side only
one_limb               one arm or one leg, any number of joints
axial                  neck or trunk only
unplaced               graded, but no muscle, joint or limb is named
none                   no counted deficit
=====================  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rehabcode.models.tables import Site, sites
from rehabcode.nlp.facts import GRADE_VALUE, Dynamometry, Reading, Side, Strength, Weakness

Pattern = Literal[
    "generalized",
    "both_limbs",
    "joint_both_sides",
    "one_side",
    "one_limb",
    "axial",
    "unplaced",
    "none",
]
MULTI_AREA: frozenset[str] = frozenset({"generalized", "both_limbs"})
FOCAL: frozenset[str] = frozenset({"one_limb", "joint_both_sides", "axial"})
NORMAL_WORDS: frozenset[str] = frozenset({"WNL", "WFL"})
_WHOLE: frozenset[str] = frozenset({"UE", "LE", "UE+LE"})
_EITHER: tuple[Side, ...] = ("left", "right")
_CORE = {"core": "trunk"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One weak place: limb, side, joint region."""

    limb: str
    side: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaknessPicture:
    """What the present facts say about strength."""

    pattern: Pattern
    cells: frozenset[Cell]
    side: Side
    """The side of a one-sided or one-limb pattern, else ``unspecified``."""
    limb: str
    """``UE`` or ``LE`` when only one kind of limb is weak, ``axial`` when only the trunk is, else empty."""
    grades: tuple[Strength, ...]
    """Every present grade."""
    deficits: tuple[Strength, ...]
    """Present deficits that are not pain-limited."""
    pain_limited: tuple[Strength, ...]
    below_normal: tuple[Strength, ...]
    """Present grades under 5/5, borderline ones (4+, 5-) included."""
    dynamometry: tuple[Dynamometry, ...]
    words: tuple[Weakness, ...]
    """Weakness in words, fatigue excluded."""
    fatigue: tuple[Weakness, ...]

    @property
    def measured(self) -> bool:
        """Whether strength was graded or measured at this visit."""
        return bool(self.grades or self.dynamometry)

    @property
    def normal(self) -> bool:
        """Whether strength was graded and nothing is below 5/5."""
        return bool(self.grades) and not self.below_normal

    @property
    def multi_area(self) -> bool:
        """Whether the deficits reach two or more body areas, not one limb and not one side."""
        return self.pattern in MULTI_AREA

    @property
    def focal(self) -> bool:
        """Whether the deficits stay in one limb, one joint or the trunk."""
        return self.pattern in FOCAL

    @property
    def claimed(self) -> bool:
        """Whether the note claims weakness or holds a strength deficit (pain-limited ones included)."""
        return bool(self.words or self.deficits or self.pain_limited)

    @property
    def said_generalized(self) -> tuple[Weakness, ...]:
        """Mentions that call the weakness generalized."""
        return tuple(w for w in self.words if w.pattern == "generalized")

    @property
    def said_hemi(self) -> tuple[Weakness, ...]:
        """Mentions of one-sided weakness or hemiparesis."""
        return tuple(w for w in self.words if w.pattern == "hemi")


def site_of(fact: Strength) -> Site | None:
    """Return where a graded muscle belongs: as read, else from the muscle table; None when no muscle is
    named.
    """
    return _site(fact.muscle, fact.region, fact.limb)


@lru_cache(maxsize=4096)
def _site(muscle: str, region: str | None, limb: str | None) -> Site | None:
    known = sites().get(muscle)
    if region and limb:
        return Site(
            _CORE.get(region, region),
            limb,
            known.paired if known else True,
            known.wasting_family if known else "",
        )
    if known is None:
        return None
    return Site(_CORE.get(known.region, known.region), known.limb, known.paired, known.wasting_family)


@lru_cache(maxsize=4096)
def _cells(muscle: str, region: str | None, limb: str | None, side: str) -> tuple[Cell, ...]:
    """The places of a graded muscle."""
    site = _site(muscle, region, limb)
    if site is None:
        return ()
    if site.limb == "axial":
        return (Cell("axial", "midline", site.region),)
    side = {"left side": "left", "right side": "right"}.get(muscle, side)
    return tuple(
        Cell(part, one, part if site.region in _WHOLE else site.region)
        for part in (("UE", "LE") if site.limb == "ALL" else (site.limb,))
        for one in (_EITHER if side == "bilateral" else (side,))
    )


def _one_kind(limb: str, cells: list[Cell], said: Side) -> Pattern:
    """Return the pattern when only arms, or only legs, are weak."""
    regions = {c.region for c in cells}
    several = limb in regions or len(regions) > 1
    known = {c.side for c in cells} - {"unspecified"}
    if len(known) == 2 or (not known and said == "bilateral"):
        return "both_limbs" if several else "joint_both_sides"
    if known or said in _EITHER or not several:
        return "one_limb"
    return "both_limbs"


def pattern_of(cells: frozenset[Cell], said: Side) -> Pattern:
    """Return the pattern of the weak places; ``said`` is the side that the words give where grades give
    none.
    """
    limbs = [c for c in cells if c.limb != "axial"]
    axial = {c.region for c in cells if c.limb == "axial"}
    kinds = {c.limb for c in limbs}
    if len(kinds) == 2:
        known = {c.side for c in limbs}
        one_sided = known in ({"left"}, {"right"}) or (known == {"unspecified"} and said in _EITHER)
        return "one_side" if one_sided else "generalized"
    if axial and (kinds or len(axial) > 1):
        return "generalized"
    if axial:
        return "axial"
    return _one_kind(limbs[0].limb, limbs, said)


def said_side(words: tuple[Weakness, ...]) -> Side:
    """Return the one side that the words of weakness name, ``bilateral`` for both, else ``unspecified``."""
    named = {w.side for w in words} - {"unspecified"}
    if len(named) == 1:
        return next(iter(named))
    return "bilateral" if named else "unspecified"


def draw(reading: Reading) -> WeaknessPicture:
    """Return the weakness picture of a note."""
    grades: list[Strength] = []
    dynamometry: list[Dynamometry] = []
    words: list[Weakness] = []
    fatigue: list[Weakness] = []
    for fact in reading.facts:
        if fact.status != "present":
            continue
        if isinstance(fact, Strength):
            grades.append(fact)
        elif isinstance(fact, Weakness):
            (fatigue if fact.pattern == "fatigue" else words).append(fact)
        elif isinstance(fact, Dynamometry):
            dynamometry.append(fact)
    return picture_of(tuple(grades), tuple(dynamometry), tuple(words), tuple(fatigue))


def picture_of(
    grades: tuple[Strength, ...],
    dynamometry: tuple[Dynamometry, ...],
    words: tuple[Weakness, ...],
    fatigue: tuple[Weakness, ...],
) -> WeaknessPicture:
    """Return the picture of present facts already sorted by kind."""
    weak = tuple(g for g in grades if g.deficit and not g.lower_bound)
    deficits = tuple(g for g in weak if not g.pain_limited)
    cells = frozenset(cell for g in deficits for cell in _cells(g.muscle, g.region, g.limb, g.side))
    said = said_side(words)
    if cells:
        pattern = pattern_of(cells, said)
    else:
        pattern = "unplaced" if deficits else "none"
    kinds = {c.limb for c in cells}
    known = {c.side for c in cells} & set(_EITHER)
    side: Side = "unspecified"
    if pattern in ("one_side", "one_limb"):
        side = "left" if known == {"left"} else "right" if known == {"right"} else said
    return WeaknessPicture(
        pattern=pattern,
        cells=cells,
        side=side,
        limb=next(iter(kinds)) if len(kinds) == 1 else "",
        grades=grades,
        deficits=deficits,
        pain_limited=tuple(g for g in weak if g.pain_limited),
        below_normal=tuple(
            g for g in grades if g.grade in GRADE_VALUE and g.grade != "5" and not g.lower_bound
        ),
        dynamometry=dynamometry,
        words=words,
        fatigue=fatigue,
    )
