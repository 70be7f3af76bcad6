"""Activity limitations.

A limitation is an activity (``lexicon_activities.csv``) with a word that limits it
(``lexicon_limitations.csv``)::

    cue, activity      "unable to climb stairs", "needs help with socks", "difficulty with transfers and gait"
    activity, level    "Sup to Sit: SBA", "TRANSFERS: MOD A SIT TO STAND", "bathing/dressing Dep"
    activity, amount   "Gait: 25 ft x 2 RW", "stands at the counter 3 min", "4 steps with both rails"
    helper, activity   "a niece helps her wash her hair"
    whole statement    "off work", "still not driving" (``lexicon_limitations_said.csv``)
    table row          ``| TRANSFERS | MOD A | MIN A | SBA |`` under ``| INITIAL | CURRENT | GOAL |``

Sentences are cut into units (:mod:`~rehabcode.nlp.limitation_units`), each unit is judged
(:mod:`~rehabcode.nlp.limitation_verdict`) and given its status (:mod:`~rehabcode.nlp.limitation_status`). One
unit gives one fact for each of its activities; the same activity twice in one sentence is one fact.
``specific`` facts carry a level, a number, a device of support or the word "unable".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rehabcode.nlp import actions, amounts, function_tables
from rehabcode.nlp.assertion import assertion
from rehabcode.nlp.facts import Limitation, Status
from rehabcode.nlp.item_scores import Item as ScoredItem
from rehabcode.nlp.item_scores import scored_items
from rehabcode.nlp.layout import Span
from rehabcode.nlp.level_grids import grid_items
from rehabcode.nlp.limitation_aims import aims, freed
from rehabcode.nlp.limitation_elsewhere import tells_nothing
from rehabcode.nlp.limitation_manner import (
    done_by_another,
    kin_own,
    of_kin,
    told,
    topic_acts,
)
from rehabcode.nlp.limitation_progress import changed, measured_against, now_beside, now_free, tagged
from rehabcode.nlp.limitation_statements import PROPELS, icf, of_another_time, said
from rehabcode.nlp.limitation_status import CURRENT, RISK, is_silent, is_teaching, status_of
from rehabcode.nlp.limitation_then import does_now, told_of_then, until_a_day
from rehabcode.nlp.limitation_units import (
    CLASSES,
    COORDINATED,
    HEADING,
    IS_HARD,
    Cover,
    Segment,
    Unit,
    Verdict,
    cut,
    group,
    seat_acts,
)
from rehabcode.nlp.limitation_verdict import BARE_LEVEL, INDEPENDENT_I, OUT_OF, SUPERVISED, judge
from rehabcode.nlp.reader_words import either, words
from rehabcode.nlp.view import Assertion, Item, NoteView

NOW_SEGMENT = re.compile(r"[ \t]*(?:now|current(?:ly)?|curr|today)\b", re.I)
THEN_SEGMENT = re.compile(
    r"[ \t]*(?:was|prior|previously|prev|from|IE|eval|at eval|initial(?:ly)?|goal|baseline)\b", re.I
)
NOW_AMOUNT = re.compile(
    r"[ \t]*(?:now|currently|today)[ \t]+(?:only[ \t]+|about[ \t]+|maybe[ \t]+)?(?:\d{1,3}|an?|one|two|three|half a)[ \t]?"
    r"(?:blocks?|ft\b|feet\b|steps?\b|min\b|minutes?\b)"
)
"""How much is done now, behind what was done before: "could walk 2 miles, now 1 block" (matched on lower case)."""
NOW_TAG = re.compile(r"[ \t]*(?:now|current|today)[ \t]*\Z")
"""The time of now in brackets behind its value: "Mod A (eval), Min A (today)" (matched on lower case)."""
EARLIER_SEGMENT = re.compile(
    r"[ \t]*(?:last (?:visit|time|week|session|note|tx|month)|IE|(?:at )?eval|(?:at )?SOC|initial(?:ly)?|adm|"
    r"prior(?: level)?(?! to))\b",
    re.I,
)
DATED_SEGMENT = re.compile(
    r"[ \t]*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|(?:baseline|IE|eval\w*|SOC|adm|admission|"
    r"initial\w*|start|last)\b)[ \t:]",
    re.I,
)
GOAL_SEGMENT = re.compile(r"[ \t]*(?:goal|target|[LS]TG)\b", re.I)
UNTESTED = re.compile(
    r"(?:[ \t]*\d{1,3}[ \t]?(?:ft|feet|m)\b)?(?:[ \t]*[:=-])?[ \t]*"
    r"(?:nt|n/t|n\.t\.|dnt|deferred|not (?:tested|assessed|addressed|observed)|"
    r"not (?:attempted|tried|performed)(?![^.;\n]{0,40}\b(?:unable|too weak|weakness|cannot|can't|safety|unsafe))|"
    r"88(?![ \t]?(?:['%\d./]|ft\b|feet\b|m\b|s\b|sec)))(?![\w/])"
)
"""Behind an activity that was not looked at, or its distance (88: not attempted; matched on lower case)."""
ARROW = re.compile(r"[-=]+>+[ \t]*\Z")
"""What stands before the level of now ("Min A -> SBA")."""
WAS_BRACKET = re.compile(
    r"[ \t]*(?:was|previously|prev|before|baseline|last (?:visit|week|note)|"
    r"(?:needed|required)\b(?=[^()\n]*\b(?:at eval|at ie|at soc|before|last|initially)))\b",
    re.I,
)
WAS_LEVEL = re.compile(
    r"[ \t]*(?:was|previously|prev|baseline)[ \t]*:?[ \t]+(?:only[ \t]+|at[ \t]+)?"
    r"(?=(?:min|mod|max|total|dep)\b|CGA\b|SBA\b|unable[ \t]*(?:[.,;)\n]|\Z)|\d)",
    re.I,
)
"""An earlier value without brackets: only right before a level or a figure ("was min A", no "was a cook")."""
WAS_LABEL = re.compile(r"[ \t]*(?:was|previously|prev|had been)[ \t]+(?=\w)", re.I)
"""An earlier value right behind the name of the activity, before that of now: "Stairs: was 2 with Mod A, today 8"."""
SUMS_UP = re.compile(r"(?:overall |recent |functional )?(?:declines? in|loss of)\b")
PAIRED = frozenset({"stairs", "bed_mobility", "squat_bend_kneel"})
"""Activities of two halves: free in one half, but limited in the other, is limited."""
LIMITING = re.compile(
    r"(?:limit(?:s|ing|ing factors?)|(?:affect|impair|impact|hinder)(?:s|ing)|interfer(?:es|ing) w(?:ith|/))(?!\w)"
)
IMPAIRED = re.compile(
    r"\b(?:weak\w*|atrophy|wasting|deficits?|strength|def|hemiparesis|paresis|deconditioning|debility|spasticity|"
    r"impairments?)\b[^.;\n]{0,40}\Z"
)
"""What an assessment sums up as the cause of limits (matched on lower case)."""
TO_ENTER = re.compile(
    r"\bto enter\b|\bSTE\b|\blives\b|\bresides\b|\bstory\b|\blevel (?:home|house)|\bwalk[- ]?up\b|"
    r"\bhome (?:set|env)|\bto (?:bed|2nd|second|basement)\b|\b(?:ranch|elevator|apartment|"
    r"condo)\b|\bhouse with\b|\bhome with\b|\bramp to\b|\bbetween levels\b|\blevel house\b|"
    r"\bsplit level\b|\bentry\b(?! steps)|\b(?:steps|stairs) (?:inside|indoors)[ \t]*(?:,|\Z)",
    re.I,
)
HOUSED = re.compile(
    r"(?:\b(?:living situation|living arrangements?|housing|dwelling|home environment)[ \t]*:[^.;\n]*?|"
    r"(?<!at )(?<!in )\b(?:home|house|apartment|condo|trailer|duplex|townhouse|cottage|walk-?up|(?:split|tri|bi)-level)"
    r"(?:[ \t]*[:,(])?[ \t]*(?:\w+[- ](?:story|level|floor)[ \t]*(?:home|house)?[ \t]*[,;][ \t]*)?"
    r"(?:with[ \t]+|has[ \t]+|w/[ \t]*)?)"
    r"\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|ten|twelve)[ \t]+(?:\w+[ \t]+)?\Z",
    re.I,
)
"""The place where somebody lives, right before its steps: "mobile home, 4 steps with one rail"."""
AIMS = re.compile(
    r"\b(?:improv\w*|increas\w*|progress\w*|train\w*|practi[cs]\w*|promot\w*|maximi\w*|enhanc\w*|"
    r"restor\w*|facilitat\w*|work on|focus\w* on|drills?|education|safe(?:ty)? (?:with|in|during)|"
    r"in order to|return to|(?<!help )(?<!assist )(?<!assistance )needed to|"
    r"necessary (?:to|for)|required (?:to|for)|prep(?:are)? for|"
    r"simulat\w*|for safe)\s+(?:\w+[ \t,/&]+){0,3}$",
    re.I,
)
HELD = frozenset({"maintain_sit", "maintain_stand"})
"""Activities whose time is their amount."""
RATED_LIST = "PSFS"
RATED = re.compile(
    r"[ \t]*(?:[a-z/]+[ \t]+){0,2}?[-:=(]?[ \t]*[0-8](?:\.\d)?(?:[ \t]?/[ \t]?10)?(?=[ \t]*(?:[,;.)\n(]|\Z))",
    re.I,
)
"""A rating below full ability (10) behind an activity: "kneeling 2/10", "running: 0"."""
LIST_REACH = 160
"""How far behind the name of the scale its activities are told, in characters."""
WALK_TESTS = frozenset({"6 Minute Walk Test", "2 Minute Walk Test"})
LEGS_CARRY = re.compile(r"\b(?:legs?|feet|knees)\b[^.;,\n]{0,24}\Z")
"""What carries somebody, and lifts nothing: "legs would not carry her" (matched on lower case)."""
THING_RUNS = re.compile(
    r"\b(?:van|bus|train|car|truck|mower|engine|nose|faucet|water|iv|machine|pump|clinic|class|program)[ \t]+(?:\w+[ \t]+)?"
    r"runs?\Z"
)
"""A thing that runs (matched on lower case)."""
HOURS = re.compile(
    r"[ \t]+(?:up[ \t]+to[ \t]+|for[ \t]+|about[ \t]+)?(?:(?:[4-9]|1[0-2])(?:[ \t]?(?:-|to)[ \t]?\d{1,2})?|four|"
    r"five|six|eight|ten|"
    r"twelve)[ \t-]*(?:hrs?|hours?)\b(?![^.;\n]{0,40}\b(?:then|before|of \d|limited|pain|struggl\w*|leaves?))"
)
"""A posture held for hours is no limit (matched on lower case)."""
AFTER_WALK = re.compile(
    r"\bafter[ \t]+(?:every|each|any|a|the|his|her|short|long|longer)[ \t]+(?:short[ \t]+|long[ \t]+)?\Z"
)
"""Before a walk that something else comes after: "sits to recover after every walk" (matched on lower case)."""
DIGIT = re.compile(r"[ \t]+(?:of[ \t]+|for[ \t]+)?(?:about[ \t]+|only[ \t]+)?\d")
"""Behind it, an amount that makes it a walk of its own."""
DIAGNOSED = re.compile(r"\b(?:dx|diagnos[ei]s|icd|impression|[MRGI]\d\d\.\d)\b[^.;\n]*$", re.I)
"""A list of diagnoses: "R26.2 difficulty in walking" tells no function."""
ADAPTABLE = frozenset({"dressing", "grooming", "eating"})
"""Activities that a tool or the other hand shows to be limited."""
BESIDE = 40
"""How far from a bare thing the way it is handled may be told, in characters."""
BESIDE_WALK = 70
"""How far from a statement of walking its device is no limitation of its own, in characters."""
TRAINING_SECTIONS = frozenset({"treatment"})
SOCIAL_SECTIONS = frozenset({"social"})
DISCOMFORT = re.compile(
    r"\b(?:pain|discomfort|numb\w*|tingl\w*|dizz\w*|swelling|breath\w*|dyspnea|sob|angina|cramp\w*)\b"
)
HINDERS = (
    "LIMIT_UNABLE",
    "LIMIT_NO",
    "LIMIT_DIFF",
    "LIMIT_LIMIT",
    "LIMIT_NEED",
    "LIMIT_HELP",
    "LIMIT_HELPV",
    "LIMIT_PERSON",
    "LIMIT_MANNER",
)
"""Kinds of words that limit an activity of an earlier time, too."""
LONGEST = 1200
"""Longer sentences (a note without full stops) are read in stretches, so that the work stays linear."""
FIGURE = re.compile(
    r"\d|\bI\b|\b(?:feet|minutes?|hours?|morning|steps|min|mod|max|total|dep|M(?:in|od|ax|IN|OD|AX)|(?:w/|with) A)\b|"
    r"\b[Oo](?:ff|ut of) the\b|"
    r"\b(?:[Gg]oals?|GOALS?|[LS]TGs?|wants?|hopes?|wish(?:es)?|desires?|like) ?[:#\d]|"
    r"\b(?:[Gg]oals?|GOALS?|[LS]TGs?|wants?|hopes?|hoping|wish(?:es)?|desires?|like|love) (?:is |are |of )?to\b"
)
"""What lets a sentence without a word that limits tell of an activity: a figure, a level, a wish or goal."""
MEASURE = re.compile(
    r"\d|\b[IS]\b|\[ ?[xX]|[\u25a0\u2611\u2612]|\b(?:feet|minutes?|hours?|morning|steps|better|improv|increas|return|resume|"
    r"able|goals?|wants?|hopes?|wish|desires?|like|love|off|out of|sup|try|attempt|without pain|confidence|"
    r"blocks?|miles?|laps?|half|"
    r"one|two|three|a)\b",
    re.I,
)
"""What may tell of an amount or level where no word of the lexicon does."""


TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ \t]+\Z")
RELIEF = re.compile(
    r"\b(?:it|which|this|these)[ \t]+(?:(?:has|have|had|is|does|did|been|also|really|seems to)[ \t]+)*\Z"
)
EASES = re.compile(
    r"[ \t]+(?:(?:him|her|them)[ \t]+)?(?:with[ \t]+(?:the|his|her)[ \t]+(?:\w+[ \t]+)?(?:pain|symptoms?|mood|sleep|"
    r"arthritis|depression|swelling)|alleviate|reduce|relieve|improve|control|express|prevent|decrease|lower)\b"
)
AT_REST = re.compile(r"(?:at[ \t]+)?rest(?:ing)?[ \t:]+(?:bp|hr|spo2|sao2|o2|sats?|rr|vitals?|pulse)\b")
"""A rest that vital signs are taken at."""
OFFER = re.compile(
    r"\b(?:can|could|will|would)[ \t]+(?:also[ \t]+)?\Z|\b(?:available|willing|"
    r"able)\b[^.;,\n]{0,14}?\bto[ \t]+(?:provide[ \t]+|give[ \t]+)?\Z"
)
"""Help that could be had: "family is available to help with transfers"."""
AID_HELPS = re.compile(rf"\b{either('limitations', 'aid')}[ \t]+to[ \t]+\Z")
"""Help of an aid, told as its use: "uses a cane to help her walk" (matched on lower case)."""
HELPS_OTHER = re.compile(
    r"[ \t]+(?:out[ \t]+)?(?:his|her|a|their|my)[ \t]+(?:friend|daughter|son|wife|husband|mother|father|parents?|"
    r"neighbou?r|brother|sister|aunt|uncle)\b"
)
EXAMINER = re.compile(
    r"[ \t]+(?:pass|visuali[sz]e|obtain|advance|assess|palpate|identify|appreciate|cannulate|intubate|locate|retrieve|"
    r"rule[ \t]+out|determine|reach[ \t]+(?:the[ \t]+|his[ \t]+|her[ \t]+)?(?:patient|pt|him|family|wife|husband|spouse|"
    r"daughter|son|md|dr|pcp|office|doctor|physician|surgeon|anyone|someone|caregiver|facility)\b|"
    r"be[ \t]+(?:identified|seen|visuali[sz]ed|assessed|determined|obtained|excluded))\b"
)
"""What an examiner cannot do: "unable to pass the scope beyond the bend"."""
OTHER_EASE = re.compile(
    r"\b(?:asleep|awake|tired|fatigued?|tires?|winded|bruis\w*|bleeds?|cries|crying|distracted|upset|frustrated|"
    r"startled|"
    r"out of breath|short of breath|falls?)[ \t]+(?:(?:very|more|quite|so)[ \t]+)?\Z"
)
"""What else happens easily."""
NO_ARM = re.compile(r"\b(?:no|without|w/o)[ \t]+(?:use of[ \t]+)?(?:b[ \t]+|either[ \t]+|any[ \t]+)?\Z")
"""Before arms that are not used (matched on lower case)."""
FASTENER = re.compile(r"(?:\w+ ){0,2}(?:buttons?|buttoning|zip\w*|fasten\w*|snaps?|hooks|clasps?|cuffs?)\b")
"""What somebody else does up is dressing; what a hand fails to do up is a matter of the hand."""
TAKES_STEPS = re.compile(
    r"\b(?:takes?|took|taking|take)[ \t]+(?:about |only |a few |up to )?\d{1,3}(?:[ \t]*(?:to|-)[ \t]*\d{1,3})?[ \t]+"
    r"(?:small |short |shuffling |side )?\Z"
)
"""What makes steps those of walking ("takes 10 to 15 steps with a walker"; matched on lower case)."""
A_STEP = re.compile(
    r"\b(?:takes?|took|taking|taken)[ \t]+(?:even[ \t]+)?(?:a|any|one|a single|a few|more than a few)[ \t]+steps?\Z"
)
"""Steps of walking without a number: "has not taken a step" (matched on lower case)."""
UP_OR_DOWN = re.compile(rf"[^.;\n]*?\b{either('limitations', 'up_or_down')}\b")
"""Words behind steps that make them those of a stair."""
ONE_STEP = re.compile(r"\b(?:1|one|single)[ \t]step\b", re.I)
BY_STAIRS = re.compile(r"\b(?:downstairs|upstairs|stairs|steps|flight|second floor|2nd floor)\b")
"""What makes a chair to sleep in a matter of the stairs."""
WALKED_FAR = 20
"""How far behind a walk with the dog its distance may stand, in characters."""
CHORE = re.compile(r"laundry|trash|garbage|recycling|bins?\b")
"""What somebody else carries as a chore of the household."""
TOILET_BEFORE = re.compile(
    r"\b(?:toilet(?:ing)?|commode|bsc|bm|voids?|incontinence|(?:clothing|pants) (?:down|up))\b"
    r"(?:(?!\b(?:oral|hand|face|facial|hair|sink|groom\w*|personal)\b)[^.\n])*\Z"
)
"""What makes "hygiene" that of the toilet (matched on lower case)."""
LOWERED = re.compile(
    r"\b(?:pants|gown|clothing|clothes|slacks|briefs?|underwear|underpants|trousers|depends|pull-?ups?)\b"
)
UP_AND_DOWN = re.compile(
    r"\b(?:out of the way|manag\w*|pull\w*|hik\w+|lower\w*|rais\w+|up|down|both ways|over (?:his |her )?hips|"
    r"(?:at|on|for) the (?:toilet|commode|bsc))\b"
)
AT_TOILET = re.compile(r"\b(?:toilet\w*|commode|bsc|voids?|voiding|bm|bathroom)\b")
"""What makes the clothes that are pulled up and down a matter of toileting (matched on lower case)."""
TOILET_REACH = 100
_PLACE = (
    r"(?:raised |low |bedside |shower |kitchen )?"
    r"(?:toilet|commode|bsc|chair|recliner|wheelchair|w/c|tub|bath ?tub|shower|car|van|bench)"
)
PLACE = re.compile(_PLACE)
ON_AND_OFF = re.compile(
    r"(?:[ \t]+(?:at night|overnight|daytime|seat))?[ \t]*[:\u2013-]"
    r"(?:[^.;\n]{0,24}?\b(?:on|in)[ \t]?(?:and|&|/)[ \t]?(?:off|out)\b|"
    r"[^.;\n]{0,30}?\bto (?:get|lift|move|transfer|pull|hoist) "
    r"(?:him|her|me|pt|patient) (?:up )?(?:on|onto|off|to|from|in|into|out)\b)"
)
"""How somebody gets on and off the place that heads a line (matched on lower case): a transfer."""
GETS_ON = re.compile(
    r"(?:(?:get|gets|getting) )?(?:on|in) ?(?:and|&|/) ?(?:off|out)|(?:get|gets) (?:him|her|pt) (?:on|off|onto)"
)
PLACE_HEADS = re.compile(
    rf"(?:\A|[\n.;\u2022*-])[ \t]*{_PLACE}(?:[ \t]+(?:at night|overnight|seat))?[ \t]*[:\u2013-][ \t]*\Z"
)
PUSHES_UP = re.compile(
    r"\b(?:push|pushes|pushing|hands?|arms?|ues?|armrests?|tries|attempts|rocks?|rocking)\b[^.;\n]{0,24}?"
    r"\b(?:from|off|out of|on)\b"
    r"[^.;\n]{0,12}?\b(?:couch|sofa|chairs?|recliner|seat|armrests?|arm rests?)\b"
)
UP_STAIRS = re.compile(
    r"[ \t]+(?:up|down)(?:[ \t]+and[ \t]+down)?[ \t]+"
    r"(?:(?:the|a|an|his|her|one|two|three|four|five|\d{1,2}|full)[ \t]+){0,2}"
    r"(?:flights?(?:[ \t]+of[ \t]+(?:stairs|steps))?|stairs|steps|staircase)\b"
)
GETS_UP = ("get up", "gets up", "getting up", "got up")
UP_STEPS = re.compile(
    r"[ \t]+(?:(?:the|a|an|his|her|my|one|two|three|four|five|\d{1,2}|entry|front|back|porch|basement|full)[ \t]+){1,4}"
    r"(?:flights?|stairs|steps|staircase)\b"
)
"""Getting up steps is climbing."""
VITAL_SIGNS = re.compile(
    r"\b(?:bp|pulse|hr|spo2|heart rate|blood pressure|o2 sats?|sats?)\b[ \t:]*(?:of[ \t]+|was[ \t]+)?\d[^.;\n]*\Z"
)
"""A measure that is taken in a posture, before it (matched on lower case)."""
NO_ACT = re.compile(
    r"drop(?:s|ped|ping)?\|[ \t]+(?:out\b|(?:(?:his|her|my|the)[ \t]+)?(?:[\w-]+[ \t]+){0,3}?"
    r"(?:class(?:es)?|league|club|choir|group|lessons|team|membership)\b)|"
    r"(?:stands?|stood)\|[ \t]+(?:it|them|this|that|the[ \t]+(?:pain|noise|heat|itching))\b|"
    r"(?:reach(?:ed|es|ing)?)\|[ \t]+(?:(?:his|her|the|their|all)[ \t]+)?(?:[\w-]+[ \t]+){0,2}goals?\b|"
    r"stand\|[ \t]+(?!always|sometimes|unless|upstairs|downstairs|outdoors|hours|minutes|this|his|less|as\b|across|besides|"
    r"towards|plus|perhaps)[a-z]+s[ \t]*[.,;\"\n]|"
    r"transfer(?:s|red|ring)?\|[ \t]+(?:objects|toys|items|of[ \t]+care|care)\b|(?:lie|lies|lying|laying)[ \t]+flat\||"
    r"drives\|[ \t]+(?:truck|bus|cab|semi)\b|work\|[ \t]+with[ \t]*(?:[.,;)\"\r\n]|\Z)|"
    r"carry\|[ \t]+me[ \t]*(?:[.;,\n]|far\b|that\b|\Z)|"
    r"drives?\|[ \t]+(?:a|an|the)[ \t]+(?:\w+[ \t]+)?(?:bus|forklift|cab|taxi|semi|delivery|rig)\b|"
    r"rolls?\|[ \t]+(?:(?:the|her|his)[ \t]+)?(?:bins?|cart|trash|garbage|ball|dough|hose)\b|"
    r"(?:rising|rise|rises)\|[ \t]+(?:in|over|to|since|despite)\b"
)
"""Words of an activity (before the bar) that another word behind them turns into none."""
IN_BED = re.compile(
    r"\b(?:comfortabl\w*|easily|sleep\w*|slept|stay\w*|remain\w*|rest\w*|read\w*|awake)[ \t]+"
    r"(?:in[ \t]+(?:the[ \t]+|his[ \t]+|"
    r"her[ \t]+)?)?\Z"
)
MOVED_WITH = frozenset({"transfer", "walk", "stairs", "bed_mobility", "sit_to_stand"})
HELPER_DID = re.compile(
    r"\b(?:did|completed|performed|practi[cs]ed|demonstrated|went through)[ \t]+"
    r"(?:(?:an?|the|two|three|\d)[ \t]+)?(?:\w+[ \t]+)?\Z"
)
"""What a helper did in training: "wife did a car transfer with him" (matched on lower case)."""
ASKED = re.compile(
    r"\b(?:(?<!when )(?<!if )ask(?:s|ed|ing)?|request(?:s|ed|ing)?|insist(?:s|ed|ing)?|begg(?:ed|ing))[ \t]+"
    r"(?:to|if (?:she|he) could)[ \t]+"
    r"(?:(?:go|get|be|return|put|come)[ \t]+)?(?:(?:right|back|to|in|into)[ \t]+)*\Z"
)
"""Before the seat or bed that somebody asks for to rest (matched on lower case)."""
ASKED_REACH = 40
RESTFUL = frozenset({"maintain_sit", "bed_mobility", "sit_to_stand"})
THING_WORKS = re.compile(
    r"\b(?:shunt|pump|device|brace|splint|treatment|it|which|injections?|drugs?|pills?|cream|medications?|medicines?|"
    r"patch|machine|fistula|catheter)[ \t]+(?:\w+[ \t]+){0,3}\Z"
)
WORKS_HERSELF = re.compile(
    rf"\b(?:{'|'.join(words('limitation_manner', 'kin'))}|partner|girlfriend|"
    rf"boyfriend)[ \t]+(?:who[ \t]+|also[ \t]+|still[ \t]+)?\Z"
)
"""One of the family who works (matched on lower case)."""
KIN_AND_WORKS = re.compile(
    r"(?:\A|[;:])[\s*\u2022-]*(?:(?:her|his|pt'?s|the|my|only|adult)[ \t]+){0,2}"
    rf"(?:{'|'.join(words('limitation_manner', 'kin'))}|partner|girlfriend|boyfriend)[ \t]+"
    r"(?:(?!\b(?:he|she|pt|patient|who|says?|reports?|states?|notes|helps?|with|does|her|him)\b)[^.;:\n]){1,50}?"
    r"\b(?:but|and)[ \t]+"
    r"(?:also[ \t]+|still[ \t]+|both[ \t]+)?\Z"
)
"""The same behind what else that person does: "daughter visits but works evenings" (matched on lower case)."""
KIN_WORKS_REACH = 90
BROUGHT_IN = re.compile(
    r"[^.;\n]{0,20}?\b(?:brought[ \t]+(?:him|her|them|the[ \t]+patient)|prompted|"
    r"and[ \t]+(?:he[ \t]+|she[ \t]+)?was[ \t]+(?:taken|brought|rushed))\b"
)
"""How the story of an onset goes on: "inability to walk brought her in"."""


def read_limitations(view: NoteView) -> Iterator[Limitation]:
    """Read activity limitations with category, assistance and status."""
    found: list[Limitation] = []
    rows = function_tables.activity_rows(view)
    of_rows = list(_from_rows(view, rows))
    found += of_rows
    for sentence, acts in _by_sentence(view):
        if any(row.start <= sentence.start < row.end for row in rows):
            continue
        found += _sentence(view, sentence, acts)
    for fact in said(view, rows):
        found.append(fact)
    found += [*changed(view, found), *tagged(view, found)]
    found = now_beside(view, found)
    found += list(aims(view, found))
    found += list(freed(view, found))
    celled, own = Cover((r.start, r.end) for r in rows), {id(f) for f in of_rows}
    found = [f for f in now_free(view, found) if id(f) in own or not tells_nothing(view, f)]
    if any(f.status == "goal" for f in found):
        measured = list(measured_against(view, found))
        values = Cover((m.start, m.end) for m in measured)
        found = [*(f for f in found if values.until(f.start) <= f.start), *measured]
    items = [*scored_items(view), *grid_items(view)]
    if items:
        taken = Cover((i.start, i.end) for i in items)
        found = [f for f in found if taken.until(f.end - 1) <= f.start]
        yield from _scored(view, items)
    merged: dict[tuple[int, str, Status], Limitation] = {}
    apart: list[Limitation] = []
    for fact in sorted(found, key=lambda f: (f.start, f.end)):
        if celled.until(fact.start) > fact.start:
            if id(fact) in own:
                apart.append(fact)  # each cell of a table tells of a time of its own
            continue
        key = (view.layout.sentence_index(fact.start), fact.category, fact.status)
        known = merged.get(key)
        if known is not None and _graded_apart(view, known, fact):
            apart.append(fact)
            continue
        merged[key] = fact if known is None else _joined(view, known, fact)
    facts = sorted([*_particular(view, merged), *apart], key=lambda f: (f.start, f.end))
    walks = [f for f in facts if f.category == "walk" and f.status == "present"]
    starts = [f.start for f in walks]
    confined = Cover(
        (f.start, f.end) for f in facts if f.category == "moving_around_home" and f.status == "present"
    )
    grounds = Cover(
        (f.start, f.end) for f in facts if f.category == "walk_surfaces" and f.status == "present"
    )
    kin = kin_own(view)
    for fact in facts:
        if kin.until(fact.start) > fact.start and fact.status != "absent":
            continue
        if fact.category == "equipment" and not PROPELS.search(fact.text):
            sentence = view.sentence(fact.start)
            near = walks[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            beside = any(f.start - BESIDE_WALK < fact.start < f.end + BESIDE_WALK for f in near)
            on_ground = grounds.until(fact.end - 1) > fact.start
            if beside or on_ground or confined.until(fact.start) > fact.start:
                continue
        if fact.status == "present" and of_another_time(
            view, view.sentence(fact.start), fact.start, fact.end
        ):
            continue
        yield _free_of_trouble(view, fact)


TROUBLE_FREE = re.compile(
    r"(?:[^.;,\n]{0,24}?|[ ]?,[^.;\n]{0,48}?)\b"
    r"(?P<ease>(?:(?:without|w/o) (?:an? |any |much |a single )?|no )(?:problem|difficulty|trouble|issue|fatigue|"
    r"tiring)s?)\b"
    r"(?! (?:breath|sleep|with)\w*)"
)
TROUBLE_REACH = 25
"""How far behind an amount its ease begins at most, in characters."""
LIMITED = re.compile(
    r"\b(?:only|unable|cannot|can't|needs?|requires?|help\w*|assist\w*|difficult\w*(?<!without difficulty)|then|not|never|"
    r"stops?|less|less than|no more|no longer|struggl\w*|hard\w*|n't)\b"
)


def _free_of_trouble(view: NoteView, fact: Limitation) -> Limitation:
    """An amount that is managed "without a problem" is no limit ("sits an hour at a time without a problem")."""
    if fact.status != "present" or fact.assist:
        return fact
    if not view.tells(("without ", "w/o "), fact.start, fact.end + TROUBLE_REACH):
        return fact
    said = view.lower[fact.start : fact.end]
    inside = TROUBLE_FREE.search(said)
    free = inside or TROUBLE_FREE.match(view.lower, fact.end)
    if free is None or LIMITED.search(said.replace(free["ease"], "")) is not None:
        return fact
    if inside is None and LIMITED.search(view.lower, fact.end, free.start("ease")) is not None:
        return fact
    return replace(fact, status="absent")


HALVES = {
    "dressing": re.compile(r"\b(?P<u>ub\b|upper)|\b(?:lb\b|lower)"),
    "bed_mobility": re.compile(r"\b(?P<u>roll)|\b(?:sup|sit|lying|scoot|bridg)"),
}
"""Halves of an activity that have a level of help each, told in one breath ("UB dressing Min A, LB Max A").

Of dressing the upper and the lower body, of bed mobility rolling and coming to sit (matched on lower case).
"""


def _graded_apart(view: NoteView, one: Limitation, other: Limitation) -> bool:
    """Whether one sentence gives two halves of an activity a level of help each."""
    if one.category not in HALVES or other.start < one.end or not (one.assist and other.assist):
        return False
    if one.category == "bed_mobility" and ";" not in view.text[one.end : other.start]:
        return False  # "rolling Min A, supine to sit Mod A" is one statement
    halves = [HALVES[one.category].search(fact.text.lower()) for fact in (one, other)]
    return None not in halves and len({m["u"] is None for m in halves if m is not None}) == len(halves)


def _particular(view: NoteView, facts: Mapping[tuple[int, str, Status], Limitation]) -> Iterator[Limitation]:
    """Facts without those that only sum up, or that their own sentence takes back.

    Summed up is what is told particularly elsewhere ("weakness limiting stairs"); taken back, "climbs reciprocally"
    before "but descends one step at a time".
    """
    told: dict[str, int] = {}
    for _, category, status in facts:
        if status == "present":
            told[category] = told.get(category, 0) + 1
    for (sentence, category, status), fact in facts.items():
        if status == "absent" and category in PAIRED:
            limited = facts.get((sentence, category, "present"))
            if limited is not None and fact.start < limited.start:
                continue
        if status == "present" and told[category] > 1 and _sums_up(view, fact):
            told[category] -= 1
            continue
        yield fact


def _sums_up(view: NoteView, fact: Limitation) -> bool:
    """Whether a fact is the general remark of an assessment: an impairment, and the activities that it limits."""
    if fact.specific or fact.assist:
        return False
    written = view.lower[fact.start : fact.end]
    if SUMS_UP.match(written):
        return True
    if not LIMITING.match(written) or not IMPAIRED.search(view.lower, max(0, fact.start - 80), fact.start):
        return False
    return not written.split(None, 1)[0].endswith("s") or COORDINATED.search(written) is not None


def _scored(view: NoteView, items: Sequence[ScoredItem]) -> Iterator[Limitation]:
    """The facts of scored form items ("Sit to stand 02")."""
    for item in items:
        if item.status is not None:
            yield Limitation(
                start=item.start,
                end=item.end,
                text=view.text[item.start : item.end],
                section=view.category_at(item.start),
                status=item.status,
                by="therapist",
                category=item.category,
                icf=icf()[item.category],
                assist=item.assist,
                specific=True,
            )


def _joined(view: NoteView, one: Limitation, other: Limitation) -> Limitation:
    """The same activity told twice in one sentence: one fact over both places."""
    end = max(one.end, other.end)
    return replace(
        one,
        end=end,
        text=view.text[one.start : end],
        assist=one.assist or other.assist,
        specific=one.specific or other.specific,
    )


def _by_sentence(view: NoteView) -> Iterator[tuple[Span, list[Item]]]:
    """Activities grouped by sentence; words of a test's name are no activity."""
    tests = sorted([*view.of_kind("TEST"), *view.of_kind("TESTOTHER")])
    group: list[Item] = []
    at = Span(0, 0)
    begin = 0
    t = 0
    for act in _all_acts(view):
        while t < len(tests) and tests[t].end <= act.start:
            t += 1
        if (
            t < len(tests)
            and tests[t].start <= act.start
            and act.end <= tests[t].end
            and (tests[t].kind == "TEST" or tests[t].end - tests[t].start > act.end - act.start)
        ):
            continue
        if act.value == "stairs" and t and _counts(view, tests[t - 1], act):
            continue
        place = at if at.start <= act.start < at.end else _place(view, act.start)
        long = bool(group) and act.start - group[0].start > LONGEST
        if group and (place != at or long):
            yield _stretch(at, begin, act.start), group
            group = []
        if place != at:
            begin = 0
        elif long:
            begin = act.start
        at = place
        group.append(_climbing(view, act))
    if group:
        yield _stretch(at, begin, len(view.text)), group


STEP_COUNT = re.compile(r"[ \t:=-]*(?:\d{1,3}[ \t]*)?")


def _counts(view: NoteView, test: Item, act: Item) -> bool:
    """Whether steps are the score of a test right before them: "2MST 18 steps"."""
    return "Step" in test.value and STEP_COUNT.fullmatch(view.text, test.end, act.start) is not None


def _all_acts(view: NoteView) -> list[Item]:
    """Activities, seats and bare nouns that stand for one; where they overlap, the activity counts."""
    acts = sorted([*view.once(actions.activities), *seat_acts(view)], key=lambda a: a.start)
    people = Cover((p.start, p.end) for p in view.of_kind("LIMIT_PERSON") if p.end - p.start > LONG_NAME)
    acts = [a for a in acts if not view.lower.startswith(("'t", "\u2019t"), a.end)]  # "don't" dons nothing
    acts = [a for a in acts if a.data.get("form") != "thing" or people.until(a.start) < a.end]
    topics = list(topic_acts(view, acts))
    if not topics:
        return acts
    wide = Cover((t.start, t.end) for t in topics)
    acts = [
        a
        for a in acts
        if a.data.get("form") != "thing" or (wide.until(a.start) <= a.end and wide.until(a.start - 1) < a.end)
    ]
    known = Cover((a.start, a.end) for a in acts)
    return sorted([*acts, *(t for t in topics if known.until(t.end - 1) <= t.start)], key=lambda a: a.start)


def _climbing(view: NoteView, act: Item) -> Item:
    """Walking up or down stairs is climbing."""
    if act.value == "sit_to_stand":
        climbs = view.lower.endswith(GETS_UP, act.start, act.end) and UP_STEPS.match(view.lower, act.end)
        return act._replace(value="stairs") if climbs else act
    if (
        act.value == "stairs"
        and view.lower.endswith((" step", " steps"), 0, act.end)
        and A_STEP.search(view.lower, max(0, act.start - 40), act.end)
        and UP_OR_DOWN.match(view.lower, act.end, act.end + 28) is None
    ):
        return act._replace(value="walk")
    if (
        act.value == "stairs"
        and TAKES_STEPS.search(view.lower, max(0, act.start - 40), act.start)
        and UP_OR_DOWN.match(view.lower, act.end, act.end + 28) is None
    ):
        return act._replace(value="walk")
    if act.value == "housework" and view.lower.endswith("lawn", act.start, act.end):
        far = LAWN_FAR.match(view.lower, act.end) or LAWN_CROSSED.search(
            view.lower, max(0, act.start - 24), act.start
        )
        return act._replace(value="walk_surfaces") if far else act
    if act.data.get("form") == "topic" and view.lower.startswith(MEALS, act.start):
        eats = EATS_WITH.search(view.lower, act.end, view.sentence(act.start).end)
        return act._replace(value="eating", data={"form": "act"}) if eats else act
    if act.value != "walk" or UP_STAIRS.match(view.lower, act.end) is None:
        return act
    return act._replace(value="stairs")


MEALS = ("breakfast", "lunch", "dinner", "supper")
EATS_WITH = re.compile(
    r"\b(?:plate guard|rocker knife|universal cuff|built-?up|scoop (?:dish|bowl)|weighted (?:spoon|fork|utensils?)|"
    r"(?:with|w/) (?:the |her |his )?(?:spoon|fork|left hand|right hand|fingers)|lidded|feeds?|fed|finger foods?)\b"
)
"""What makes a meal one that is eaten, not made (matched on lower case)."""
LAWN_FAR = re.compile(r"[ \t]+(?:x[ \t]?)?\d{1,4}[ \t]?(?:ft|feet|m|yds?|yards)\b")
LAWN_CROSSED = re.compile(
    r"\b(?:on|(?<!taken )(?<!took )(?<!takes )(?<!taking )over|across|crosses|crossing)[ \t]+"
    r"(?:(?:the|her|his|my|a|wet|uneven)[ \t]+)*\Z"
)
"""What makes a lawn a ground to walk on (matched on lower case)."""
LONG_NAME = 9
"""Longer names of persons may hold an activity ("church ladies"), in characters."""
FORM_LINE = 2000
"""A longer line is no line of a form, in characters: keeps an endless line linear."""


DOTS = re.compile(r"[ \t]*\.{3,}")
"""What joins a name to its value on a form."""
HEADED = re.compile(
    r"[a-z]+(?:[ /][a-z]+)?[ ](?:tolerance|distance|endurance)(?:[ \t]*:)?[ \t]*\r?\n[ \t]*"
    r"(?=(?:(?:about|up to|less than|only|no more than|approx\w*|under)[ ])?[<~]?[ ]?(?:\d{1,4}|one|two|three|five|ten)"
    r"[ ]?-?[ ]?(?:min|hrs?\b|hours?|sec|ft\b|feet|blocks?|m\b|meters?|yards?|steps?|[ ]*(?:\n|\Z))|(?:unable|cannot)\b)"
)
"""A heading that is nothing but a tolerance, over a line that opens with its amount (matched on lower case)."""


def _place(view: NoteView, start: int) -> Span:
    """The sentence at an offset, the line of a form whose name and value are joined by dots, or a heading and its value."""
    line = view.layout.line_at(start)
    headed = HEADED.match(view.lower, start) if not view.lower[line.start : start].strip() else None
    if headed is not None:
        return Span(start, view.layout.sentence_at(headed.end()).end)
    if line.end - line.start <= FORM_LINE and view.text.find("...", line.start, line.end) >= 0:
        return Span(line.start, line.end)
    return view.layout.sentence_at(start)


def _stretch(sentence: Span, begin: int, end: int) -> Span:
    """The part of a sentence that one group of activities stands in (all of it, at its usual length)."""
    return Span(max(sentence.start, begin), min(sentence.end, end))


def _sentence(view: NoteView, sentence: Span, acts: Sequence[Item]) -> Iterator[Limitation]:
    """Facts of one sentence."""
    section = view.category_at(acts[0].start)
    if is_silent(view, section, sentence) or is_teaching(view, sentence):
        return
    cues = [i for i in view.between(sentence.start, sentence.end) if i.kind in CLASSES and _limits(view, i)]
    if any(c.kind == "LIMIT_SUPPORT" for c in cues):
        whole = {a.start: a.end for a in acts if a.data.get("form") == "act"}
        cues = [c for c in cues if c.value != "support" or whole.get(c.start, 0) <= c.end or not _is_tool(c)]
    silent = not cues and not FIGURE.search(view.text, sentence.start, sentence.end)
    if silent and not any(a.data.get("form") == "said" for a in acts):
        return
    units = group(view, cut(view, sentence, acts, cues))
    previous: Unit | None = None
    for unit in units:
        if not _tells(view, unit, previous):
            previous = unit
            continue
        first = unit.acts[0]
        said = assertion(view, first.start, first.end, "limitation")
        status = status_of(view, first.start, first.end, said)
        goal = status == "goal"
        if status == "present" and BROUGHT_IN.match(view.lower, unit.acts[-1].end):
            status = "past"
        for act in unit.acts:
            fact_verdict = _unit_verdict(view, unit, act, previous, goal=goal)
            if fact_verdict is None:
                continue
            unit.verdict = fact_verdict
            if act is not first:
                said = assertion(view, act.start, act.end, "limitation")
            fact = _fact(view, _rising(view, act, unit, fact_verdict), fact_verdict, status, said, section)
            if fact is not None:
                yield fact
        if unit.more and status == "present":
            yield from _earlier(view, unit, section)
            yield from _beside_now(view, unit, section)
        previous = unit
    yield from _backwards(view, units, section)


def _is_tool(cue: Item) -> bool:
    """Whether a word of support is a tool, which opens an activity only as its verb ("hook her bra")."""
    return "adapted" in cue.data.get("sense", "").split()


def _earlier(view: NoteView, unit: Unit, section: str | None) -> Iterator[Limitation]:
    """Values of an earlier time behind those of now: "steps: 4 w/ SBA (eval unable)", "STS CGA, was Mod A"."""
    for segment, following in zip(unit.more, [*unit.more[1:], None], strict=True):
        named = _earlier_from(view, unit, segment)
        if named is None:
            continue
        if (
            following is not None
            and segment.closer == "label"
            and view.text[named : segment.end].strip() == ""
        ):
            segment = replace(segment, end=following.end, cues=[*segment.cues, *following.cues])
        yield from _of_time(view, unit, segment, "past", section)


def _beside_now(view: NoteView, unit: Unit, section: str | None) -> Iterator[Limitation]:
    """Values before and behind that of now: "Gait: 3/2 40 ft Mod A / now 90 ft Min A / goal 150 ft CGA"."""
    pieces = unit.more
    now = next((i for i, s in enumerate(pieces) if NOW_SEGMENT.match(view.text, s.start, s.end)), None)
    if now is None:
        return
    for i, segment in enumerate(pieces):
        if i < now and DATED_SEGMENT.match(view.text, segment.start, segment.end):
            yield from _of_time(view, unit, segment, "past", section)
        elif i > now and GOAL_SEGMENT.match(view.text, segment.start, segment.end):
            yield from _of_time(view, unit, segment, "goal", section)


def _of_time(
    view: NoteView, unit: Unit, segment: Segment, status: Status, section: str | None
) -> Iterator[Limitation]:
    """The facts of the value of another time, which stands in a segment of its own."""
    for act in unit.acts:
        alone = replace(unit, own=replace(segment, acts=[]), more=[], inherited=[])
        verdict = judge(view, alone, act.value, [segment], goal=status == "goal")
        if verdict is not None and verdict.status == "present" and verdict.specific:
            start, end = _trimmed(view, segment)
            yield Limitation(
                start=start,
                end=end,
                text=view.text[start:end],
                section=section,
                status=status,
                by="unknown",
                cues=(),
                category=act.value,
                icf=icf()[act.value],
                assist=verdict.assist,
                specific=True,
            )


def _trimmed(view: NoteView, segment: Segment) -> tuple[int, int]:
    """Where the text of a segment starts and ends, without the white space and the full stop around it."""
    written = view.text[segment.start : segment.end]
    return segment.end - len(written.lstrip()), segment.start + len(written.rstrip(" \t\r\n."))


def _earlier_from(view: NoteView, unit: Unit, segment: Segment) -> int | None:
    """Where the value of an earlier time starts in a segment, behind the word that names the time; else nothing."""
    bracket = segment.opener == "hard" and view.text[segment.start - 1] == "("
    if segment.opener == "label" and segment is unit.more[0]:
        later = any(NOW_SEGMENT.match(view.text, s.start, s.end) for s in unit.more[1:])
        m = WAS_LABEL.match(view.text, segment.start, segment.end) if later else None
        return None if m is None else m.end()
    if bracket or segment.opener in ("list", "gap"):
        m = EARLIER_SEGMENT.match(view.text, segment.start, segment.end)
        if m is None:
            pattern = WAS_BRACKET if bracket else WAS_LEVEL
            m = pattern.match(view.text, segment.start, segment.end)
        if m is not None:
            return m.end()
    if not bracket or segment is not unit.more[0] or not view.text.startswith(")", segment.end):
        return None
    cue = next((c for c in segment.cues if c.kind in ("ASSIST", "LIMIT_UNABLE")), None)
    if cue is None or cue.end - cue.start != len(view.text[segment.start : segment.end].strip(" .")):
        return None
    now = [c for c in unit.own.cues if c.kind == "ASSIST" and c.start >= unit.acts[0].start]
    return segment.start if now and now[-1].value != cue.value else None


def _limits(view: NoteView, cue: Item) -> bool:
    """Whether a limiting word is meant as one: no name, no hour, no relief, no help given, no examiner's trouble."""
    low = view.lower
    if cue.kind == "DEVICE":
        return TITLED.search(view.text, max(0, cue.start - 6), cue.start) is None
    if cue.kind == "LIMIT_CAP" and AT_REST.match(low, cue.start):
        return False
    if cue.kind == "LIMIT_SUPPORT" and low.startswith("ue", cue.start):
        return NO_ARM.search(low, max(0, cue.start - 16), cue.start) is None
    if cue.kind == "ASSIST":
        return not (low[cue.start : cue.end].endswith(" a") and low.startswith((".m", " day"), cue.end))
    if cue.kind in ("LIMIT_HELP", "LIMIT_HELPV") and low.startswith("help", cue.start):
        if OFFER.search(low, max(0, cue.start - 32), cue.start):
            return False
        if AID_HELPS.search(low, max(0, cue.start - 24), cue.start):
            return False
        if CALLS_FOR.search(low, max(0, cue.start - CALL_REACH), cue.start) and CALLED.match(low, cue.end):
            return False
        relief = RELIEF.search(low, max(0, cue.start - 24), cue.start) or EASES.match(low, cue.end)
        return relief is None and HELPS_OTHER.match(low, cue.end) is None
    if cue.kind == "LIMIT_EASY" and low.startswith("easily", cue.start):
        return OTHER_EASE.search(low, max(0, cue.start - 24), cue.start) is None
    if cue.kind == "LIMIT_EASY" and low.startswith("alone", cue.start):
        start = max(view.layout.sentence_at(cue.start).start, cue.start - ALONE_BACK)
        cut = low.rfind(";", start, cue.start) + 1
        if cut and not NEVER_SAFE.search(low, start, cut):
            start = cut
        return ALONE_ENDS.match(low, cue.end) is not None and not NOT_ALONE.search(low, start, cue.start)
    if (
        cue.kind == "LIMIT_UNABLE"
        and low.startswith((" from", "from"), cue.end - len(" from"))
        and _keeps_safe(low, cue)
    ):
        return False
    return not (cue.kind == "LIMIT_UNABLE" and EXAMINER.match(low, cue.end))


CALLS_FOR = re.compile(
    r"\b(?:press|ring|call|yell|shout|holler|push|pull|use)(?:es|s|ing|ed)?[ \t](?:[\w']+[ \t]){0,5}?for[ \t]+\Z"
)
"""Before help that is called for, with a bell or light (matched on lower case)."""
CALLED = re.compile(r"[ \t]*(?:[.;,)\n]|\Z|(?:before|when\w*|if|at|and|prior)\b)")
CALL_REACH = 50
ALONE_BACK = 160
"""How far before "alone" its sentence is read."""
ALONE_ENDS = re.compile(
    r"(?:[ \t](?:now|daily|without (?:difficulty|help|issue|problem)\w*))?[ \t]*(?:[.;]|\Z|\n|"
    r",(?![ \t]*(?:with (?:diff|min|mod|max|effort|trouble)|but|unsafe|poor|needs?|requires?|despite|though|wife|husband|"
    r"daughter|son|very|slow|hold)\w*))(?![ \t]*(?:needs?|requires?|but|unsafe)\b)"
)
"""Behind "alone" where it closes what somebody does by himself (matched on lower case)."""
NEVER_SAFE = re.compile(
    r"\b(?:unsafe|(?:never|not) safe|(?:cannot|can't|never|not) (?:be )?(?:left|alone))\b"
)
NOT_ALONE = re.compile(
    r"\b(?:lives?|resid\w+|living|lived|fell|falls?|falling|found|attempt\w*|tends?|tries|tried|trying|concern\w*|worr\w+|"
    r"anxious|anxiety|fear\w*|afraid|scared|nervous|hesita\w+|not|cannot|never|unsafe|unsafely|safety|impulsive\w*|risk|"
    r"rarely|avoid\w*|should|unable|refus\w+|confiden\w*|reluctan\w*|keeps?|kept|prevent\w*|"
    r"no (?:errands?|outings?|trips?|stairs|showers?|shopping|walking|driving|cooking|transfers|bathing|standing)|"
    r"leav\w+|left (?:him|her|pt|them|to)|supervision|wants?|hopes?)\b|n't\b"
)
"""Before it: who lives alone, what is tried, feared or not done so (matched on lower case)."""
KEEPS_NOTHING = re.compile(
    r"\b(?:nothing|never|no longer|not|does not|doesn't|didn't|isn't|is not)(?: \w+)?[ \t]*\Z"
)
"""Before what keeps somebody from something: that nothing does (matched on lower case)."""
DEVICE_KEEPS = re.compile(
    r"(?:\A|[.;,(\n:]|\b(?:and|that|so|while|the|a|an|his|her|their|pt'?s?|of|bed|gait|seat|grab|chair|night|hand|wrist|"
    r"ankle|foot|leg|knee|arm)\b)[ \t]*"
    r"(?:alarm|mat|brace|afo|cane|walker|bars?|seat|pillow|brakes?|rails?|belt|splint|cushion|wedge|sling|ramp)"
    r"(?:[ \t]+(?:in|on) (?:place|bed|chair|shoe|floor))?[ \t]*\Z"
)
"""A device as the subject of what keeps somebody from harm (matched on lower case)."""
FROM_HARM = re.compile(r"[ \t]+(?:falling|tripping|slipping|losing|sliding|wandering)\b")
FROM_MOVING = re.compile(
    r"[ \t]+(?:getting up|rolling|bending|leaning|moving|turning|sitting up|standing up)\b"
)


def _keeps_safe(low: str, cue: Item) -> bool:
    """Whether what keeps somebody from something limits no activity: a device against falls, or nothing at all."""
    start = max(0, cue.start - 40)
    if FROM_HARM.match(low, cue.end) or KEEPS_NOTHING.search(low, start, cue.start):
        return True
    return (
        FROM_MOVING.match(low, cue.end) is not None and DEVICE_KEEPS.search(low, start, cue.start) is not None
    )


def _tells(view: NoteView, unit: Unit, previous: Unit | None) -> bool:
    """Whether a unit holds anything to judge by: a cue, a figure, or the list it goes on."""
    if unit.inherited or unit.own.cues or any(s.cues for s in unit.more):
        return True
    if previous is not None and previous.verdict is not None and previous.verdict.shared:
        return True
    if any(a.data.get("form") == "said" for a in unit.acts):
        return True
    if BARE_LEVEL.match(view.lower, unit.acts[-1].end):
        return True
    ends = (unit.own, *unit.more)
    return MEASURE.search(view.text, unit.own.start, ends[-1].end) is not None


def _rising(view: NoteView, act: Item, unit: Unit, verdict: Verdict) -> Item:
    """Help "to stand" is help to rise, unless a time is given; with the laundry housework, with buttons dressing."""
    helped = verdict.assist or any(
        c.kind in ("LIMIT_HELP", "LIMIT_PERSON", "LIMIT_NEED") for c in unit.own.cues
    )
    written = view.lower[act.start : act.end]
    behind = (c for s in unit.more[:1] for c in s.cues)
    given_up = any(c.kind == "LIMIT_UNABLE" for c in (*unit.own.cues, *unit.inherited, *behind))
    if (
        act.value == "lift_carry"
        and CHORE.search(written)
        and any(c.kind == "LIMIT_PERSON" for c in unit.own.cues)
    ):
        return act._replace(value="housework")
    if (
        act.value == "recreation"
        and written.startswith("walk")
        and amounts.FAR.search(view.text, act.end, min(len(view.text), act.end + WALKED_FAR))
    ):
        return act._replace(value="walk")  # how far the dog is walked
    if (
        act.value == "bed_mobility"
        and written.startswith("sleep")
        and BY_STAIRS.search(view.lower, unit.own.start, view.sentence(act.end - 1).end)
    ):
        return act._replace(value="stairs")
    if (
        act.value == "fine_hand"
        and FASTENER.match(written)
        and ((helped and not given_up) or (act is not unit.acts[0] and unit.acts[0].value == "dressing"))
    ):
        return act._replace(value="dressing")
    if act.value in ("toileting", "sit_to_stand", "bathing") and (
        (PLACE.fullmatch(written) and ON_AND_OFF.match(view.lower, act.end))
        or (GETS_ON.fullmatch(written) and PLACE_HEADS.search(view.lower, max(0, act.start - 40), act.start))
    ):
        return act._replace(value="transfer")
    if (
        act.value == "dressing"
        and LOWERED.search(written)
        and UP_AND_DOWN.search(view.lower, unit.own.start, unit.own.end)
        and AT_TOILET.search(
            view.lower, max(view.sentence(act.start).start, act.start - TOILET_REACH), unit.own.end
        )
    ):
        return act._replace(value="toileting")
    if written == "hygiene" and TOILET_BEFORE.search(view.lower, max(0, act.start - 80), act.start):
        return act._replace(value="toileting")
    if act.value == "transfer" and written in ("transfer", "transfers") and _from_seat(view, unit):
        return act._replace(value="sit_to_stand")
    bare = written in ("stand", "stands", "stood", "to stand")
    if not bare or not helped or amounts.TIME.search(view.text, unit.own.start, unit.own.end):
        return act
    return act._replace(value="sit_to_stand")


def _from_seat(view: NoteView, unit: Unit) -> bool:
    """Whether "transfers" are said to be done by pushing up from a seat, with no level of assistance."""
    end = unit.more[-1].end if unit.more else unit.own.end
    cues = [c for s in (unit.own, *unit.more) for c in s.cues]
    return any(c.kind == "LIMIT_SUPPORT" for c in cues) and (
        not any(c.kind == "ASSIST" for c in cues)
        and PUSHES_UP.search(view.lower, unit.acts[-1].end, min(end, unit.acts[-1].end + 120)) is not None
    )


def _unit_verdict(
    view: NoteView, unit: Unit, act: Item, previous: Unit | None, *, goal: bool
) -> Verdict | None:
    """The verdict of one activity: from its own segment, from its qualifiers, or from the list it goes on."""
    if act.data.get("form") == "said":
        level = (
            judge(view, unit, act.value, [unit.own, *unit.more], goal=goal) if act is unit.acts[0] else None
        )
        if level is not None and level.status == "present" and level.assist:
            return level  # "Sponge bath EOB, Mod A for back"
        return None if of_kin(view, unit) else Verdict("present", True, None, act.start, act.end)
    rated = RATED.match(view.text, act.end) if _in_rated_list(view, act.start) else None
    if rated is not None:
        return Verdict("present", True, None, act.start, rated.end())
    if UNTESTED.match(view.lower, act.end) or _not_meant(view, unit, act, goal=goal):
        return None
    unit = _as_now(view, unit)
    judged = None if act.data.get("form") == "topic" else _judged(view, unit, act, previous, goal=goal)
    return told(view, unit, act) if judged is None and not goal else judged


def _in_rated_list(view: NoteView, at: int) -> bool:
    """Whether a place stands in the list of a Patient-Specific Functional Scale, which rates what is hard to do."""
    return any(t.value == RATED_LIST for t in view.between(max(0, at - LIST_REACH), at, "TEST"))


def _judged(view: NoteView, unit: Unit, act: Item, previous: Unit | None, *, goal: bool) -> Verdict | None:
    """The verdict by words that limit or free of limits."""
    thing = act.data.get("form") in ("thing", "label")
    own = judge(view, unit, act.value, [unit.own], goal=goal)
    if own is None and unit.more:
        own = judge(view, unit, act.value, [unit.own, *unit.more], goal=goal)
        if own is not None and thing:
            bracketed = unit.own.closer == "hard" and view.text.startswith("(", unit.own.end)
            told_so = own.assist is not None or _on_somebody(unit)
            heads = told_so and (
                unit.own.closer == "label" or bracketed or _heads_row(view, unit)
            )  # "Socks: dep", "Socks   dep"
            heads = heads or _only_so(view, unit)
            own = own if own.shared or heads or act.data.get("form") != "thing" else None
    elif own is not None and unit.more and not own.assist:
        more = judge(view, unit, act.value, [unit.own, *unit.more], goal=goal)
        if (
            (more is not None and more.status == own.status and (more.assist or more.specific))
            or (more is not None and own.status == "absent" and more.status == "present" and more.assist)
            or (
                more is not None
                and own.status == "present"
                and more.status == "absent"
                and all(c.kind == "DEVICE" for c in unit.own.cues)
                and unit.own.closer == "list"
            )
        ):
            own = more
    if (
        own is None
        and previous is not None
        and previous.verdict is not None
        and previous.verdict.shared
        and unit.own.opener == "list"
    ):
        lead = view.text[unit.own.start : unit.acts[0].start]
        stopped = any(c.kind == "LIMIT_STOP" for c in (*previous.own.cues, *previous.inherited))
        if stopped and not (
            act.data.get("form") == "thing" or view.lower.endswith("ing", act.start, act.end)
        ):
            return None  # "quit bowling, cooks for herself"
        free = lead.rstrip().endswith(("able to", " can"))  # "wife helps with bathing, pt able to dress"
        if len(lead.split()) <= 3 and not free and all(c.kind == "DEVICE" for c in unit.own.cues):
            v = previous.verdict
            return Verdict(v.status, v.specific, v.assist, act.start, act.end, True)
    if (
        own is not None
        and act.value == "stairs"
        and not goal
        and own.status == "present"
        and not own.assist
        and any(c.kind == "LIMIT_MODI" for s in unit.more for c in s.cues)
        and all(c.kind == "LIMIT_SUPPORT" for c in unit.own.cues)
    ):
        return None  # "stairs with one railing, mod I"
    if own is not None and own.status == "absent" and _none_without(view, unit, previous):
        return Verdict("present", True, None, act.start, act.end, True)
    if own is not None and thing and not goal and not _strong_for_thing(view, unit, own):
        return None
    return own


ROW_OPENS = re.compile(r"[\W\d_]*(?:[A-Za-z]{3,12}(?:,| ?[/&+])[ ]?){0,3}\Z")


def _heads_row(view: NoteView, unit: Unit) -> bool:
    """Whether things stand alone at the head of a row, with a level in the cell behind them: "Socks   Max A"."""
    line, level = view.layout.line_at(unit.acts[0].start).start, unit.more[0]
    return (
        unit.own.closer == "gap"
        and ROW_OPENS.match(view.text[line : unit.acts[0].start]) is not None
        and not view.text[unit.acts[-1].end : unit.own.end].strip()
        and any(c.kind == "ASSIST" and not view.text[level.start : c.start].strip() for c in level.cues)
    )


ONLY = re.compile(
    r"[ \t\-\u2013\u2014]*(?:only\b(?![ \t]*(?:child|son|daughter|if pain|as needed))|"
    r"[^.;,\n]{1,30}?[ \t](?:only|max|tops|at most|then[ \t]+(?:is[ \t]+)?(?:done|stops?|quits?|rests?|"
    r"sits?))[ \t]*(?:[.;,\n]|\Z))"
)
"""What tells behind a head how little of it is left (matched on lower case)."""


def _only_so(view: NoteView, unit: Unit) -> bool:
    """Whether a thing heads how little of it is left ("Yoga: only the chair version")."""
    begins = unit.more[0].start
    return (
        unit.own.closer in ("label", "gap") and ONLY.match(view.lower, begins, unit.more[0].end) is not None
    )


def _none_without(view: NoteView, unit: Unit, previous: Unit | None) -> bool:
    """Whether a list of what is not done without help goes on: "unable to don bra, socks or shoes without help"."""
    return (
        previous is not None
        and previous.verdict is not None
        and previous.verdict.shared
        and previous.verdict.status == "present"
        and unit.own.opener == "list"
        and any(c.kind == "LIMIT_UNABLE" for c in (*previous.own.cues, *previous.inherited))
        and len(view.text[unit.own.start : unit.acts[0].start].split()) <= ALSO
        and WITHOUT.search(view.lower, unit.acts[0].start, (unit.own, *unit.more)[-1].end) is not None
    )


ALSO = 2
WITHOUT = re.compile(r"\b(?:without|w/o)[ \t]+(?:\w+[ \t]+)?(?:help|assist\w*|a?[ \t]*hand)\b")


def _as_now(view: NoteView, unit: Unit) -> Unit:
    """The unit without values of another time: from "now" or an arrow on, without "(was ...)" behind."""
    pieces = [unit.own, *unit.more]
    for i, segment in enumerate(pieces[1:], 1):
        if segment.closer != "label" and NOW_TAG.match(view.lower, segment.start, segment.end):
            before = pieces[i - 1]
            if before is unit.own or not any(c.kind == "ASSIST" for c in before.cues):
                continue
            bare = replace(unit.own, cues=[], end=unit.acts[-1].end)
            return replace(unit, own=bare, more=[before, *pieces[i + 1 :]])
        levels = any(c.kind == "ASSIST" for s in (segment, *pieces[:i]) for c in s.cues)
        if _is_now(view, segment) and (levels or NOW_AMOUNT.match(view.lower, segment.start, segment.end)):
            bare = replace(unit.own, cues=[], end=unit.acts[-1].end)
            return replace(unit, own=bare, more=pieces[i:])
    kept = [s for s in unit.more if not THEN_SEGMENT.match(view.text, s.start, s.end)]
    return unit if len(kept) == len(unit.more) else replace(unit, more=kept)


def _is_now(view: NoteView, segment: Segment) -> bool:
    """Whether a segment tells the present value behind an earlier one ("now SBA", "Min A -> Ind")."""
    if NOW_SEGMENT.match(view.text, segment.start, segment.end):
        return True
    levels = any(c.kind in ("ASSIST", "LIMIT_INDEP", "LIMIT_MODI") for c in segment.cues)
    return ARROW.search(view.text, max(0, segment.start - 6), segment.start) is not None and (
        levels or INDEPENDENT_I.search(view.text, segment.start, segment.end) is not None
    )


def _strong_for_thing(view: NoteView, unit: Unit, verdict: Verdict) -> bool:
    """A bare thing ("church", "socks") needs a verb that says it cannot be done or needs help."""
    kinds = {c.kind for s in (unit.own, *unit.more) for c in s.cues} | {c.kind for c in unit.inherited}
    first = unit.acts[0].start
    if _so_handled(unit):
        return True
    if verdict.assist or OUT_OF.search(view.lower[max(0, first - 16) : first]):
        return True
    if verdict.status == "absent":
        return "LIMIT_EASY" in kinds
    if (
        unit.acts[0].value == "recreation"
        and "LIMIT_NO" in kinds
        and verdict.specific
        and not view.lower.endswith("ing", first, unit.acts[0].end)
    ):
        return True  # "no basketball", but a shoulder "with no hiking"
    return _on_somebody(unit) or bool(
        kinds
        & {
            "LIMIT_UNABLE",
            "LIMIT_STOP",
            "LIMIT_DIFF",
            "LIMIT_HELP",
            "LIMIT_HELPV",
            "LIMIT_CAP",
            "ASSIST",
            "LIMIT_LIMIT",
        }
    )


def _on_somebody(unit: Unit) -> bool:
    """Whether a person is named as needed: "socks: dependent on husband"."""
    kinds = {c.kind for s in (unit.own, *unit.more) for c in s.cues}
    return {"LIMIT_NEED", "LIMIT_PERSON"} <= kinds


def _so_handled(unit: Unit) -> bool:
    """Whether tries and arms tell of a seat that heads a line, or a tool or the other hand of a garment."""
    act = unit.acts[0]
    senses = {
        sense
        for s in (unit.own, *unit.more)
        for c in s.cues
        if max(c.start, act.start) - min(c.end, act.end) < BESIDE
        for sense in c.data.get("sense", "").split()
    }
    if act.data.get("form") == "label" and act.value == "sit_to_stand":
        return not senses.isdisjoint(("tries", "hands"))
    return act.value in ADAPTABLE and "adapted" in senses


def _not_meant(view: NoteView, unit: Unit, act: Item, *, goal: bool = False) -> bool:
    """Aims, risks, home set-up and other places where an activity's word tells no function."""
    before = view.text[max(unit.own.start, act.start - 60) : act.start]
    given_up = any(c.kind in ("LIMIT_UNABLE", "LIMIT_STOP") and c.start < act.start for c in unit.own.cues)
    aim = AIMS.search(before)
    if aim is not None:
        begin = act.start - len(before) + aim.start()
        given_up = given_up or any(
            begin < c.start < act.start for c in unit.own.cues if c.kind in ("LIMIT_DIFF", "LIMIT_LIMIT")
        )
        given_up = given_up or any(c.kind == "LIMIT_HELP" and c.start <= begin < c.end for c in unit.own.cues)
    if (
        act.value in HELD
        and VITAL_SIGNS.search(view.lower, max(view.sentence(act.start).start, act.start - 60), act.start)
        and not any(c.kind in ("ASSIST", "LIMIT_UNABLE", "LIMIT_DIFF") for c in unit.own.cues)
    ):
        return True  # "pulse 84 sitting and 96 after three minutes standing"
    if goal and PAIN_WILL.search(before):
        return True
    if of_kin(view, unit) or RISK.search(before) or (aim is not None and not goal and not given_up):
        return True
    if act.value == "walk" and (
        _in_walk_test(view, act) or DIAGNOSED.search(before) or _is_title(view, unit, act)
    ):
        return True
    around = view.text[unit.own.start : unit.own.end]
    if (
        act.value == "stairs"
        and (TO_ENTER.search(around) or HOUSED.search(view.text, max(0, act.start - 80), act.start))
        and not any(
            c.kind
            in (
                "ASSIST",
                "LIMIT_UNABLE",
                "LIMIT_DIFF",
                "LIMIT_STOP",
                "LIMIT_HELP",
                "LIMIT_MANNER",
                "LIMIT_CAP",
            )
            for c in unit.own.cues
        )
        and not (goal and any(c.kind == "LIMIT_MODI" for c in unit.own.cues))
        and not any(c.value == "avoid" for s in (unit.own, *unit.more) for c in s.cues)
    ):
        return True
    if act.value == "stairs" and not goal and _of_the_house(view, unit, act):
        return True
    if (
        act.value in ("sit_to_stand", "transfer")
        and act.data.get("form") == "act"
        and re.search(r"\b\d+[ \t]?x[ \t]?\d+\b", around)
        and not any(c.kind == "ASSIST" for c in unit.own.cues)
    ):
        return True
    if _is_name(view, act):
        return True
    written = view.lower[act.start : act.end]
    if written.endswith((" mail", " newspaper")) and any(c.kind == "LIMIT_PERSON" for c in unit.own.cues):
        return True  # what comes to the house is brought in by anybody
    if NO_ACT.match(f"{written.removeprefix('to ')}|{view.lower[act.end : act.end + 40]}"):
        return True
    if act.value == "lift_carry" and LEGS_CARRY.search(view.lower, max(0, act.start - 30), act.start):
        return True
    if act.value == "recreation" and THING_RUNS.search(view.lower[max(0, act.start - 30) : act.end]):
        return True
    if act.value in HELD and HOURS.match(view.lower, act.end):
        return not any(
            c.kind in ("LIMIT_UNABLE", "LIMIT_DIFF")
            or ("hard" in c.data.get("sense", "") and not view.lower.startswith("at a time", c.start))
            for c in unit.own.cues
        )
    if act.value == "walk" and AFTER_WALK.search(view.lower, max(0, act.start - 24), act.start):
        return DIGIT.match(view.lower, act.end) is None
    if act.value == "work" and (
        WORKS_HERSELF.search(view.lower, max(0, act.start - 30), act.start)
        or KIN_AND_WORKS.search(
            view.lower[max(view.sentence(act.start).start, act.start - KIN_WORKS_REACH) : act.start]
        )
    ):
        return True
    if act.value == "work" and THING_WORKS.search(view.lower, max(0, act.start - 40), act.start):
        return True
    if (
        act.value == "bed_mobility"
        and written in ("bed", "in bed")
        and IN_BED.search(view.lower, max(0, act.start - 24), act.start)
    ):
        return True
    if written.endswith(("out of bed", "oob")) and until_a_day(
        view, act.start, act.end, view.sentence(act.start).end
    ):
        return True  # a rest in bed that is over tells of no limit
    if act.value in MOVED_WITH and HELPER_DID.search(
        view.lower, max(unit.own.start, act.start - 30), act.start
    ):
        limits = ("LIMIT_UNABLE", "LIMIT_DIFF", "ASSIST")
        told = any(c.kind in limits for part in (unit.own, *unit.more) for c in part.cues)
        return not told and bool(view.between(unit.own.start, act.start, "LIMIT_PERSON"))
    if act.value in RESTFUL and ASKED.search(view.lower, max(0, act.start - ASKED_REACH), act.start):
        return True
    if written.startswith("travel") and not any(
        c.kind in ("LIMIT_UNABLE", "LIMIT_STOP") for c in unit.own.cues
    ):
        return True
    if (
        written in ("steps", "step")
        and unit.own.closer != "label"
        and HEADING.match(view.text, act.end) is None
        and DOTS.match(view.text, act.end) is None
        and not amounts.FLIGHT.search(around)
        and not (ONE_STEP.search(around) and any(c.kind == "ASSIST" for c in unit.own.cues))
        and not re.search(
            r"\b(?:the|unable|cannot|can't|up|down|manage|negotiate|porch|entry|front|back)\b", around, re.I
        )
    ):
        return True
    if (
        act.value == "bed_mobility"
        and re.search(
            r"\b(?:back|declined|refused|to|assisted) $", view.lower[max(0, act.start - 9) : act.start]
        )
        and written in ("bed", "into bed", "oob")
    ):
        return True
    section = view.category_at(act.start)
    if section in TRAINING_SECTIONS or section in SOCIAL_SECTIONS:
        kinds = {c.kind for s in (unit.own, *unit.more) for c in s.cues} | {c.kind for c in unit.inherited}
        return not kinds & {
            "ASSIST",
            "LIMIT_UNABLE",
            "LIMIT_DIFF",
            "LIMIT_HELP",
            "LIMIT_STOP",
            "LIMIT_PERSON",
            "LIMIT_EASY",
        }
    return False


PAIN_WILL = re.compile(
    r"\b(?:pain|symptoms?|pressure|swelling|numbness|dizziness)[ \t]+(?:will|may|would)\b", re.I
)
"""Before an activity that only brings on or eases a symptom: "the pain will return on standing"."""
NAME_BEHIND = re.compile(r"[ \t]+[A-Z][a-z]{2,}")
IN_SENTENCE = re.compile(r"[a-z,][ \t]+\Z")


def _is_name(view: NoteView, act: Item) -> bool:
    """Whether a bare noun is part of a proper name amid a sentence ("discharged to Garden Court")."""
    first = view.text[act.start : act.start + 2]
    return (
        first.istitle()
        and NAME_BEHIND.match(view.text, act.end) is not None
        and IN_SENTENCE.search(view.text, max(0, act.start - 4), act.start) is not None
    )


TITLE = re.compile(r"difficulty(?:[ \t]+(?:in|with))?[ \t]+walking")
REFERRED = re.compile(
    r"\b(?:dx|diagnos[ei]s|icd\S*|referr(?:al|ed|ing)|ref|rx)\b(?:\bdr\.|[^.;:\n]){0,28}:(?:(?!\b(?:has|have|had|reports?|states?|c/o|now|complain\w*)\b)"
    r"[^.;\n])*\Z|\breferred (?:\w+ ){0,4}?for (?:(?!\b(?:has|have|reports?|now)\b)[^.;\n])*\Z"
)
QUOTED = re.compile(r"(?:[ \t]+nec)?[\"\u201d]|(?:[ \t]*[,(])?[ \t]*r26")
NAMED_DX = re.compile(r"\b(?:dx|diagnos\w+|icd\S*|referr\w+)\b[^.\n]*\Z")
TITLE_REACH = 120
CLOSES = re.compile(r"[ \t]*(?:[.,;\n]|\Z)")


def _is_title(view: NoteView, unit: Unit, act: Item) -> bool:
    """Whether "difficulty walking" is the name of a diagnosis: in quotes, with its code, or in a referral's list."""
    low = view.lower
    cue = next((c for c in unit.own.cues if c.kind == "LIMIT_DIFF" and c.end <= act.start), None)
    if cue is None or TITLE.fullmatch(low, cue.start, act.end) is None:
        return False
    if QUOTED.match(low, act.end) is not None:
        coded = "r26" in low[act.end : act.end + 8] or low.startswith(" nec", act.end)
        named = NAMED_DX.search(low, max(0, cue.start - TITLE_REACH), cue.start) is not None
        quoted = low[max(0, cue.start - 1)] in '"\u201c'
        return coded or (
            quoted and (named or REFERRED.search(low, max(0, cue.start - 60), cue.start) is not None)
        )
    begin = max(view.sentence(act.start).start, act.start - TITLE_REACH)
    return CLOSES.match(low, act.end) is not None and REFERRED.search(low, begin, cue.start) is not None


STEPS_OF_HOUSE = re.compile(
    r"[\s\-*\u2022(]*(?:[a-z ]{3,20}:[ \t]*)?(?:(?:has|there are|with|and)[ \t]+)?(?:\d{1,2}|one|two|three|four|five|six|"
    r"seven|eight|ten|twelve)[ \t]+(?:\w+[ \t]+)?"
)
"""All that stands before the steps of a house: their number (matched on lower case)."""


OF_LEVELS = re.compile(
    r"[\s\-*\u2022]*(?:home:|house:)?[ \t]*(?:lives in )?(?:an? )?(?:split[ -]level|tri[ -]level|bi[ -]level|"
    r"(?:two|2|three|3|multi)[ -]"
    r"(?:story|level)|ranch)(?: (?:home|house|townhouse|condo))?[,;:][ \t]*(?:\d{1,2}|\w+)[ \t]+"
)
"""Before the steps of a house of several levels (matched on lower case)."""
TO_ROOM = re.compile(
    r"[ \t]+(?:(?:w/|with)[ \t]?)?(?:an?[ \t]|one[ \t]|both[ \t]|1[ \t]|2[ \t]|b[ \t]|r[ \t]|l[ \t]|"
    r"right[ \t]|left[ \t])?(?:hand)?rails?"
    r"[ \t]+(?:up[ \t])?to[ \t]"
)


STEPS_TO_ROOM = re.compile(
    r"(?:\A|[.;,(\n\u2022]|\b(?:home|house|housing|environment|set ?-?up|living|social|layout|residence)[ \t]*:|"
    r"\b(?:has|have|are|with|w/|and|plus|then)[ \t])"
    r"[\s\-*]*(?:(?:has|have|there are|with|w/|and|plus|then|also|inside)[ \t]+)*"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"(?:an?|one|full)[ \t](?:full[ \t])?flight of)[ \t]+"
    r"(?:(?:more|carpeted|inside|interior|wooden|steep)[ \t]+)?(?:steps?|stairs)\b"
    rf"(?:[ \t,]*(?:{either('limitations', 'beside_steps')}|\([^()\n]{{0,30}}\))(?![\w/])){{0,10}}"
    r"[ \t]+(?:to|into|from|off|at)[ \t]+"
    r"(?:(?:the|her|his|their|an?|all|main|upper|lower|living|master|full|half|finished)[ \t]+)*"
    rf"{either('limitations', 'room')}\b(?![ \t]+(?:takes?|taking|leaves?|wears?|winds?|tires?|slow\w*))"
)
"""Steps counted at the head of a clause, with no verb before them, and the room they lead to (matched on lower case)."""
ROOM_BEFORE, ROOM_BEHIND = 70, 90
"""How far around an activity of stairs such steps are looked for, in characters."""


def _of_the_house(view: NoteView, unit: Unit, act: Item) -> bool:
    """Whether a clause only counts the entry steps and their rails: "Four entry steps with one rail"."""
    cues = [c for s in (unit.own, *unit.more) for c in s.cues]
    begin = view.sentence(act.start).start
    if TO_ROOM.match(view.lower, act.end) and OF_LEVELS.fullmatch(
        view.lower, max(begin, act.start - 40), act.start
    ):
        return not unit.inherited and all(c.kind == "LIMIT_SUPPORT" for c in cues)
    at = max(begin, act.start - ROOM_BEFORE)
    rooms = STEPS_TO_ROOM.search(view.lower[at : act.end + ROOM_BEHIND])
    if rooms is not None and at + rooms.start() <= act.start < at + rooms.end():
        return not unit.inherited and all(
            c.kind in ("LIMIT_SUPPORT", "LIMIT_EASY")
            or view.lower.startswith("up to", c.start)
            or (c.kind != "ASSIST" and at + rooms.start() <= c.start < at + rooms.end())
            for c in cues
        )
    return (
        view.lower.find("entry", act.start - 6, act.end) >= 0
        and not unit.inherited
        and all(c.kind == "LIMIT_SUPPORT" for c in cues)
        and STEPS_OF_HOUSE.fullmatch(view.lower, max(begin, act.start - 40), act.start) is not None
    )


TEST_BESIDE = 240
"""How far beside walking its test and help are looked for."""


def _in_walk_test(view: NoteView, act: Item) -> bool:
    """Whether the walking told is that of a timed walk test ("walked 900 ft in the 6-minute walk test")."""
    sentence = view.sentence(act.start)
    start, end = max(sentence.start, act.start - TEST_BESIDE), min(sentence.end, act.end + TEST_BESIDE)
    for test in view.between(max(0, start - 30), end, "TEST"):
        helped = view.lower.startswith("in ", test.start) and (
            view.between(start, end, "ASSIST") or view.category_at(act.start) == "goals"
        )
        if test.value in WALK_TESTS and not helped:
            between = view.lower[min(test.end, act.end) : max(test.start, act.start)]
            if len(between) < 60 and " and " not in between and ";" not in between and "\n" not in between:
                return True
    return False


def _backwards(view: NoteView, units: Sequence[Unit], section: str | None) -> Iterator[Limitation]:
    """Lists whose level stands at the end: "bathing, dressing, toileting Max A"."""
    carried: Unit | None = None
    for unit, following in zip(reversed(units[:-1]), reversed(units[1:]), strict=True):
        if (
            unit.verdict is None
            and following.verdict is not None
            and following.own.opener == "list"
            and all(c.start == unit.acts[0].start for c in unit.own.cues)
            and not any(s.cues for s in unit.more)
        ):
            v = following.verdict
            trailing = following is carried or any(
                c.start >= following.acts[-1].end
                and (
                    c.kind in ("ASSIST", "LIMIT_INDEP", "LIMIT_UNABLE")
                    or (c.kind in ("LIMIT_EASY", "LIMIT_HELP") and v.status == "absent")
                    or (
                        c.kind == "LIMIT_DIFF"
                        and IS_HARD.fullmatch(view.lower, following.acts[-1].end, c.start) is not None
                    )
                )
                for c in following.own.cues
            )
            exercise = re.search(r"\bx[ \t]?\d", view.text[unit.own.start : unit.own.end])
            if not trailing or exercise or _not_meant(view, unit, unit.acts[0]):
                continue
            unit.verdict = Verdict(v.status, v.specific, v.assist, unit.acts[0].start, unit.acts[-1].end)
            carried = unit
            for act in unit.acts:
                said = assertion(view, act.start, act.end, "limitation")
                status = status_of(view, act.start, act.end, said)
                fact = _fact(view, act, unit.verdict, status, said, section)
                if fact is not None:
                    yield fact


ONLY_TIMES = ("prior", "before", "until", "then")
"""Words of a limit that beside a statement of an earlier time may only name the time."""


def _fact(
    view: NoteView, act: Item, verdict: Verdict, status: Status, said: Assertion, section: str | None
) -> Limitation | None:
    """A fact from an activity and its verdict; None where the statement is no labelled limitation."""
    start, end = min(verdict.start, act.start), max(verdict.end, act.end)
    if status == "past" and verdict.status == "present":
        now = CURRENT.search(view.text, act.end, end)
        if now is not None and not (verdict.assist is None and does_now(view, now.start(), end)):
            status = "present"
    if status == "past" and (
        verdict.status == "absent"
        or not (
            verdict.assist
            or verdict.shared
            or view.between(start, end, *HINDERS)
            or (
                any(
                    c.kind != "LIMIT_CAP" or not view.lower.startswith(ONLY_TIMES, c.start)
                    for c in view.between(start, end, "LIMIT_CAP", "LIMIT_SUPPORT", "DEVICE")
                )
                and " could " not in view.lower[max(0, start - 12) : end]
                and told_of_then(view, act.start, act.end, view.sentence(act.start))
            )
        )
    ):
        return None  # "walked two miles daily": an amount of the prior level limits nothing
    if status == "present":
        status = verdict.status
        if status == "present" and any(
            c.category == "NEGATED_EXISTENCE"
            and c.text.lower().startswith(("denie", "denied", "deny", "negative"))
            for c in said.cues
        ):
            if DISCOMFORT.search(view.lower, said.cues[0].end, max(act.start, said.cues[0].end)):
                return None  # denied pain on walking tells nothing of walking
            status = "absent"
    if status in ("family", "conditional", "possible"):
        return None
    if status == "goal" and "[x" in view.text[max(0, act.start - 8) : act.start].lower():
        return None
    return Limitation(
        start=start,
        end=end,
        text=view.text[start:end],
        section=section,
        status=status,
        by=said.by,
        cues=said.cues,
        category=act.value,
        icf=icf()[act.value],
        assist=verdict.assist,
        specific=verdict.specific,
    )


NON_AMBULATORY = re.compile(r"\W*(?:non-?[ ]?amb\w*|hoyer|lift|bed ?bound|not able)\b", re.I)
"""Cells of a table that say that something is not done."""


def _from_rows(view: NoteView, rows: Iterable[function_tables.Row]) -> Iterator[Limitation]:
    """Facts of table rows with a column for each time."""
    for row in rows:
        for cell in row.cells:
            text = view.text[cell.start : cell.end]
            if UNTESTED.match(text.lower()):
                continue
            limited, level = _of_cell(view, row.act, cell)
            if limited is None or (not limited and cell.status == "past"):
                continue
            said = assertion(view, cell.start, cell.end, "limitation")
            yield Limitation(
                start=cell.start,
                end=cell.end,
                text=text,
                section=view.category_at(cell.start),
                status=cell.status if limited or cell.status == "goal" else "absent",
                by=said.by,
                cues=said.cues,
                category=row.act.value,
                icf=icf()[row.act.value],
                assist=level,
                specific=True,
            )


def _of_time_unit(view: NoteView, cue: Item) -> bool:
    """Whether "min" behind a figure is a unit of time, and no level of help."""
    return (
        view.lower.startswith("min", cue.start)
        and view.lower[max(0, cue.start - 2) : cue.start].strip()[-1:].isdigit()
    )


def _of_cell(view: NoteView, act: Item, cell: function_tables.Cell) -> tuple[bool | None, str | None]:
    """Whether a cell limits its activity or frees it of limits (else None), and the level of help that it names."""
    cues = [i for i in view.between(cell.start, cell.end) if i.kind in CLASSES and _limits(view, i)]
    text = view.text[cell.start : cell.end]
    level = next((c.value for c in cues if c.kind == "ASSIST" and not _of_time_unit(view, c)), None)
    if level is None and SUPERVISED.search(text.rstrip()):
        level = "Supervision"
    if level is None and (bare := function_tables.BARE_LEVEL.match(text)):
        level = function_tables.BARE_LEVELS[bare[1][:3].lower()]
    modified = any(c.kind == "LIMIT_MODI" for c in cues)
    free = any(c.kind == "LIMIT_INDEP" for c in cues) or INDEPENDENT_I.fullmatch(text.strip()) is not None
    if (
        level is not None
        or any(c.kind == "LIMIT_UNABLE" for c in cues)
        or NON_AMBULATORY.match(text)
        or amounts.NEAR.search(text)
        or (act.value in HELD and amounts.TIME.search(text))
    ):
        return None if modified and cell.status != "goal" else True, level
    if modified:
        return None, None
    if free:
        return False, None
    segment = Segment(cell.start, cell.end, "hard", cues=cues)
    unit = Unit([act], segment)
    verdict = judge(view, unit, act.value, [segment], goal=cell.status == "goal")
    if verdict is None or verdict.status != "present":
        verdict = told(view, unit, act) or verdict
    if verdict is not None:
        return verdict.status == "present", verdict.assist
    if done_by_another(view, cell.start, cell.end) or _said_in(view, act.value, cell):
        return True, None
    return (False if DOES_SELF.match(text) else None), None


DOES_SELF = re.compile(
    r"(?:(?:she|he|pt|now)[ \t]+)*(?:does|puts|gets|ties|manages|washes|cooks|cuts|drives|handles)\b[^,;.|]{0,24}?"
    r"\b(?:him|her)self\b[ \t.]*\Z",
    re.I,
)
"""A cell that says that the patient does it alone: "does both herself"."""


def _said_in(view: NoteView, category: str, cell: function_tables.Cell) -> bool:
    """Whether a cell is a statement of limits by itself ("off work", "2 staff")."""
    if STAFF.search(view.lower, cell.start, cell.end):
        return True
    return any(
        i.value == category and i.data.get("status") == "present"
        for i in view.between(cell.start, cell.end, "LIMITATION")
    )


STAFF = re.compile(
    r"\b(?:x[ ]?)?(?:[1-3]|one|two|three)[ \t-]?(?:staff|persons?|people|aides?|cnas?|nurses?|helpers?)\b"
)
"""How many it takes (matched on lower case)."""
