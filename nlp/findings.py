"""Weakness, fatigue and wasting in words, and hand dominance.

A finding is a head word of ``lexicon_findings.csv`` with the body parts beside it
(:mod:`rehabcode.nlp.sites`)::

    weakness   "generalized weakness", "B hip weakness", "weakness of both knees", "weakness: BUE/BLE"
    weak       "legs feel weak", "weak in both legs", "weak all over", "R leg is weak", "everything is weak"
    strength   "decreased BLE strength", "loss of strength in the left arm", "strength is reduced", "no
    grip strength"
    hemi       "L hemiparesis", "left-sided weakness", "weakness of the right arm and leg"
    paralysis  "plegic in both legs", "paralyzed from the waist down"; only with its body part
    fatigue    "tired", "low energy", "wiped out"

The pattern follows from the parts named: upper and lower limbs together are ``generalized`` (``hemi`` when
they are
on one side), any other part is ``limb``, none is ``unspecified``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp import sites
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Atrophy, Handedness, Pattern, Side, Weakness
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.sites import Place
from rehabcode.nlp.view import Assertion, Item, NoteView

NONE_WORDS = frozenset(words("findings", "none"))
QUOTES = frozenset('"\u201c\u201d')
LOSS_WORDS = frozenset(words("findings", "loss"))
"""What may stand between a place and "strength" ("global loss of strength")."""
STRENGTH = re.compile(r"\b(?:strength|power)\b")
STRENGTH_WORDS = ("strength", "power")
LESS = (
    r"(?:decreas(?:ed|ing)|dec\.?|decr\.?|\u2193|reduced|diminished|poor|"
    r"limited|impaired|lost|loss (?:of|in)|losing|lack(?:s|ing)?(?: of)?|"
    r"deficits? (?:in|of)|impairments? (?:in|of)|decreases? in|reduction "
    r"(?:in|of)|decline (?:in|of)|low|limitations? in|subpar|declining|"
    r"insufficient|inadequate|(?:virtually |almost |practically )?no|minimal|"
    r"(?:do|does|did)(?:n['\u2019]t| not) (?:seem to )?have (?:any|much|enough|the)|"
    r"little(?! (?:bit )?(?:more|better|greater|improved)))"
)
LESS_BEFORE = re.compile(
    rf"(?<![\w-]){LESS}\s+(?:(?:[a-z/&+]+|rom,|endurance,|balance,|range "
    rf"of motion,|motion,|mobility,|flexibility,)[ \t]+){{0,5}}$"
)
BARE_NO = re.compile(r"(?:virtually |almost |practically )?no\b")
LESS_AFTER = re.compile(
    r"[ \t]+(?:deficits?|defs?\b\.?(?! to)|loss(?:es)?|impairments?|limitations?|decline|losses)\b|"
    r"[ \t]*(?::|-|is|are|was|remains?|has|continues to be|still)?[ \t]*(?:still|"
    r"been|overall|now|significantly|mildly|moderately|grossly|severely|"
    r"noted to be|also)?[ \t]*"
    r"(?:dropped|fallen|gone down|down(?=[ \t]*(?:across|overall|throughout|everywhere|all over|since|"
    r"after|[.;\n]|$))|"
    r"decreased|diminished|reduced|impaired|poor|lacking|declined|compromised|"
    r"deficient)(?![ \t]*(?:to|from|pain|endurance|balance|rom|sensation|"
    r"edema|reflex|tone|gait|mobility|activity)\b)(?![\w-])"
)
CRITERIA = re.compile(
    r"(?:[ \t]*,)?[ \t]*(?:and )?(?:low|reduced|poor|decreased) (?:lean |muscle )*(?:mass|performance)\b"
)
"""Behind "low strength" where it is one of the criteria of sarcopenia."""
WEAK_THING = re.compile(
    rf"[ \t]+(?:(?!in\b|on\b|and\b|or\b|with\b|weak)[a-z]+[ \t]+){{1,3}}{either('findings', 'weak_thing')}"
)
"""Behind "weak" where no person and no muscle is weak ("a weak radial artery pulse"; matched on lower case)."""
PERCENT = re.compile(r"[ \t]*(?:of|was|is|=|:|at)?[ \t]*\d{1,2}(?:\.\d+)?[ \t]?%")
"""Behind a weakness that is a response of the inner ear ("unilateral weakness of 12 %")."""
FACE_LINE = re.compile(rf"(?:\A|[\n.;])[ \t*\u2022-]*{either('findings', 'face')}[^\n.;:]{{0,12}}:[^\n.;]*\Z")
"""What heads a weakness that is none of limbs or trunk ("Facial: mild weakness")."""
NOT_LOSS = re.compile(either("findings", "no_loss"))
TO_FATIGUE = re.compile(rf"(?P<why>\b{either('findings', 'to_fatigue')}[ \t]+)?(?:\bto|until)[ \t]+$")
"""A dose ("2 sets to fatigue"), not a symptom, unless the word before "to" gives a reason."""
WORN = ("out", "drained", "wiped", "exhausted")
"""How words of fatigue end that tell of things as well: "the cavity was washed out", "exhausted all options"."""
THING_BEFORE = re.compile(rf"\b{either('findings', 'thing')}\b[^.,;\n]{{0,36}}\Z")
TAKES_OBJECT = re.compile(rf"[ \t]+{either('findings', 'object')}")
NOT_MUSCLE_BEHIND = re.compile(
    rf"[ \t]+(?:(?:of|in)[ \t]+the[ \t]+|(?:left|right|both)[ \t]+)?{either('findings', 'no_muscle')}\b"
)
MUSCLE_BEFORE = re.compile(r"\b(?:muscles?|muscular|motor|mm|m|musc)[ \t.]+$")
WIDE = re.compile(r"\b(?:symm(?:etric(?:al)?)?|multi-?(?:joint|segment)|body[- ]?wide)\b[^,.;:\n]{0,40}$")
"""Words that make a weakness without a site one of the whole body."""
WIDE_AFTER = re.compile(
    r"[ \t]*(?:is|are|was|remains|:|-|,)?[ \t]*(?:noted |present |seen )?"
    r"(?:(?:proximal|distal)(?:[ ]?(?:>|>>|more than|greater than|worse than)[ ]?(?:proximal|distal)(?:ly)?)?,?[ \t]+)?"
    r"(?:(?:in|of|across|to)[ \t]+)?"
    r"(?:symmetric(?:al)?\b|multi-?[ ]?(?:region|joint|segment)|diffuse|(?:all|both)[ \t]+(?:(?:4|four)[ \t]+)?"
    r"(?:limbs|ext(?:remit(?:y|ies))?|girdles)\b|both[ \t]+upper[ \t]+and[ \t]+lower[ \t]+(?:quarters?|limbs|body)\b|"
    r"everywhere|top to bottom|all of (?:them|me)\b|"
    r"spread[ \t]+(?:over|across|through)\b|"
    r"from[ \t]+(?:(?:my|her|his|the)[ \t]+)?(?:head|neck|shoulders)[ \t]+(?:down[ \t]+)?to[ \t]+"
    r"(?:(?:my|her|his|the)[ \t]+)?"
    r"(?:toes|feet|ankles|knees)\b(?! on\b)|"
    r"from[ \t]+top[ \t]+to[ \t]+(?:bottom|toe)\b|"
    r"(?:that[ \t]+|which[ \t]+)?(?:has[ \t]+)?(?:climb|ascend|spread|rose|risen|mov)\w*[ \t]+(?:up[ \t]+)?from[ \t]+"
    r"(?:the[ \t]+|his[ \t]+|her[ \t]+)?(?:feet|legs|toes)[ \t]+to[ \t]+(?:the[ \t]+|his[ \t]+|her[ \t]+)?"
    r"(?:hands|arms|trunk))"
)
"""The same behind it: "weakness is symmetric, proximal more than distal"."""
ROOT_BEFORE = re.compile(r"\b(?:myotom\w*|radicular|dermatom\w*|[cls][1-8](?:[-/][cls]?[1-8])?)[ \t]+$")
ROOT_AFTER = re.compile(
    r"[ \t]+in (?:an? |the |her |his )?(?:[\w/-]+ ){0,4}(?:distribution|myotomes?|dermatomes?|territory)\b"
)
"""A weakness of one root or nerve is one of a limb."""
CONFINED = re.compile(
    r"[ \t]+(?:is |was |remains )?(?:confined|limited|isolated|"
    r"restricted)[ \t]+to[ \t]+(?:the[ \t]+)?(?:\w+[ \t]+){0,2}?"
    r"(?:muscles?|groups?|compartment|distribution)\b"
)
"""So is one confined to some muscles."""
ALTERNATIVE = re.compile(r"\bor\b")
ONE_OF_LIMBS = re.compile(
    r"[ \t]+(?:in|of)[ \t]+(?:an?|any|either|one)[ \t]+(?:particular[ \t]+|single[ \t]+|one[ \t]+)?"
    r"(?:arm|leg|limb|extremity)\b"
)
"""Behind a weakness that is of one limb, whichever: "weakness of an arm or leg" (matched on lower case)."""
ONE_SIDE = re.compile(
    r"[ \t]+(?:(?:confined|limited|isolated|restricted)[ \t]+to|on|of|down|in)[ \t]+(?:one|1)[ \t]+side\b(?! of\b)"
)
STRENGTH_LEFT = re.compile(r" left(?= (?:in|at|for|to)\b|[.,;]|\Z)")
"""Behind "no strength": what is left of it, no side (matched on lower case)."""
WEAKNESS_CODE = re.compile(r"[ \t]+(?:codes?|dx|diagnos[ei]s|icd)\b")
"""Behind "weakness" where a code is spoken of (matched on lower case)."""
DENIED = re.compile(r"\b(?:not|isn't|aren't)[ \t]+(?:at all[ \t]+|really[ \t]+)?\Z")
DENIALS = frozenset(("not", "isn't", "aren't"))
"""Words that deny "weak" behind the part of the body."""
CEILING = re.compile(r"[.;|\n\r]")
STOP = re.compile(r"[.;:|\n\r]|--|(?<!\w)-(?!\w)")
BIG_SCOPE = 90
GRADE = re.compile(
    r"(?<![\d./])(?P<pre>[-+])?(?P<g>[0-4])[ \t]?(?P<sign>[-+])?(?:[ \t]?/[ "
    r"\t]?5|[ \t]+out of[ \t]+(?:5|five))(?![\d/])"
)
SAME_AGAIN = re.compile(r"[ \t]*(?:and|or|/|&)[ \t]*")
"""Between the two words of one finding ("hemiplegia and hemiparesis")."""
NO_BETTER = re.compile(
    r"[^.;\n]{0,24}?[ ,]+(?:and |but )?(?:my |her |his |the )?(?P<limb>arms|legs)[ \t]+"
    r"(?:(?:(?:are |feel )?not|aren['\u2019]t|don['\u2019]t feel)[ \t](?:much |any )?better|"
    r"(?:are |feel )?(?:no better|no good either|just as bad))\b"
)
"""Behind a weakness of the one pair of limbs: so is the other ("my legs are weak and my arms aren't much better")."""
ADJECTIVE = re.compile(r"(?:weak|weaker|weakened|tired|exhausted|fatigued|lethargic|wiped out|worn out|like)")
HANDED = re.compile(
    r"\b(?P<a>right|left|r|l|rt|lt)[- ]?(?:hand(?:ed)?|handed)[- ]?(?:dominant|"
    r"dominance|dom)?\b(?![ \t]*(?:weak|grip|pain|strength|numb|swell|"
    r"x-?ray|xr|brace|splint|intrinsic|function|surgery|fracture|fx|tremor|"
    r"rail|use|dexterity|injury|laceration|edema|tingl|clumsi|opening|"
    r"contracture|ring|held|orthosis))"
    r"|\b(?P<b>right|left|r|l|rt|lt)[- ]?(?:dominant|dom|dominance)\b"
    r"|\b(?P<c>rhd|lhd|rhm|rhf|rhw|lhm|lhf|lhw)\b"
    r"|\b(?:hand(?:ed)?[- ]?dom(?:inance|inant)?|dominan(?:t|ce)(?:[- "
    r"]hand(?:edness)?)?|handedness|hand preference|dom hand)[ \t]*(?::|"
    r"=|is|-)?[ \t]*(?P<d>right|left|r|l|rt|lt|both|ambidextrous)\b"
    r"|\b(?P<e>ambidextrous)\b",
    re.I,
)
HAND_SIGNS = ("hand", "dom", "rh", "lh", "ambidex")
"""One of these begins whatever :data:`HAND` matches; asking for them first is many times cheaper."""
HAND = re.compile(r"hand|domin|\bdom\b|\b[rl]h[dmfw]\b|ambidex")
NEEDS_DOMINANT = re.compile(r"hand$|hand ?$", re.I)


def read_weakness(view: NoteView) -> Iterator[Weakness]:
    """Read every mention of weakness or fatigue."""
    heads = view.of_kind("WEAK_NOUN") + view.of_kind("PARESIS")
    for item in heads:
        if (
            PERCENT.match(view.lower, item.end) is None
            and WEAKNESS_CODE.match(view.lower, item.end) is None
            and FACE_LINE.search(view.lower, max(0, item.start - 60), item.start) is None
        ):
            yield _noun(view, item)
    yield from _hemis(view)
    for item in view.of_kind("PARALYSIS"):
        read = _adjective(view, item) if "adjective" in item.data.get("value", "") else _noun(view, item)
        if read.pattern != "unspecified":  # "paralysis" alone may be that of a nerve or of anaesthesia
            yield read
    for item in view.of_kind("WEAK_ADJ"):
        if WEAK_THING.match(view.lower, item.end) is None:
            yield _adjective(view, item)
    for item in view.of_kind("WEAK_IDIOM"):
        near = view.between(item.start - 60, item.end + 60, "WEAK_ADJ") + view.between(
            item.start - 60, item.end + 60, "WEAK_NOUN"
        )
        if not near:
            yield _adjective(view, item)
    for item in view.of_kind("FATIGUE"):
        if item.value.endswith(WORN) and (
            TAKES_OBJECT.match(view.lower, item.end)
            or THING_BEFORE.search(view.lower, max(0, item.start - 48), item.start)
        ):
            continue
        if item.value == "malaise" and view.lower.endswith("other ", 0, item.start):
            continue  # the title of R53.81, which is debility
        dose = TO_FATIGUE.search(view.lower[max(0, item.start - 24) : item.start])
        if dose is not None and dose["why"] is None:
            continue
        yield _fact(
            view, item.start, item.end, "fatigue", False, None, adjective=bool(ADJECTIVE.match(item.value))
        )
    yield from _strength(view)


def _floor(view: NoteView, at: int) -> int:
    """Where the clause of a finding begins: its sentence, or the last strong separator before it."""
    start = max(view.sentence(at).start, at - BIG_SCOPE)
    for m in STOP.finditer(view.lower, start, at):
        if m.group() == "." and view.lower[max(0, m.start() - 4) : m.start()].strip() in (
            "gen",
            "mod",
            "min",
        ):
            continue
        start = m.end()
    return start


def _ceiling(view: NoteView, at: int) -> int:
    """Where the clause of a finding ends."""
    end = min(view.sentence(at).end, at + 110)
    m = CEILING.search(view.lower, at, end)
    return m.start() if m else end


def _place(view: NoteView, item: Item) -> Place:
    return sites.merge(
        sites.before(view.lower, item.start, _floor(view, item.start)),
        sites.after(view.lower, item.end, _ceiling(view, item.end)),
    )


def pattern(place: Place) -> Pattern:
    """Return the pattern that the sites of a finding make."""
    regions = place.regions
    one_sided = place.side in ("left", "right")
    if "SIDE" in regions and place.side != "bilateral":
        return "hemi"
    if one_sided and ({"UE", "LE"} <= regions or "ALL" in regions):
        return "hemi"
    if place.generalized or "ALL" in regions or {"UE", "LE"} <= regions:
        return "generalized"
    return "limb" if regions - {"SIDE"} else "unspecified"


def _noun(view: NoteView, item: Item) -> Weakness:
    value = item.data.get("value", "")
    place = _place(view, item)
    kind: Pattern = "generalized" if "generalized" in value else "limb" if "limb" in value else pattern(place)
    if (
        kind == "generalized"
        and not place.generalized
        and ALTERNATIVE.search(view.lower, place.start, item.start)
    ) or ONE_OF_LIMBS.match(view.lower, item.end):
        kind = "limb"  # "no arm or leg weakness"
    elif kind == "unspecified":
        kind = _unplaced(view, item)
    muscle = (
        "muscle" in value or MUSCLE_BEFORE.search(view.lower, max(0, item.start - 9), item.start) is not None
    )
    return _fact(view, place.start, item.end, kind, muscle, place)


def _unplaced(view: NoteView, item: Item) -> Pattern:
    """Return the pattern of a weakness without a site: "proximal weakness", "weakness in L5 distribution"."""
    left = view.lower[max(_floor(view, item.start), item.start - 60) : item.start]
    if (
        ROOT_BEFORE.search(left)
        or ROOT_AFTER.match(view.lower, item.end)
        or CONFINED.match(view.lower, item.end)
    ):
        return "limb"
    if ONE_SIDE.match(view.lower, item.end):
        return "hemi"
    if any(
        m.end == item.start - 1
        for m in view.between(item.start - len("external rotation "), item.start, "MOTION")
    ):
        return "limb"  # "ER weakness": a movement of a joint
    wide = WIDE.search(left) or WIDE_AFTER.match(view.lower, item.end)
    return "generalized" if wide else "unspecified"


def _hemis(view: NoteView) -> Iterator[Weakness]:
    """Read the weaknesses of one side; two words of one finding ("hemiplegia and hemiparesis") are read once."""
    items = view.of_kind("HEMI")
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        before = items[at - 1] if at > 0 else None
        if following is not None and SAME_AGAIN.fullmatch(view.lower, item.end, following.start):
            continue
        if before is not None and SAME_AGAIN.fullmatch(view.lower, before.end, item.start):
            place = sites.merge(_place(view, before), _place(view, item))
            said = before.data.get("value", "")
            yield _hemi(view, item, place._replace(end=max(place.end, item.end)), said)
        else:
            yield _hemi(view, item, _place(view, item))


def _hemi(view: NoteView, item: Item, place: Place, said: str = "") -> Weakness:
    said = said or item.data.get("value", "")
    side: Side = said if said in ("left", "right") else place.side  # type: ignore[assignment]
    return _fact(view, place.start, item.end, "hemi", False, place._replace(side=side))


def _adjective(view: NoteView, item: Item) -> Weakness:
    """Read "weak": its parts stand before the verb ("legs feel weak") or behind ("weak in both legs",
    "weak legs").
    """
    left = sites.before(view.lower, item.start, _floor(view, item.start), allow=sites.COPULA | QUOTES)
    start = left.start if left.sites else item.start
    if not left.sites and DENIED.search(view.lower, max(0, item.start - len("is not at all ")), item.start):
        denied = sites.before(view.lower, item.start, _floor(view, item.start), allow=sites.COPULA | DENIALS)
        left = denied._replace(
            start=item.start, end=item.start
        )  # "the arm is not weak": the cue stays outside
    place = sites.merge(left, sites.after(view.lower, item.end, _ceiling(view, item.end)))
    kind: Pattern = "generalized" if "generalized" in item.data.get("value", "") else pattern(place)
    if kind == "unspecified":
        kind = _unplaced(view, item)
    if (
        kind == "limb"
        and place.side in ("bilateral", "unspecified")
        and (m := NO_BETTER.match(view.lower, item.end))
    ):
        other = "UE" if m["limb"] == "arms" else "LE"
        kind = pattern(place) if other in place.regions else "generalized"
    return _fact(view, start, item.end, kind, False, place, adjective=True)


def _strength(view: NoteView) -> Iterator[Weakness]:
    """Read loss of strength in words."""
    for at in view.places(STRENGTH_WORDS):
        m = STRENGTH.match(view.lower, at)
        if m is None:
            continue
        floor = _floor(view, m.start())
        left = view.lower[max(floor, m.start() - 60) : m.start()]
        less = LESS_BEFORE.search(left)
        right = LESS_AFTER.match(view.lower, m.end(), min(_ceiling(view, m.end()), m.end() + 60))
        if less is None and right is None:
            continue
        if less is not None and BARE_NO.match(less.group()):
            rest = LESS_BEFORE.search(left, less.start() + 3)
            if rest is not None:  # "no loss of strength": the "no" negates
                less = rest
            elif right is not None or not _bare_none(view, m.end()):
                less = None
        if less is None and right is None:
            continue
        if less is not None and right is None and NOT_LOSS.search(less.group()):
            continue
        if less is not None and CRITERIA.match(view.lower, m.end()):
            continue
        if view.between(m.end(), (right.end() if right else m.end()) + 25, "WEAK_NOUN") or view.between(
            m.start() - 40, m.start(), "WEAK_NOUN"
        ):
            continue  # "strength loss is all right-sided weakness": said once
        start = m.start() - (len(left) - less.start()) if less is not None and right is None else m.start()
        end = right.end() if right is not None else m.end()
        behind = end + len(" left") if STRENGTH_LEFT.match(view.lower, end) else end
        place = sites.merge(
            sites.before(view.lower, m.start(), floor, allow=NONE_WORDS | LOSS_WORDS),
            sites.after(view.lower, behind, _ceiling(view, behind)),
        )
        kind = pattern(place)
        if kind in ("unspecified", "limb") and WIDE_AFTER.match(view.lower, end):
            kind = "generalized"
        bare = kind == "unspecified" and less is not None and BARE_NO.match(less.group()) is not None
        yield _fact(
            view, min(start, place.start) if right is not None else start, end, kind, not bare, place
        )  # a bare "no strength" is a complaint of being weak, and speaks of no muscle


def _bare_none(view: NoteView, at: int) -> bool:
    """Whether "no ... strength" really says that there is none (not "no strength testing", "no strength
    change").
    """
    return (
        re.match(
            r"[ \t]*(?:$|[.,;)\"'\u201d\n\r]|in\b|at\b|of\b|left\b|for\b|to\b|and\b|today[\"\u201d.!]|any ?more\b|"
            r"whatsoever\b)",
            view.lower[at : at + 14],
        )
        is not None
    )


def _fact(
    view: NoteView,
    start: int,
    end: int,
    kind: Pattern,
    muscle: bool,
    place: Place | None,
    *,
    adjective: bool = False,
) -> Weakness:
    said = assertion(view, start, end, "weakness", own_grade=_own_grade(view, end), adjective=adjective)
    name = next((s.name for s in place.sites if s.name), None) if place is not None else None
    section = view.category_at(start)
    end = max(end, place.end) if place is not None and place.sites else end
    return Weakness(
        start=start,
        end=end,
        text=view.text[start:end],
        section=section,
        status=said.status,
        by=said.by,
        cues=said.cues,
        pattern=kind,
        muscle_said=muscle,
        site=name,
        side=place.side if place is not None else "unspecified",
    )


def _own_grade(view: NoteView, end: int) -> bool:
    """Whether the finding carries its own grade below 5/5 in its clause."""
    ceiling = min(_ceiling(view, end), end + 60)
    return GRADE.search(view.lower, end, ceiling) is not None


NOT_MUSCLE = re.compile(rf"\b{either('findings', 'no_muscle')}\b[^.;\n]{{0,24}}$")
"""Atrophy of something else than a muscle the examiner sees."""
IMAGED = re.compile(r"\b(?:mri|ct|scans?|imaging)\b(?:[^.;,\n]|,(?! (?:atrophy|wasting|muscle))){0,70}\Z")
"""A picture in which wasting without a place was seen: mostly of the brain."""


def read_atrophy(view: NoteView) -> Iterator[Atrophy]:
    """Read muscle wasting with site and side."""
    yield from _thinned(view)
    for item in view.of_kind("ATROPHY"):
        if (
            NOT_MUSCLE.search(view.lower, max(0, item.start - 48), item.start)
            or NOT_MUSCLE_BEHIND.match(view.lower, item.end)
            or view.lower.startswith(" disease", item.end)
        ):
            continue
        place = _place(view, item)
        if not place.sites and IMAGED.search(view.lower, max(0, item.start - 90), item.start):
            continue
        said = assertion(view, place.start, item.end, "atrophy", own_grade=_own_grade(view, item.end))
        end = max(item.end, place.end)
        by_region: dict[str, str | None] = {}
        for site in place.sites:
            by_region.setdefault(site.region, site.name or None)
        for name in by_region.values() or (None,):
            yield Atrophy(
                start=place.start,
                end=end,
                text=view.text[place.start : end],
                section=view.category_at(item.start),
                status=said.status,
                by=said.by,
                cues=said.cues,
                site=name,
                side=place.side,
            )


FALLEN_IN = (
    "hand",
    "foot",
    "neck",
    "scapula",
    "hip",
    "knee",
    "ankle",
    "shoulder",
    "wrist",
    "all extremities",
    "core",
    "",
)
"""Sites that are no muscle and no segment of a limb: their size speaks of no wasting."""
SWELLING = re.compile(
    r"\b(?:edema\w*|swell\w*|swollen|effusion|lymphedema|brace|sleeve|stocking|wrap|dressing|scar)\b"
)
"""What makes a limb smaller or larger, or a thing on it, besides muscle (matched on lower case)."""
SURFACE = re.compile(
    r"[ ](?:on|against)[ ](?:the[ ]|a[ ])?(?:table|floor|bed|mat|ground|plinth|wall|back)\b|[ ](?:affect|back)\b"
)
"""Behind "flat" that tells how a limb lies."""


def _thinned(view: NoteView) -> Iterator[Atrophy]:
    """Read muscles that look flat, and segments of limbs that look smaller ("thigh visibly smaller", "VMO still flat")."""
    for item in view.of_kind("THINNED"):
        place = sites.before(view.lower, item.start, _floor(view, item.start), allow=sites.COPULA)
        named = [s for s in place.sites if s.region in ("UE", "LE") and s.name not in FALLEN_IN]
        if item.data.get("value") == "flat":  # an arm or a leg lies flat, a muscle is flat
            named = [s for s in named if " " in s.name and not s.name.endswith("extremity")]
        sentence = view.sentence(item.start)
        if (
            not named
            or SWELLING.search(view.lower, sentence.start, sentence.end)
            or SURFACE.match(view.lower, item.end)
        ):
            continue
        said = assertion(view, place.start, item.end, "atrophy")
        side = place.side if place.side != "unspecified" else _place(view, item).side
        by_region = {s.region: s.name for s in reversed(named)}
        for name in by_region.values():
            yield Atrophy(
                start=place.start,
                end=item.end,
                text=view.text[place.start : item.end],
                section=view.category_at(item.start),
                status=said.status,
                by=said.by,
                cues=said.cues,
                site=name,
                side=side,
            )


def read_handedness(view: NoteView) -> Iterator[Handedness]:
    """Read hand dominance where the note states it."""
    seen = -1
    for place in view.places(HAND_SIGNS):
        hint = HAND.match(view.lower, place)
        if hint is None:
            continue
        m = HANDED.search(view.text, max(0, hint.start() - 12), hint.end() + 26)
        if m is None or m.start() <= seen:
            continue
        seen = m.start()
        word = (m["a"] or m["b"] or m["c"] or m["d"] or m["e"]).lower()
        if m["a"] and NEEDS_DOMINANT.search(m.group()):
            continue
        side: Side = (
            "bilateral" if word in ("both", "ambidextrous") else "right" if word[0] == "r" else "left"
        )
        said: Assertion = assertion(view, m.start(), m.end(), "handedness")
        if said.status == "family":
            continue
        end = m.start() + len(m.group().rstrip(" -"))
        yield Handedness(
            start=m.start(),
            end=end,
            text=view.text[m.start() : end],
            section=view.category_at(m.start()),
            by=said.by,
            side=side,
        )
