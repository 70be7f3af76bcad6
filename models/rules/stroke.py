"""Stroke: acute, and its sequelae, by type, side, limb and dominance."""

from __future__ import annotations

from functools import cache

from rehabcode.models.case import Case, dx_side
from rehabcode.models.rules.base import Offer, Proposal, Rule, ids
from rehabcode.models.tables import rows, starts_word
from rehabcode.nlp.facts import Diagnosis, Side


@cache
def _types() -> tuple[dict[str, str], ...]:
    """Types of stroke: digit of I69.-, acute code, name and words; the last row, without words, is the default."""
    return tuple(rows("stroke_types"))


@cache
def _places() -> tuple[dict[str, str], ...]:
    """Acute hemorrhages by part of the brain: code and words."""
    return tuple(rows("hemorrhage_places"))


def stroke_type(facts: tuple[Diagnosis, ...]) -> tuple[str, str, str]:
    """Return the I69 digit, the acute code and the name of a stroke (infarction unless another is said)."""
    text = " ".join(f.text.lower() for f in facts)
    codes = tuple(f.code for f in facts if f.code)
    for row in _types():
        said = any(starts_word(word, text) for word in row["words"].split(";") if word)
        coded = any(c.startswith((row["code"][:3], f"I69.{row['digit']}")) for c in codes)
        if said or coded or not row["words"]:
            break
    return row["digit"], _placed(row["code"], text), row["name"]


def _placed(code: str, text: str) -> str:
    """Return the code of an acute hemorrhage by the part of the brain that is named, else the one without a part."""
    for row in _places():
        if row["code"][:3] == code[:3] and any(starts_word(word, text) for word in row["words"].split(";")):
            return row["code"]
    return code


def weak_side(case: Case, facts: tuple[Diagnosis, ...]) -> Side:
    """Return the weak side: what hemiparesis is called, else the measured side, else the words of the stroke.

    The side of the lesion is not the side of the weakness, so the side of the diagnosis counts only when
    nothing else speaks and it is a hemiparesis.
    """
    for word in case.picture.said_hemi:
        if word.side in ("left", "right"):
            return word.side
    if case.picture.side != "unspecified":
        return case.picture.side
    sides = {w.side for w in case.picture.words} & {"left", "right"}
    if len(sides) == 1:
        return "left" if "left" in sides else "right"
    paretic = tuple(f for f in facts if "hemi" in f.text.lower() or "paresis" in f.text.lower())
    return dx_side(case, paretic) if paretic else "unspecified"


def _said_hemi(case: Case, facts: tuple[Diagnosis, ...]) -> bool:
    return bool(case.picture.said_hemi) or any(
        "hemip" in f.text.lower() or (f.code or "").startswith(("I69.05", "I69.15", "I69.25", "I69.35"))
        for f in facts
    )


class AcuteStroke(Rule):
    """While a stroke is acute, the stroke is coded first and the hemiparesis second.

    I63.- (infarction) or I60-I62 (hemorrhage) stands for the event; G81.9- names the weak side by dominance.
    After the acute phase the sequela codes I69.- take over.

    Wrong: ``I69.351`` on day 2 of the stroke; ``M62.81`` for one-sided weakness.
    Right: ``I63.9, G81.91``.
    """

    id = "stroke-acute"
    source = "guide: known underlying cause; ICD-10-CM tabular I60-I63, I69, G81; guideline I.C.9.d"
    confidence = (0.9, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established acute stroke with a weakness question."""
        facts = case.has("stroke_acute")
        if not facts:
            return "no acute stroke established"
        if not case.picture.claimed:
            return "an acute stroke, but no weakness"
        _, code, name = stroke_type(facts)
        read = next((f.code for f in facts if f.code and f.code[:3] in ("I60", "I61", "I62", "I63")), None)
        if (
            read is not None
            and case.official.is_billable(read)
            and not (read.endswith(".9") and code[:3] == read[:3])
        ):
            code = read
        one_sided = case.picture.pattern in ("one_side", "one_limb") or _said_hemi(case, facts)
        second = "G81.9" + case.side_digit(weak_side(case, facts), none="0")
        return Proposal(
            code=code,
            because=f"An acute {name} is documented as the cause of the weakness, so it goes first.",
            facts=ids(facts, case.picture.said_hemi),
            supported=True,
            label="other_cause",
            secondary=(
                Offer(
                    second, "Names the weak side while the stroke is acute.", ids(case.picture.words), self.id
                ),
            )
            if one_sided
            else (),
            blocked=(
                Offer(
                    "M62.81", "The stroke explains the weakness; M62.81 is not added.", ids(facts), self.id
                ),
            ),
            cause=True,
        )


class StrokeSequela(Rule):
    """Weakness left by a stroke is coded by the stroke: type, side, limb and dominance.

    I69.35- (after infarction, also "stroke" without a type), I69.15- (intracerebral hemorrhage), I69.05-
    (subarachnoid) and I69.25- already say hemiparesis, so M62.81 is not added for the same weakness. One
    limb alone takes the monoplegia codes I69.-3- (arm) and I69.-4- (leg). Right is dominant unless the note
    says otherwise. M62.81 comes second only when a generalized weakness on both sides is documented
    besides. A stroke without one-sided weakness that the note does not link to the weakness is not its
    cause.

    Wrong: ``M62.81`` for right hemiparesis after stroke.
    Right: ``I69.351``.
    """

    id = "stroke-sequela"
    source = (
        "guide: stroke caused the weakness; ICD-10-CM tabular I69; guideline I.C.9.d; Coding Clinic 1Q 2015"
    )
    confidence = (0.92, 0.7)

    def consider(self, case: Case) -> Proposal | str:
        """Fire on an established stroke that left weakness."""
        facts = case.has("stroke_sequela")
        if not facts:
            return "no stroke sequela established"
        if not case.picture.claimed and not _said_hemi(case, facts):
            return "a stroke is named, but no weakness"
        digit, _, name = stroke_type(facts)
        picture = case.picture
        if picture.pattern == "one_side" or _said_hemi(case, facts):
            return self._hemi(case, facts, digit, name)
        if picture.pattern == "one_limb" or (
            picture.pattern == "none"
            and any(w.pattern == "limb" and w.side in ("left", "right") for w in picture.words)
        ):
            return self._mono(case, facts, digit, name)
        if any(f.linked for f in facts):
            return self._other(case, facts, digit, name)
        return "a stroke is named, but nothing links this weakness to it"

    def _hemi(self, case: Case, facts: tuple[Diagnosis, ...], digit: str, name: str) -> Proposal:
        picture = case.picture
        side = weak_side(case, facts)
        code = f"I69.{digit}5" + case.side_digit(side, none="9")
        separate = picture.said_generalized if picture.multi_area else ()
        second = Offer(
            "M62.81",
            "A generalized weakness on both sides is documented besides the hemiparesis.",
            ids(separate, picture.deficits),
            self.id,
        )
        blocked = Offer("M62.81", f"{code} already says the weakness.", ids(facts), self.id)
        return Proposal(
            code=code,
            because=f"Hemiparesis after {name}: the sequela code states the weakness by side and dominance.",
            facts=ids(facts, picture.said_hemi, picture.deficits),
            supported=True,
            label="other_cause",
            secondary=(second,) if separate else (),
            blocked=() if separate else (blocked,),
            cause=True,
        )

    def _mono(self, case: Case, facts: tuple[Diagnosis, ...], digit: str, name: str) -> Proposal:
        picture = case.picture
        limb = picture.limb or next((_limb_said(w.text) for w in picture.words if w.pattern == "limb"), "LE")
        code = f"I69.{digit}" + ("3" if limb == "UE" else "4")
        code += case.side_digit(weak_side(case, facts), none="9")
        hemi = f"I69.{digit}5" + case.side_digit(weak_side(case, facts), none="9")
        return Proposal(
            code=code,
            because=f"Weakness of one {'arm' if limb == 'UE' else 'leg'} after {name}.",
            facts=ids(facts, picture.deficits, picture.words),
            supported=True,
            label="other_cause",
            alternatives=(Offer(hemi, "If arm and leg of that side are weak.", ids(facts), self.id),),
            blocked=(Offer("M62.81", f"{code} already says the weakness.", ids(facts), self.id),),
            cause=True,
        )

    def _other(self, case: Case, facts: tuple[Diagnosis, ...], digit: str, name: str) -> Proposal:
        picture = case.picture
        return Proposal(
            code=f"I69.{digit}98",
            because=f"The weakness is put down to {name}, but no one-sided pattern is documented.",
            facts=ids(facts, picture.words, picture.deficits),
            supported=True,
            label="other_cause",
            secondary=(
                Offer(
                    "M62.81",
                    "Identifies the sequela (use additional code note).",
                    ids(picture.deficits),
                    self.id,
                ),
            ),
            cause=True,
        )


def _limb_said(text: str) -> str:
    """Return which limb a mention names."""
    arm = ("arm", "ue", "upper", "hand", "shoulder", "elbow", "wrist", "grip", "finger")
    return "UE" if any(word in text.lower() for word in arm) else "LE"
