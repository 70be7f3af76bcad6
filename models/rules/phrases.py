"""Short phrases shared by the reasons of the rules."""

from __future__ import annotations

from rehabcode.models.picture import WeaknessPicture
from rehabcode.models.rules.base import listed

_NAMES = {"UE": "arm", "LE": "leg", "trunk": "trunk", "neck": "neck"}


def regions(picture: WeaknessPicture) -> str:
    """Return the weak regions in words: "hip, knee and shoulder"."""
    names = sorted({_NAMES.get(c.region, c.region) for c in picture.cells})
    return listed(names)


def where(picture: WeaknessPicture) -> str:
    """Return the weak place of a focal pattern: "the left leg (hip and knee)"."""
    limb = {"UE": "arm", "LE": "leg"}.get(picture.limb, "trunk")
    side = "" if picture.side == "unspecified" else f"{picture.side} "
    inside = regions(picture)
    return f"the {side}{limb}" + (f" ({inside})" if inside and inside != limb else "")


def grades(picture: WeaknessPicture) -> str:
    """Return the span of the counted grades: "3+/5 to 4/5"."""
    values = sorted({d.grade for d in picture.deficits}, key=_order)
    shown = f"{values[0]}/5" if len(values) == 1 else f"{values[0]}/5 to {values[-1]}/5"
    return shown


def _order(grade: str) -> float:
    return int(grade[0]) + {"-": -0.3, "+": 0.3}.get(grade[1:], 0.0)
