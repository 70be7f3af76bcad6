"""Why a site-specific code does not fit: the reason M62.81 needs behind it.

A reason denies one site, side or cause (a refusal, then a place), speaks of the code itself, or says that the
deficits cross several places. The patterns are grouped by that::

    refused place   "no single joint explains it", "not tied to a joint", "cannot be assigned to one site"
    refused code    "a site-specific code is not appropriate", "rather than a limb code"
    several places  "several joints on both sides", "involves more than one region"
    whole picture   "symmetric, without lateralizing signs", "nothing points to one limb"

A bare "diffuse weakness" gives no reason, and a normal neurological screen ("no focal weakness") is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Rationale
from rehabcode.nlp.layout import Span
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import NoteView

ONE = (
    r"(?:one|any(?: one)?|a single|single|1|any single|any specific|a specific|particular|"
    r"individual|a particular|a local|an individual|any local)"
)
PLACE = either("rationale", "place")
CODE = either("rationale", "code")
PLACES = (
    *("site", "joint", "jt", "area", "region", "limb", "side", "muscle", "nerve", "root", "location", "body"),
    *("extremit", "spot", "dermatom", "myotom", "segment", "part"),
)
CODES = ("code", "coding", "dx", "diagnos", "icd", "r29.898", "m62.5")
"""What the words of these lists begin with."""
REASONS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("focal", "local"),
        re.compile(
            r"\b(?:no|not|nor|without|none|non|isn't|is not|cannot|can't|doesn't|does not|nothing|neither|"
            r"never)[- ](?:(?!pain|numb)[\w'/-]+[ \t\n]+){0,5}?(?:focal|focali[sz]ed|local(?:i[sz]ed?)?|"
            r"locali[sz]ation)(?:[ \t\n]+(?:to|in|at)\b|[ \t\n]+(?:pattern|process|cause|site|source|"
            r"distribution|area|lesion|or one[- ]sided|kind|reason|explanation|joint|limb|region|presentation|dx|"
            r"diagnos[ie]s|neuro\w*|or)\b)",
            re.I,
        ),
    ),
    (
        PLACES,
        re.compile(
            r"\b(?:no|not|nor|isn't|cannot|can't|don't|without|never|"
            rf"neither)\b(?![ \t]+(?:tested|assessed|measured|able)\b)"
            rf"[^.;\n]{{0,50}}?(?<![\w-])(?:{ONE}[ \t\n]+(?:[\w-]+[ \t\n]+){{0,2}}?)"
            rf"(?:or \w+[ \t\n]+)?{PLACE}\b(?![ \t]+effects?\b)",
            re.I,
        ),
    ),
    (
        ("single", "one", "1", "specific", "particular", "individual", "isolated"),
        re.compile(
            r"\b(?:no|none)[ \t\n]+(?:single|one|1|specific|particular|individual|isolated|one single|"
            rf"single or)[ \t\n]*(?:[\w-]+[ \t\n]+|/){{0,2}}?(?:{PLACE}|cause|code|source|reason|diagnosis|"
            r"etiology)\b",
            re.I,
        ),
    ),
    (
        ("specific", "based", "code"),
        re.compile(
            r"\b(?:site|joint|region|location|limb|area|muscle)[- ]?(?:specific|based|"
            r"code)\b[^.;\n]{0,70}?\b(?:not|n't|cannot|inappropriate|n/a|unsuitable|inaccurate|"
            r"insufficient|inadequate|no longer|fails?|would miss|wrong|incomplete|too narrow|doesn't|"
            r"less)\b",
            re.I,
        ),
    ),
    (
        ("specific", *CODES),
        re.compile(
            r"\b(?:not|n't|no|cannot|rather than|instead of|over|vs\.?|versus|neither|nor|"
            rf"without)\b[^.;\n]{{0,40}}?\b(?:(?:a[ \t\n]+|any[ \t\n]+)?(?:more[ \t\n]+)?(?:site|joint|"
            r"region|area|limb|location|muscle|single[- ]site|one[- ]site)[- ]?specific|(?:focal|local|"
            rf"localized|single site|regional|site) {CODE})\b",
            re.I,
        ),
    ),
    (
        CODES,
        re.compile(
            r"\b(?:focal|local|localized|regional|single|one)[ \t\n-]+(?:site[ \t\n]+|joint[ \t\n]+|"
            rf"area[ \t\n]+)?{CODE}\b[^.;\n]{{0,40}}?\b(?:not|n't|cannot|inappropriate|would miss|"
            r"unsuitable)\b",
            re.I,
        ),
    ),
    (
        CODES,
        re.compile(
            rf"\b{CODE} for (?:a|one|any) (?:single |one |specific )?{PLACE}\b[^.;\n]{{0,40}}?\b(?:not|n't|"
            r"cannot)\b",
            re.I,
        ),
    ),
    (
        ("r29.898", "m62.5"),
        re.compile(
            r"\b(?:R29\.898|M62\.5\w*)(?:/\S+)?\b[^.;\n]{0,30}?\b(?:don't|doesn't|does not|do not|"
            r"not) (?:fit|apply|describe|appropriate)",
            re.I,
        ),
    ),
    (
        ("locali", "isolate", " to"),
        re.compile(
            r"\b(?:doesn't|does not|do not|don't|cannot be|can't be|cannot|"
            r"not)[ \t\n]+(?:be )?(?:locali[sz]e[ds]?|isolated? to|confined to|tied to|pinned to|"
            r"narrowed to|(?:attribut\w+|limited|restricted|assigned|related|specific|traced) to (?:a|one|"
            r"any|1)\b)",
            re.I,
        ),
    ),
    (
        ("focal",),
        re.compile(
            r"\bno focal (?:or \S+ )?(?:deficit|finding|weakness|motor deficit|"
            r"loss)s?\b(?=[^.;\n]{0,60}\b(?:code|coding|site|attribut\w+|symmetric|symmetrical|single|"
            r"M62))",
            re.I,
        ),
    ),
    (
        ("specific",),
        re.compile(r"\bnot (?:a )?(?:joint|site|limb|side|region|area|muscle)[- ]?specific\b", re.I),
    ),
    (
        ("several", "mult", "many", "various"),
        re.compile(
            r"\b(?:several|mult(?:iple|i)?\.?|many|various)[ -]+(?:joints?|jts?|sites|areas|muscle groups|body (?:areas|"
            r"regions)|regions|limbs?)\b(?![ \t]*(?:pains?|tender|swell|arthr|oa\b|replac))"
            r"(?=[^.\n]{0,60}(?:both|bilat|arms|legs|\bUE|\bLE|all (?:4|four)|"
            r"sides|symm|M62|code))|(?:both|bilat\w*|arms|legs|UEs?|LEs?|sides)\b[^.\n]{0,40}\b(?:several|"
            r"mult(?:iple|i)?\.?|many)[ -]+(?:joints?|jts?|sites|areas|regions)\b",
            re.I,
        ),
    ),
    (
        ("focal",),
        re.compile(
            r"\bnone (?:of (?:it|them|which) )?(?:is |are )?focal\b|"
            r"\bnot[ \t\n]+focal\b(?=[^.\n]{0,50}(?:M62|code|multi|diffuse|generali))",
            re.I,
        ),
    ),
    (
        PLACES,
        re.compile(
            r"(?:\bnot?|\bnor|n't|\bcannot)[ \t\n]+(?:be[ \t\n]+)?(?:tied|pinned|traced|attribut\w+|limited|confined|"
            r"restricted|locali[sz]ed|isolated|linked|assigned|coded|put|narrowed|blamed|due)[ \t\n]+(?:down[ \t\n]+)?"
            rf"(?:to|on|in)[ \t\n]+(?:a|an|the|{ONE})[ \t\n]+(?:\w+[ \t\n]+)?{PLACE}\b",
            re.I,
        ),
    ),
    (
        ("responsible", "to blame", "explain", "account", "behind it"),
        re.compile(
            rf"(?:\b(?:no|nor|neither|without)\b|\bw/o\b)[ \t\n]+(?:[\w-]+[ \t\n]+){{0,2}}?(?:{PLACE}|cause)\b"
            r"(?:[ \t\n]+(?:pathology|lesion|problem|disease|injury|disorder))?[^.;\n]{0,28}?\b(?:responsible|to blame|"
            r"explain\w*|accounts?(?:ing)? for|to account|behind it)\b",
            re.I,
        ),
    ),
    (
        ("laterali", "locali", "focal"),
        re.compile(
            r"\b(?:symm\w*|generali[sz]ed|diffuse\w*|arms|both|bilat\w*|all)\b[^.\n]{0,80}?(?:\bno\b|\bwithout\b|\bw/o\b)"
            r"[ \t\n]+(?:any[ \t\n]+)?(?:laterali[sz]\w*|locali[sz]ing|focal)[ \t\n]+"
            r"(?:signs?|findings?|features?|deficits?|loss|weakness)\b",
            re.I,
        ),
    ),
    (
        CODES,
        re.compile(
            r"(?:\b(?:site|limb|joint|regional|region|one[- ]site|single[- \w]{0,12}|local|focal|hip|knee|shoulder|leg|arm)"
            rf"[ -]{CODE}|\bcoding (?:one|a|any|by|just)[ \t\n]+(?:single )?{PLACE})\b[^.;\n]{{0,50}}?(?:\b(?:leaves?|"
            r"mislead\w*|miss(?:es)?|inaccurate|incomplete|half|wrong|not|cannot|understates?)\b|n't\b)",
            re.I,
        ),
    ),
    (
        CODES,
        re.compile(
            r"\b(?:rather than|instead of|over|versus|and not|not)[ \t\n]+(?:a |an |the |any |just )?(?:[\w-]+ )?(?:"
            rf"(?:limb|joint|site|region(?:al)?|local|focal|area|side|hip|knee|shoulder|leg|arm)[ -](?:based )?{CODE}|"
            r"R29\.898|M62\.5\w*)",
            re.I,
        ),
    ),
    (
        ("systemic", "global", "generali", "diffuse", "whole", "widespread"),
        re.compile(
            r"\b(?:systemic|global|generali[sz]ed|diffuse|whole[- ]body|widespread)\b[^.;\n]{0,24}?\b(?:rather than|"
            r"instead of|not|and not|versus)[ \t\n]+(?:(?:isolated|limited|confined|restricted) to[ \t\n]+"
            r"(?:the |his |her )?)?"
            r"(?:a |an |just |one )?(?:local\w*|focal|regional|(?:\w+ )?(?:joint|hip|"
            r"knee|shoulder|limb|leg|arm|one[- ]sided)\b)",
            re.I,
        ),
    ),
    (
        ("problem", "issue", "thing", "matter", "picture", "disorder"),
        re.compile(
            r"\bnot[ \t\n]+(?:a |one )?(?:peripheral |single |one )?(?:nerve (?:or|and)[ \t\n]+)?"
            r"(?:focal|local|regional|nerve|single[- ]joint|one[- ](?:joint|limb|sided?))[ \t\n]+"
            r"(?:problem|issue|thing|matter|picture|disorder)\b",
            re.I,
        ),
    ),
    (
        ("follow", "fit", "match", "respect"),
        re.compile(
            r"(?:\bnot|n't|\bnor)[ \t\n]+(?:follow|fit|match|respect)[ \t\n]+(?:a|an|one|any|the)[ \t\n]+"
            rf"(?:single[ \t\n]+|peripheral[ \t\n]+|particular[ \t\n]+)?(?:{PLACE}|dermatom\w*|myotom\w*)\b",
            re.I,
        ),
    ),
    (
        ("alike", "non-focal", "nonfocal"),
        re.compile(
            r"\b(?:arms|upper (?:limbs|extremities)) and (?:legs|lower (?:limbs|extremities)) alike\b|"
            r"\bnon-?focal[,]? (?:and )?(?:symmetric\w* )?weakness,? (?:of |in )?(?:all|both|arms|the arms)\b",
            re.I,
        ),
    ),
    (
        ("pattern", "distribution"),
        re.compile(
            r"\bno[ \t\n]+(?:dermatomal|myotomal|radicular|root|nerve)\b[^.;\n]{0,24}?\b(?:pattern|distribution)\b"
            r"(?=[^.\n]{0,80}\b(?:all|both|generali|diffuse|symm))|"
            r"\b(?:all|both|generali|diffuse|symm)\w*\b[^.;\n]{0,80}?\bno[ \t\n]+(?:dermatomal|myotomal|radicular|root|"
            r"nerve|single-joint|one-joint)\b[^.;\n]{0,24}?\b(?:pattern|distribution)\b",
            re.I,
        ),
    ),
    (
        ("involv", "cross", "span", "affect"),
        re.compile(
            r"\b(?:involv\w+|cross\w*|spans?|spanning|affect\w*)[ \t\n]+(?:>|more than|over)[ \t\n]*"
            r"(?:1|one|a single)[ \t\n]+"
            rf"{PLACE}\b",
            re.I,
        ),
    ),
    (
        ("r29.898",),
        re.compile(
            r"\bR29\.898\b[^.;\n]{0,24}?(?:\bnot|n't)[ \t\n]+(?:cover|capture|describe|reflect|suit|fit|apply)",
            re.I,
        ),
    ),
    (
        ("explained",),
        re.compile(
            r"(?:\bnot|n't|\bcannot)[ \t\n]+(?:be[ \t\n]+)?(?:fully[ \t\n]+|all[ \t\n]+)?explained[ \t\n]+by\b"
            r"[^.;\n]{1,34}?\b(?:alone|only|itself)\b",
            re.I,
        ),
    ),
    (
        ("explain", "account", "specific", "beyond"),
        re.compile(
            r"\bno (?:(?:other|additional|known|medical|neuro\w*|single)[ \t\n]+){0,3}(?:dx|diagnos[ie]s|cause|condition|"
            r"disease|disorder)\b[^.;\n]{0,24}?\b(?:explain\w*|accounts?(?:ing)? for)\b|"
            r"(?:\bnot|n't)[ \t\n]+(?:be[ \t\n]+)?(?:better[ \t\n]+|fully[ \t\n]+)?(?:explained|accounted for)[ \t\n]+by\b"
            r"(?=[^.;\n]{0,30}\b(?:focal|neuro\w*|stroke|cva|parkinson\w*|pd|ms|radic\w*|nerve|root|site|joint|oa|surgery|tha|tka|fx|"
            r"fracture)\b)|"
            r"\bno more specific[ \t\n]+(?:code|dx|diagnosis)\b|"
            r"\bbeyond what[ \t\n]+(?:the |his |her |one |a )?[^.;\n]{1,24}?\b(?:alone|explains?|accounts? for|would)\b",
            re.I,
        ),
    ),
    (
        ("focal", "preclud", "argue", "speak", "rule", "make"),
        re.compile(
            r"\bnon-?focal\b(?=[^.\n]{0,50}\b(?:symm|all|both|diffuse|generali|M62|multi))|"
            r"\b(?:precludes?|argues? against|speaks? against|rules? out|makes?)[ \t\n]+(?:a |an |any |the )?"
            rf"(?:single |one )?(?:site|joint|region|limb|area)[- ](?:specific|based|{CODE})",
            re.I,
        ),
    ),
    (
        ("just", "only", "merely"),
        re.compile(
            r"\bnot[ \t\n]+(?:just|only|merely)[ \t\n]+(?:(?:the|her|his|a|one|right|left|r|l)[ \t\n]+){0,2}(?:hips?|knees?|"
            r"ankles?|shoulders?|legs?|arms?|quads?|hands?)\b(?=[^.\n]{0,60}\b(?:weak\w*|all|also|too|as well)\b)",
            re.I,
        ),
    ),
    (
        ("locali", "pattern"),
        re.compile(
            r"\b(?:no|without)[ \t\n]+(?:any[ \t\n]+)?locali[sz]ing[ \t\n]+"
            r"(?:signs?|findings?|features?|deficits?|pattern)\b|"
            r"\bno[ \t\n]+(?:unilateral|one-sided|segmental|regional)[ \t\n]+(?:or[ \t\n]+\w+[ \t\n]+)?pattern\b",
            re.I,
        ),
    ),
    (
        ("nothing",),
        re.compile(
            r"\bnothing[ \t\n]+(?:focal[ \t\n]+|local[ \t\n]+|here[ \t\n]+)?(?:(?:that|which)[ \t\n]+)?"
            r"(?:would[ \t\n]+|could[ \t\n]+)?(?:points?|locali[sz]es?|singles?|suggests?)\b"
            rf"[^.;\n]{{0,20}}?\b(?:one|a|any|1)[ \t\n]+(?:single[ \t\n]+)?{PLACE}\b",
            re.I,
        ),
    ),
)
"""Patterns of reasons, each with the letters one of which it cannot do without (looked for in lower case)."""
HINTS = tuple(dict.fromkeys(hint for hints, _ in REASONS for hint in hints))


REASON_WORD = re.compile(
    r"focal|locali[sz]|\b(?:local|single|specific|site|several|many|various|individual|particular|"
    r"isolated|spot)\b|\bmulti?(?:ple)?\b|"
    r"\b(?:one|1|any) (?:\w+ )?(?:or \w+ )?(?:sites?|joints?|jts?|areas?|regions?|limbs?|sides?|"
    r"muscles?|nerves?|roots?|body|extremity|spot|part)|"
    r"r29\.898|m62\.5|tied to|pinned|attribut|confined to|limited to|specific|laterali[sz]|dermatom|myotom|"
    r"\b(?:radicular|root|nerve|coding|regional|responsible|follow|global|explain\w*|to blame|than 1|than one)\b|"
    r"than a single|>|(?:limb|joint|site|hip|knee|shoulder|leg|arm) code|whole.body|systemic|widespread|diffuse|"
    r"generali[sz]ed|(?:one|single)-|beyond what|account|not (?:just|only|merely)|non-?focal"
)
"""Words without which no sentence gives a reason (looked for in lower case)."""
CONTRAST = re.compile(
    r"\b(?:n(?:o|or|ot|on|one|ever|either|othing|on-?focal\w*|/a)\b|(?:cannot|without|rather|instead|over|v(?:s|ersus)|"
    r"several|many|various|than|less|half|(?:preclude|argue|speak|rule|make)s?|beyond)\b|mult|in(?:appropriate|accurate|"
    r"sufficient|adequate|complete)|fail|leave|mislead|miss|wrong|narrow|unsuitable|understate)|n't\b|w/o|>"
)
"""A refusal or a contrast: every reason holds one (looked for in lower case; quick, since most begin a word)."""
REASON_PARTS = (*words("rationale", "part"), "one ", "1 ", "any ", "than ", " code", "beyond what", "account")
"""What every one of them begins with."""


def _reasoned(view: NoteView) -> list[Span]:
    """Sentences that hold a word without which none gives a reason, each once."""
    numbers = dict.fromkeys(map(view.layout.sentence_index, view.places(REASON_PARTS)))
    sentences = [view.layout.sentences[n] for n in numbers] if view.layout.sentences else []
    return [
        s
        for s in sentences
        if CONTRAST.search(view.lower, s.start, s.end) and REASON_WORD.search(view.lower, s.start, s.end)
    ]


def _reasons(view: NoteView, sentence: Span) -> Iterator[tuple[int, int]]:
    """Where a sentence gives reasons."""
    hits = _hints().find_matches_as_indexes(view.lower[sentence.start : sentence.end], overlapping=True)
    hinted = {HINTS[number] for number, _, _ in hits}
    for hints, pattern in REASONS:
        if not hinted.isdisjoint(hints):
            for m in pattern.finditer(view.text, sentence.start, sentence.end):
                yield m.span()


@cache
def _hints() -> ahocorasick_rs.AhoCorasick:
    """The letters of all patterns as one automaton."""
    return ahocorasick_rs.AhoCorasick(HINTS)


def read_rationale(view: NoteView) -> Iterator[Rationale]:
    """Read the sentences that say why a site-specific code does not fit."""
    found = sorted({span for sentence in _reasoned(view) for span in _reasons(view, sentence)})
    last = -1
    for start, end in found:
        if start < last:
            continue
        last = end
        yield Rationale(
            start=start,
            end=end,
            text=view.text[start:end],
            section=view.category_at(start),
            by=assertion(view, start, end, "rationale").by,
        )
