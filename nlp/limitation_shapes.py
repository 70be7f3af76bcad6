"""Statements of limited function with a fixed shape and changing words: "sold her car", "slid off the bed".

A shape is looked for only around one of its words (``lexicon_shapes.csv``), and only in a note that tells of
function otherwise: these words are common, and alone they prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rehabcode.nlp.reader_words import either
from rehabcode.nlp.view import NoteView

THE = r"(?:the|her|his|my|our|their|a|an)"
NEVER = (
    r"(?:\bnot|n't|\b(?:has|have|does|did|is|ca|wo|could|would)nt|"
    r"\bnever|\bhardly|\brarely|\bbarely|\bseldom|\bno longer|\bquit|\bstopped)\b"
)
ROOM = r"(?:living|family|front|dining) room"
FLOOR = r"(?:first|main|ground|lower|one|same) (?:floor|level|story)"
MOST_OF_DAY = (
    r"(?:all|most|nearly\s+all|almost\s+all|much|the\s+(?:whole|entire|better\s+part))\s+(?:of\s+)?"
    r"(?:(?:the|her|his|my|each)\s+)?(?:day|days|time)\b"
)
PERCH = r"(?:bed|recliner|lift\s+chair|chair|couch|sofa|wheelchair|w/?c|(?:living\s+)?room|bedroom|den)\b"
WORKPLACE = either("limitation_shapes", "workplace", blank=r"\s+")
PLACE = either("limitation_shapes", "place", blank=r"\s+")
AUXILIARY = re.compile(
    r"(?:,\s+who\s[^,.;\n]{1,36},|\s+(?:had|has|underwent)\s[^.;,\n]{2,40}\sand)?\s+"
    r"(?:(?:has|had|have|is|was|are|were|not|now|also|recently|who|just|still|been|usually|always|home|here)\s+)*"
)
TAKES_LEAVE = re.compile(
    r"(?:[ \t]+[a-z]{2,12})?(?:[ \t]+works?[ \t]+(?:[a-z-]+[ \t]+){1,3}?(?:but|and))?[ \t]+"
    r"(?:(?:has|have|had|is|was|can|could|will|be|been|may|also|now|just|plans?|planning|able|hopes|to|takes?|took|taken|taking|"
    r"got|gets?|getting|use[ds]?|using|an?|the|some|few|\d{1,2}|one|two|three|four|days?|weeks?|months?|time|leave|of|from|off|"
    r"on|applied|for|approved|her|his|their)[ \t]+)*"
)
"""Between one of the family and the work that is left for the patient's sake ("son took a week off work")."""
TOLD_BY = re.compile(r"\b(?:per|by|with|to|from|of)[ \t]+(?:(?:the|his|her|my|a)[ \t]+)?\Z")
"""What makes a person the one who tells or helps, and not the one spoken of."""
PERSON_REACH = 56
"""How far before a statement the one it tells of may be named, in characters."""
BEHIND = 60
AHEAD = 60
"""How far around its word a shape is looked for, in characters."""


def _shape(category: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    return category, re.compile(pattern)


SHAPES = {
    "slid": _shape(
        "balance",
        rf"(?:fell|tumbled|slid|slides?|slipped|slipping|sliding|rolled)\s+(?:right\s+)?(?:off|out|from)(?:\s+of)?(?:\s+{THE})?"
        rf"(?:\s+(?:edge|side)\s+of(?:\s+{THE})?)?\s+(?:\w+\s+)?(?:bed|chair|recliner|couch|sofa|toilet|commode|"
        rf"wheelchair|w/?c|"
        r"seat|mattress)\b",
    ),
    "things_fall": _shape(
        "fine_hand",
        r"\b(?:phones?|cups?|mugs?|glass(?:es)?|pills?|bottles?|forks?|spoons?|keys|plates?|dishes|pens?|remote|coins|books?)\s+"
        r"(?:(?:often|always|usually|all)\s+)?(?:ends?|winds?|lands?)\s+(?:up\s+)?on\s+the\s+floor\b",
    ),
    "two_to_seat": _shape(
        "transfer",
        r"\b(?:two|2|three|3)\s+(?:(?:people|persons|staff|aides|cnas|nurses|helpers|strong\s+\w+|of\s+(?:us|them))\s+)?"
        r"(?:and\s+a\s+(?:gait\s+|lift\s+)?(?:belt|lift|sheet)\s+)?(?:(?:are|were)\s+needed\s+)?(?:to\s+(?:get|lift|move|transfer|hoist|haul|slide|pull|help)|lift|hoist|move|transfer)\s+"
        rf"(?:him|her|me|pt|patient|the\s+patient)\s+(?:up\s+)?(?:on|onto|on\s+to|off|off\s+of|to|into|from|out\s+of)\s+(?:{THE}\s+)?"
        r"(?:\w+\s+(?:to\s+)?)?(?:toilet|commode|bsc|chair|recliner|wheelchair|w/c|car|van|tub|shower)\b",
    ),
    "floor": _shape(
        "balance",
        r"(?:(?:ended|wound)\s+up|landed|found|sank|crumpled|went|collapsed)\s+(?:down\s+)?(?:on|to|onto)\s+the\s+"
        r"(?:\w+\s+)?(?:floor|ground)\b(?!\s+(?:to|for)\s+(?:exercise|stretch|play))",
    ),
    "down": _shape(
        "balance",
        r"(?:buckled|gave\s+(?:way|out)|tripped|slipped|stumbled)[^.;\n]{0,30}?\bwent\s+down\b|"
        r"\b(?:buckled|gave\s+(?:way|out)),?\s+(?:and\s+)?(?:(?:she|he|i|pt)\s+)?fell\b|"
        r"\b(?:buckles?|gives?\s+(?:way|out))\s+and\s+(?:she|he|i|pt)\s+goes\s+down\b|"
        r"\b(?:he|she|i|pt)\s+went\s+down\s+(?:hard|in\b|on\b|at\b|twice|again)|"
        r"\b(?:toes?|foot|heel|cane|walker)\b[^.;\n]{0,20}?\band\s+went\s+down\b(?!\s+(?:\d|the\b|a\b|to\b|stairs|steps|hall|ramps?|in\b))",
    ),
    "caught": _shape(
        "balance",
        r"\bcatch(?:es|ing)\s+(?:him|her|my)self\s+(?:on|with|against|by|when|often|daily|before|at)\b|"
        r"\bcaught\s+(?:him|her|my)self\s+(?:\w+\s+)?(?:on|against|by)\s+(?:the|a)\s+(?:\w+\s+)?(?:counter|wall|"
        r"rail|sink|table|"
        r"door\w*|cart|bed|chair|dresser|furniture|couch|stove|railing|banister|fridge|car)|"
        r"\bcaught\s+(?:him|her|my)self\s+(?:twice|several|many|\d|three|each)",
    ),
    "under": _shape("balance", r"\b(?:legs?|knees?|feet)\b[^.;\n]{0,20}\b(?:out\s+)?from\s+under\b"),
    "wall": _shape(
        "balance",
        rf"\b(?:keeps?|kept|with|has|puts|needs)\s+(?:(?:{THE}|one)\s+)?(?:hand|shoulder|arm|elbow)\s+(?:on|along|"
        rf"against)\s+"
        rf"(?:{THE}\s+)?(?:walls?|furniture|counters?|something)\b",
    ),
    "wheel": _shape(
        "drive_transport",
        rf"{NEVER}[^.;\n]{{0,30}}?\bbehind\s+the\s+wheel\b|\bout\s+from\s+behind\s+the\s+wheel\b",
    ),
    "sold": _shape(
        "drive_transport",
        rf"\b(?:sold|had\s+to\s+sell|is\s+selling|gave|gave\s+away|junked|got\s+rid\s+of|turned\s+in|handed\s+over)\s+{THE}\s+(?:old\s+|only\s+)?"
        r"(?:car|truck|van|minivan|pickup|jeep|suv|sedan)\b(?!\s+(?:a|an|its|new|some)\b)",
    ),
    "sold_toy": _shape(
        "recreation",
        rf"\b(?:sold|gave\s+away|got\s+rid\s+of|hung\s+up)\s+{THE}\s+(?:\w+\s+)?(?:motorcycle|bike|boat|camper|"
        rf"clubs|horses?|kayak|rv|"
        r"bow|rifle|cleats|apron|skis|skates|racquet|canoe|harley|snowmobile)\b",
    ),
    "keys": _shape(
        "drive_transport",
        rf"\b(?:gave|gives|handed|hands|turned|surrendered)\s+(?:(?:over|up|in)\s+)?{THE}\s+(?:car\s+|"
        rf"driver\W?s\s+)?(?:keys|license)\b|"
        r"\b(?:gave|handed|turned)\s+(?:\w+\s+){1,3}(?:the|her|his|my)\s+(?:car\s+)?keys\b",
    ),
    "house": _shape(
        "moving_around_home",
        rf"{NEVER}[^.;\n]{{0,36}}?\b(?:out\s+of|outside|past|beyond|farther\s+than|further\s+than|off)\s+{THE}\s+"
        r"(?:front\s+|back\s+)?(?:house|apartment|condo|porch|property|driveway|yard|door|room|bedroom|building|"
        r"mailbox|ramp|lobby|landing|carport|sidewalk|"
        r"stoop|deck|gate)\b",
    ),
    "sleeps": _shape(
        "stairs",
        rf"\b(?:sleeps?|sleeping|slept)\s+(?:\w+\s+){{0,4}}?(?:downstairs|(?:on|in)\s+the\s+{FLOOR}|"
        rf"in\s+the\s+{ROOM})\b|"
        r"\b(?:sleeps?|sleeping|slept)\s+[^.;\n]{3,30}?\b(?:because|since|as|so)\s[^.;\n]{0,24}?\b(?:upstairs|(?:2nd|second)\s+floor|"
        r"stairs|steps|flight)\b|"
        r"\b(?:bedroom|bed)\b[^.\n]{0,30}?\b(?:upstairs|(?:2nd|second)\s+floor)\b[^.\n]{0,34}?\b(?:sleeps?|sleeping|slept)\b",
    ),
    "moved_bed": _shape(
        "stairs",
        r"\b(?:moved|brought|put|set\s+up|has)\s+(?:\w+\s+){0,2}?(?:bed|bedroom|mattress|cot)\s+(?:\w+\s+){0,2}?"
        rf"(?:down|downstairs|(?:to|on)\s+the\s+{FLOOR}|(?:in|into)\s+the\s+{ROOM})\b",
    ),
    "one_floor": _shape(
        "stairs",
        rf"\b(?:stays?|staying|lives?|living|kept|keeps?)\s+(?:only\s+|all\s+|to\s+)?(?:on\s+|in\s+|"
        rf"to\s+)?(?:the\s+)?{FLOOR}\b"
        r"(?=[^.;\n]{0,24}\b(?:now|since|only|of\s+the\s+house|so|to\s+avoid|because))",
    ),
    "step_at_a_time": _shape(
        "stairs",
        r"\b(?:one|1|a)\s+(?:step|stair|foot)\s+at\s+a\s+time\b(?=[^.;\n]{0,40}\b(?:up|down|rail|stairs?|banister|"
        r"flight)\b)|"
        r"\b(?:up|down|upstairs|downstairs|flight)\b[^.;\n]{0,30}\b(?:one|1|a)\s+(?:step|stair|foot)\s+at\s+a\s+time\b",
    ),
    "elevator": _shape(
        "stairs",
        r"\b(?:takes?|taking|uses?|using|rides?)\s+(?:the|an)\s+(?:elevator|lift|stair\s?lift)\b(?=[^.;\n]{0,30}\b(?:now|instead|"
        r"since|because|only|so|these\s+days|due)\b)",
    ),
    "on_step": _shape(
        "stairs",
        r"\b(?:legs?|knees?|thighs?|quads?|it)\s+(?:\w+\s+){0,2}?(?:giv(?:e|es|ing)|gave|buckl\w+|fold\w*|quits?|shak\w+|"
        r"trembl\w+)\s*(?:way|out)?\s+(?:on|at|by|going\s+up|going\s+down|coming\s+down|after)\s+(?:the\s+|her\s+|"
        r"his\s+)?(?:\w+\s+)?(?:steps?|stairs?|flight|staircase)\b|"
        r"\b(?:legs?|knees?|quads?)\s+(?:giv(?:e|es|ing)|gave|buckl\w+)\s*(?:way|out)?\s+(?:on|during|with)\s+"
        r"(?:stair\s+)?(?:descent|ascent)\b",
    ),
    "pulls_up": _shape(
        "sit_to_stand",
        r"\b(?:pulls?|pulling|hauls?|drags?|hoists?|push(?:es)?|pushing)\s+(?:him|her|my)self\s+(?:up|to\s+standing|out|off)\s+"
        r"(?:with|on|by|from|using|off|out\s+of)\s+(?!(?:the\s+|his\s+|her\s+)?(?:bed|stairs|steps|bann?ister)\b)(?:(?:the|a|his|her|my|both|one)\s+)?\w+",
    ),
    "seated_for": _shape(
        "maintain_sit",
        r"\b(?:good\s+for|tolerates?|lasts?|manages?|limited\s+to|only)\s+(?:about\s+|around\s+|only\s+|maybe\s+)?"
        r"\d+\s?(?:min(?:ute)?s?|hrs?|hours?)\s+(?:at|in|behind|on)\s+(?:the|a|his|her|my)\s+"
        r"(?:desk|wheel|car|truck|pew|computer|cab|van|tractor|office\s+chair|desk\s+chair)\b",
    ),
    "done_after": _shape(
        "walk",
        r"\b(?:done|spent|finished|stops?|has\s+to\s+stop|limps?|limping|gives?\s+out)\s+(?:\w+\s+)?(?:after|from)\s+(?:about\s+|"
        r"around\s+|only\s+|maybe\s+)?(?:\d+(?:\.\d+)?|an?|one|two|three|half|1/2)\s?(?:an?\s+|of\s+an?\s+)?"
        r"(?:miles?|mi|blocks?|blks?|ft|feet|yards?|yds?|m)\b",
    ),
    "hours": _shape(
        "work",
        r"\b(?:two|three|four|five|six|half|[2-6])[- ]?h(?:ou)?rs?[- ](?:shifts?|days?|workdays?)\b|"
        r"\bcut\s+(?:his|her|my|the)\s+(?:shifts?|hours|days)\b|"
        r"\bdown\s+to\s+(?:\w+\s+)?(?:hours?|days?|shifts?)\s+(?:a|per)\s+(?:day|week)\b",
    ),
    "desk": _shape(
        "work",
        r"\b(?:moved|switched|transferred|reassigned|put|went|had\s+to\s+(?:move|switch|transfer|change))\s+(?:(?:him|her|"
        r"me)\s+)?(?:from\s+[^.;\n]{1,24}?\s+)?(?:to|on)\s+"
        r"(?:(?:a|the|her|his)\s+)?(?:desk|front\s+desk|office|counter|register|dispatch|phones?|sit[- ]down|"
        r"seated)\b(?!\s+chair)",
    ),
    "cut_to": _shape(
        "work",
        r"\b(?:cut|went|reduced|down)\s+(?:back\s+|down\s+)?to\s+(?:\w+\s+)(?:days|hours|shifts)\b(?!\s+of)",
    ),
    "fetch_down": _shape(
        "push_pull_reach",
        rf"\b(?:gets?|getting|reach(?:es|ing)?|takes?|taking|brings?|fetch(?:es|ing)?|hands?|lifts?)\s+(?:{THE}\s+|"
        rf"things\s+|stuff\s+)"
        r"(?:\w+\s+){0,3}?down\b(?!\s+(?:to|the|on|in)\b)",
    ),
    "not_back": _shape(
        "work",
        rf"(?:{NEVER}|\b(?:unable\s+to|cannot|can\s+not|cant|yet\s+to))\s+(?:\w+\s+){{0,2}}?"
        r"(?:back|return(?:ed|ing)?|cleared|released|gone\s+back|go\s+back|get\s+back|been|stepped|set\s+foot)\s+(?:back\s+)?(?:yet\s+)?"
        rf"(?:to|at|on|in|into|for)\s+(?:{THE}\s+)?(?:[\w-]+\s+){{0,3}}?{WORKPLACE}\b",
    ),
    "lasted": _shape(
        "work",
        r"\b(?:back\s+to|back\s+at|return\w*\s+to|work|shift|job)\b[^.;\n]{0,44}?\blast(?:ed|s)\s+(?:only\s+|about\s+|maybe\s+)?"
        r"(?:\d+|an?|one|two|three|four|five|six|half)\s?(?:of\s+)?(?:an?\s+|the\s+)?(?:hours?|hrs?|h|days?|shifts?|weeks?|wks?)\b",
    ),
    "boss": _shape(
        "work",
        r"\b(?:boss|supervisor|manager|employer|foreman|chef|captain|chief|sergeant|principal|"
        r"(?:head|charge)\s+nurse|director|owner|dispatcher)\s+(?:now\s+|just\s+|only\s+)?(?:has|have|had|put|puts|moved|keeps|kept|lets|"
        r"is\s+letting)\s+(?:him|her|me|pt)\s+(?:on|at|in|doing|do|only|sit\w*|answer\w*|work\w*|(?!travel)\w{3,}ing|to)\b|"
        r"\b(?:boss|supervisor|manager|employer|foreman)\s+(?:has\s+)?(?:reduced|cut)\s+(?:his|her|my)\s+(?:hours|shifts|days)\b",
    ),
    "missed": _shape(
        "work",
        r"(?<!not )(?<!never )(?<!n't )\bmiss(?:ed|es|ing)\s+(?:(?!church|therapy|visits?|doses?|meals?|due|in|"
        r"because)[\w/]+\s+){0,4}?"
        r"(?:work\b|school\b|shifts?\b|(?:her|his|of\s+(?:her|his))\s+classes\b)(?!\s+up)",
    ),
    "floor_not": _shape(
        "stairs",
        rf"(?:{NEVER}|\bavoids?|\b(?:unable\s+to|cannot|can\s+not|cant))\s+(?:\w+\s+){{0,2}}?(?:been|gone|go|goes|going|get|gets|getting|made"
        rf"\s+it|make\s+it|up|down|use|using|reach)\s+(?:(?:up|down|back|even)\s+)*(?:(?:to|in|into|on)\s+)?(?:{THE}\s+)?(?:\w+\s+(?:on|in)\s+the\s+)?"
        r"(?:(?:second|2nd|third|3rd|upper|top)\s+(?:floor|level|story)|upstairs|basement|cellar|attic)\b(?!\s+(?:washer|dryer|laundry|freezer|pantry))",
    ),
    "hands_knees": _shape(
        "stairs",
        r"\b(?:stairs?|steps?|flights?|staircase|levels?|upstairs|downstairs|(?:goes|gets|comes|crawls|climbs)\s+(?:up|down)\s+to)\b[^.;\n]{0,24}?"
        r"\b(?:on|using)\s+(?:(?:her|his|my|all|both|hands\s+and)\s+)*(?:hands\s+and\s+(?:knees|feet)|bottom|butt|seat|rear\s+end|backside|behind)\b|"
        r"\b(?:goes?|going|comes?|coming|gets?|getting|scoots?|scooting|crawls?|crawling|bumps?|bumping)\s+"
        r"(?:up\s+and\s+down|up|down)(?:\s+(?:them|it))?\s+on\s+(?:her|his|my|all)\s+"
        r"(?:hands\s+and\s+(?:knees|feet)|fours|bottom|bum|butt|seat|rear(?:\s+end)?|backside|behind)\b",
    ),
    "backwards": _shape(
        "stairs",
        r"\b(?:comes?|goes|coming|going|walks?|gets?)\s+(?:up|down)\s+(?:(?:the\s+|her\s+|his\s+)?(?:\w+\s+)?(?:stairs|steps|flight)\s+)?"
        r"(?:backwards?|sideways)\b",
    ),
    "landing": _shape(
        "stairs",
        r"\b(?:rests?|stops?|sits?|pauses?|stopping|resting|pausing|sitting)\b[^.;\n]{0,24}?(?<!each )(?<!every )"
        r"\blanding\b|"
        r"\blanding\b[^.;\n]{0,24}?\b(?:rests?|stops?|sits?|pauses?|resting|breathe)\b",
    ),
    "each_landing": _shape(
        "endurance",
        r"\b(?:rests?|stops?|sits?|pauses?|stopping|resting|pausing)\s+(?:\w+\s+){0,3}?(?:each|every)\s+landing\b",
    ),
    "song": _shape(
        "endurance",
        r"\b(?:sits?|rests?|stops?|quits?|sitting|resting)\s+(?:down\s+)?(?:after|halfway\s+through)\s+(?:only\s+|about\s+)?"
        r"(?:half\s+an?|one|an?|two)\s+(?:songs?|hymn|verse|dance|prayer)\b",
    ),
    "minutes_of": _shape(
        "walk",
        r"\bafter\s+(?:about\s+|only\s+|maybe\s+)?(?:\d{1,2}|a\s+few|two|three|four|five|six|eight|ten|fifteen|twenty)\s+min(?:ute)?s?\s+of\s+"
        r"(?:walking|being\s+up\s+and\s+walking),?\s+(?:she|he|i|pt)\s+(?:has\s+to|have\s+to|must|needs\s+to)\s+(?:sit|stop|rest|lean|find|turn)\b",
    ),
    "minutes_active": _shape(
        "endurance",
        r"\b(?:\d{1,2}|a\s+few|two|three|four|five|six|eight|ten|fifteen|twenty)\s+min(?:ute)?s?\s+of\s+(?:any\s+)?(?:activity|exercise|effort|work)\s*,?\s+"
        r"(?:and|then|before)\s+(?:she|he|i|pt)\s+(?:asks\s+to\s+(?:stop|rest|sit)|is\s+(?:done|spent|winded|exhausted)|(?:has|needs)\s+to\s+(?:stop|rest|sit))\b|"
        r"\b(?:can|able\s+to|does|manages?|tolerates?)\s+(?:do\s+|manage\s+|tolerate\s+)?(?:only\s+|about\s+)?(?:\d{1,2}|a\s+few|two|three|four|five|ten|fifteen)\s+"
        r"min(?:ute)?s?\s+of\s+(?:any\s+)?(?:activity|exercise|effort)\s+(?:at\s+a\s+time|only|max|at\s+most|tops)\b",
    ),
    "cross_room": _shape(
        "walk",
        r"\bcross(?:es)?\s+(?:her|his|the|my)\s+(?:own\s+)?(?:living\s+room|kitchen|hall(?:way)?|bedroom)\s*"
        r"(?:(?:,|and|but|then|before)\s+)+(?:she\s+|he\s+|i\s+)?(?:then\s+|now\s+)?(?:(?:has|have|needs?)\s+to|must)\s+(?:rest|sit|stop|lean)\b",
    ),
    "sport_amount": _shape(
        "recreation",
        rf"(?:{NEVER}|\b(?:unable\s+to|cannot|can\s+not|cant))\s+(?:\w+\s+){{0,2}}?"
        r"(?:finish|swim|complete|play|throw|make|last|pitch|bowl|ride|do)\s+(?:more\s+than\s+|past\s+|over\s+|beyond\s+|even\s+)?"
        r"(?:\d{1,4}|an?|one|two|three|four|five|six|ten|twenty)\s?(?:full\s+|whole\s+|straight\s+)?(?:(?:yds?|yards?|m|meters?|miles?)\s+)?"
        r"(?:of\s+)?(?:laps?|holes?|innings?|pitches|frames?|sets?|rounds?|fly|butterfly|free|freestyle|backstroke|breaststroke|"
        r"on\s+the\s+bike)\b",
    ),
    "league": _shape(
        "recreation",
        rf"\b(?:out\s+of|off)\s+{THE}\s+(?:\w+\s+)?(?:league|team|club)\b(?=[^.;\n]{{0,30}}\b(?:since|all|this|because|until|now|on|due)\b|\s*[.;,\n])",
    ),
    "stool_work": _shape(
        "work",
        rf"\b(?:teach(?:es|ing)?|works?|working|lectures?|coach(?:es)?|preach(?:es)?|cuts\s+hair|does\s+hair)\s+(?:\w+\s+){{0,4}}?(?:from|on|off)\s+{THE}\s+"
        r"(?:\w+\s+)?(?:stool|chair)\b(?!\s+(?:soften|sample|log|test|chart))",
    ),
    "on_feet": _shape(
        "maintain_stand",
        r"\b(?:after|only|barely|past|(?:not|no|never|cannot|can't|unable\s+to\s+\w+)\s+(?:\w+\s+)?(?:more\s+than|over|longer\s+than)|(?:lasts?|manages?|good\s+for|limited\s+to)(?:\s+about)?|"
        r"(?:more\s+than|over|longer\s+than)(?=[^.;,\n]{3,24}feet\s+(?:causes?|hurts?|increas|aggravat|makes|brings|leads|gives|is\s+too)))"
        r"\s+(?:about\s+|only\s+|maybe\s+)?"
        r"(?:\d+|an?|half\s+an|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty)\s?(?:min(?:ute)?s?|hrs?|hours?)\s+"
        r"(?:on\s+(?:her|his|my)\s+feet|at\s+the\s+(?:stove|sink|counter|register|workbench|ironing\s+board|podium|pulpit|grill|lathe))\b|"
        r"\bon\s+(?:her|his|my)\s+feet\s+(?:at\s+the\s+\w+\s+)?(?:only\s+)?\d+\s?min(?:ute)?s?\s+(?:max|at\s+most|only|tops)\b|"
        r"\bat\s+the\s+(?:stove|sink|counter|register|workbench|ironing\s+board|podium|pulpit|grill|lathe),?\s+(?:she|he|i|pt)\s+"
        r"(?:now\s+)?(?:only\s+)?(?:lasts?|manages?|tolerates|is\s+good\s+for|stands?)\s+(?:only\s+|about\s+|maybe\s+|for\s+)*"
        r"(?:\d+|an?|half\s+an|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty)\s?(?:min(?:ute)?s?|hrs?|hours?)\b",
    ),
    "as_far": _shape(
        "walk",
        r"\b(?:walks?|walking|gets?|makes\s+it|ambulates|goes)\s+(?:only\s+|just\s+|maybe\s+|now\s+|about\s+)*as\s+far\s+as\s+the\s+\w+",
    ),
    "to_place": _shape(
        "walk",
        r"\b(?:(?:can\s+|able\s+to\s+)?(?:walks?|gets?)|makes?\s+it|made\s+it|goes|walked|got)\s+(?:(?:only|just|maybe|out|barely)\s+)*"
        r"(?:from\s+[^.;,\n]{3,24}?\s+)?to\s+(?:the|her|his|my)\s+(?:\w+\s+){0,2}?"
        rf"{PLACE}\s*(?:(?:,|and|but|then|before)\s+)+(?:she\s+|he\s+|i\s+|pt\s+)?(?:(?:then|now|usually)\s+)?"
        r"(?:(?:has|have|had|needs?|wants?)\s+to\s+(?:rest|sit|stop|lean|hold|catch)|must\s+(?:rest|sit|stop|lean)|needs?\s+(?:a|the)\s+(?:\w+\s+)?(?:rest|chair|seat|"
        r"break|bench|stool)|rests?\b|resting|stops?\b|sits?\b|sitting|sat\b|leans?\b|is\s+(?:\w+\s+)?(?:done|spent|winded|worn|wiped|exhausted|beat|"
        r"finished)|turns?\s+(?:back|around))|"
        r"\btakes\s+(?:(?:her|him|me)\s+)?(?:[\w-]+\s+){1,3}?(?:min|mins|minutes)\s+to\s+(?:get|walk|go)\s+(?:from\s+[^.;,\n]{3,24}?\s+)?to\s+"
        rf"(?:(?:the|her|his|my)\s+)?{PLACE}\b|"
        r"\b(?:gets?|goes|walks?|makes\s+it)\s+(?:only|just)\s+(?:from\s+[^.;,\n]{3,24}?\s+)?to\s+(?:the|her|his|my)\s+(?:\w+\s+){0,2}?"
        rf"{PLACE}\b",
    ),
    "half_work": _shape(
        "work",
        rf"\bhalf\s+(?:of\s+)?{THE}\s+(?:usual\s+|normal\s+)?(?:schedule|shifts?|caseload|route|workload|hours|"
        rf"patients|clients|classes)\b",
    ),
    "leave": _shape(
        "work",
        r"\b(?:used\s+up|ran\s+out\s+of|burned\s+through|out\s+of)\s+(?:\w+\s+){0,2}?(?:sick|vacation|pto|leave)\b|"
        r"\b(?:early\s+retirement|retired\s+early|medically\s+retired|retired\s+(?:because|due)|"
        r"ha(?:d|s\s+had)\s+to\s+retire)\b(?!\s+to\s+(?:bed|her|his))|"
        r"\bworks?\s+from\s+home\s+(?:now|since|because|as)\b",
    ),
    "every": _shape(
        "walk",
        r"\b(?:stops?|rests?|pauses?|sits?)\s+every\s+(?:\w+\s+){0,2}?(?:ft|feet|foot|steps?|yards?|yds?|block|"
        r"blocks|m|meters?)\b|"
        r"\b(?:stops?|rests?|pauses?|sits?)\s+every\s+\d+\s?(?:ft|feet|'|yds?|m)|"
        r"\b(?:stops?|rests?|pauses?|sits?)\s+at\s+(?:each|every)\s+(?:\w+\s+)?(?:door\w*|chair|bench|corner|house|driveway)\b",
    ),
    "behind_on": _shape(
        "stairs",
        r"\b(?:stands|walks|follows|stays|goes)\s+(?:right\s+|close\s+)?(?:behind|in\s+front\s+of|below|beside)\s+(?:him|her|me|pt)\s+"
        r"(?:on|up|down|going\s+up|going\s+down)\s+(?:the\s+)?(?:\w+\s+)?(?:stairs|steps)\b",
    ),
    "carried_up": _shape(
        "stairs",
        r"\b(?:bump(?:s|ing)?|carr(?:y|ies)|lifts?|pushes|pulls)\s+(?:him|her|me|pt)\s+(?:up|down)\s+"
        r"(?:(?:the|his|her|my|our)\s+)?(?:\w+\s+)?(?:steps|stairs)\b",
    ),
    "seldom_out": _shape(
        "moving_around_home",
        rf"\b(?:leaves?|gets?\s+out|goes\s+out)\s+(?:of\s+)?(?:(?:{THE}\s+)?(?:house|home|apartment)\s+)?(?:only\s+|just\s+|"
        rf"maybe\s+)?"
        r"(?:once|twice|one\s+time|two\s+times|three\s+times)\s+(?:a|per|every|each)\s+(?:\w+\s+)?(?:weeks?|months?)\b|"
        rf"\b(?:only\s+(?:been\s+)?out\s+of\s+{THE}\s+(?:house|home|apartment)\s+(?:(?:once|twice)|to|for)|"
        rf"out\s+of\s+{THE}\s+(?:house|home|apartment)\s+only\s+(?:once|twice|for|to))\b|"
        rf"\bleft\s+(?:{THE}\s+)?(?:house|home|apartment)\s+(?:(?:only|just)\s+(?:once|twice|(?:two|three|2|3)\s+times)\s+(?:in|since|this|all|over)|"
        r"(?:once|twice|(?:two|three|2|3)\s+times)\s+(?:in|since|all|over|this)\s+(?:\w+\s+){0,2}?(?:weeks|months?|discharge|surgery|the\s+fall))\b",
    ),
    "walked_beside": _shape(
        "walk",
        r"(?<!therapist )(?<!pta )(?<!\bpt )\bwalk(?:s|ing)?\s+(?:right\s+|close\s+)?(?:behind|beside|alongside|"
        r"next\s+to)\s+(?:him|her|me|pt|the\s+patient)\s+"
        r"(?:with|when|whenever|while|holding|to\s+catch|to\s+steady|in\s+case|for\s+safety|every\s+time|everywhere)\b",
    ),
    "down_to": _shape(
        "walk",
        r"\bdown\s+to\s+(?:about\s+|only\s+|just\s+)?(?:\d{1,3}|an?|one|half\s+an?|two)\s?(?:ft|feet|blocks?|yards|houses)\b"
        r"(?!\s+(?:of|wide|tall|high))",
    ),
    "holds_to": _shape(
        "balance",
        rf"\bholds?\s+(?:on\s+to|onto)\s+(?:{THE}\s+)?(?:\w+\s+)?(?:counter|sink|table|stove|walls?|furniture|something|chair)\s+"
        r"(?:when|whenever|while|to\s+(?:stand|turn|walk|steady|keep))\b",
    ),
    "no_turn": _shape(
        "balance",
        rf"(?:{NEVER}|\b(?:cannot|can\s+not|unable\s+to|barely))\s+(?:[\w-]+\s+){{1,5}}?without\s+(?:losing|a?\s*loss\s+of)\s+"
        r"(?:(?:her|his|my)\s+)?balance\b",
    ),
    "day_in": _shape(
        "moving_around_home",
        rf"\b(?:spends?|spending|stays?|staying|sits?|sitting|remains?|lies)\s+{MOST_OF_DAY}\s+(?:in|on)\s+"
        rf"(?:{THE}\s+)?{PERCH}|"
        rf"\b(?:stays?|staying|sits?|sitting|remains?|lies|lives)\s+(?:put\s+)?(?:in|on)\s+(?:{THE}\s+)?{PERCH}\s+{MOST_OF_DAY}|"
        rf"\b(?:stays?|staying|remains?)\s+(?:inside|indoors|home|at\s+home)\s+{MOST_OF_DAY}|"
        rf"\b(?:spends?|spending)\s+(?:1[2-9]|2[0-4])\+?\s?(?:h|hrs?|hours)\s?(?:/|a|per|of\s+the|each)\s?day\s+(?:in|on)\s+"
        rf"(?:{THE}\s+)?{PERCH}",
    ),
    "by_furniture": _shape(
        "moving_around_home",
        r"\b(?:gets?|getting|moves?|moving|walks?|walking|makes\s+(?:her|his)\s+way)\s+(?:around|about|through)\s+"
        r"[^.;,\n]{0,24}?\b(?:by|via|holding|hanging|using|with|on|touching|from)\s+(?:[\w-]+\s+){0,2}?furniture\b",
    ),
    "leans_on": _shape(
        "equipment",
        rf"\b(?:leans?|leaning|relies|relying|rely)\s+(?:very\s+)?(?:heavily|hard|a\s+lot|fully|completely|more)\s+on\s+"
        rf"(?:{THE}\s+)?(?:\w+\s+)?(?:walker|cane|rw|fww|rollator|crutch(?:es)?|quad\s+cane)\b",
    ),
    "more_device": _shape(
        "equipment",
        rf"\b(?:went|gone|moved|switched|changed|declined|graduated)\s+from\s+(?:{THE}\s+)?"
        rf"(?:(?:no\s+(?:device|ad)|nothing|(?:\w+\s+)?(?:cane|spc))\s+to\s+(?:{THE}\s+)?(?:\w+\s+)?"
        rf"(?:walker|rw|fww|rollator|w/?c|wheelchair|scooter|power\s+chair)|"
        rf"(?:\w+\s+)?(?:walker|rw)\s+to\s+(?:{THE}\s+)?(?:\w+\s+)?(?:w/?c|wheelchair|scooter|power\s+chair))\b",
    ),
    "wheels_then": _shape(
        "equipment",
        r"\b(?:wheels|propels)\s+(?:(?:her|him)?self\s+)?(?:about\s+|only\s+|up\s+to\s+)?\d{1,3}\s?(?:ft\b|feet\b|')\s*"
        r"(?:then|before|,?\s*and\s+(?:needs|stops|rests|tires)|max\b|only\b|at\s+most)[^.;,\n]{0,24}",
    ),
    "driven": _shape(
        "drive_transport",
        r"\b(?:takes?|taking|drives?|driving|brings?|bringing|transports?|hauls|carts|ferries)\s+(?:him|her|me)\s+"
        r"(?:everywhere|(?:to|on|for)\s+(?:(?:the|all|"
        r"all\s+of|his|her|my|their)\s+){0,2}"
        r"(?:stores?|church|appointments?|doctor\w*|dr|grocery|groceries|visits|errands|shopping|dialysis|therapy|"
        r"work))\b(?!\s+today)",
    ),
    "way": _shape(
        "walk", r"\b(?:stops?|rests?|sits|pauses?)\s+(?:\w+\s+){0,3}?on\s+(?:the|her|his|my)\s+way\b"
    ),
    "swing": _shape(
        "transfer", r"\btub\b[^.;\n]{0,50}?\bswings?\b|\bswings?\b[^.;\n]{0,30}?\b(?:tub|car|truck)\b"
    ),
    "toe": _shape(
        "walk",
        rf"\b(?:catch(?:es|ing)?|stubs)\s+(?:{THE}\s+)?(?:right\s+|left\s+|r\s+|l\s+)?(?:toes?|foot|shoe)\b"
        r"(?!\s+on\s+(?:the\s+)?(?:rugs?|carpets?|thresholds?|uneven|grass|gravel|lawn|curbs?|sidewalk|cracks))",
    ),
    "rug": _shape(
        "walk_surfaces",
        rf"\b(?:catch(?:es|ing)?|stubs)\s+(?:{THE}\s+)?(?:right\s+|left\s+|r\s+|l\s+)?(?:toes?|foot|"
        rf"shoe)\s+on\s+(?:the\s+)?"
        r"(?:rugs?|carpets?|thresholds?|uneven\s+\w+|grass|gravel|lawn|curbs?|sidewalks?|cracks)\b|"
        r"\b(?:feet|foot|toes?|shoes?)\s+catch(?:es|ing)?\s+on\s+(?:the\s+)?(?:edges?\s+of\s+(?:the\s+)?)?"
        r"(?:rugs?|carpet\w*|thresholds?|uneven\s+\w+|grass|gravel|lawn|curbs?|sidewalks?|cracks)\b",
    ),
    "frozen": _shape(
        "housework",
        r"\b(?:eats?|eating|lives?\s+on|living\s+on|relies\s+on|down\s+to|heats?(?:\s+up)?|microwaves?|"
        r"switched\s+to|orders?)\s+"
        r"(?:\w+\s+){0,2}?(?:frozen|tv|microwave|pre-?made|prepared|ready-?made|take-?out)(?:\s+(?:dinners?|meals?|"
        r"food))?\b",
    ),
    "wheels": _shape(
        "housework", r"\bmeals\s+on\s+wheels\b(?!\s+(?:volunteer|driver|offered|info|brochure))"
    ),
    "hired": _shape(
        "housework",
        r"\b(?:hired|pays(?:\s+for)?|has|have|got|uses)\s+(?:\w+\s+){0,2}?(?:cleaning\s+(?:lady|woman|service|person)|"
        r"cleaner|housekeeper|house\s+cleaner|maid|lawn\s+(?:service|guy|crew|care)|yard\s+(?:man|guy|service)|"
        r"landscaper)\b|"
        r"\bcleaning\s+(?:lady|woman|service)\s+(?:now|comes|every|since|twice|once)\b",
    ),
    "online": _shape(
        "shopping",
        r"\b(?:instacart|doordash|shipt|curbside(?:\s+pick-?up)?|grocery\s+pick-?up|online\s+groceries|"
        r"orders?\s+(?:\w+\s+){0,2}?online)\b",
    ),
    "slip_on": _shape(
        "dressing",
        r"(?:\b(?:only|just|switched\s+to|wears|wearing|lives\s+in|down\s+to|bought|"
        r"now)\s+(?:\w+\s+){0,2}?(?:slip-?ons?|elastic[- ]waist(?:ed|band)?|"
        r"velcro|sweat\s?pants|jogging\s+pants|front[- ](?:closure|hook|closing|opening)|pull-?on|pullovers?|"
        r"snap[- ]front|house\s*dresses)\b|"
        r"\b(?:slip-?ons?|velcro|elastic[- ]waist\w*|pull-?ons?|front[- ](?:closure|hook|closing)|"
        r"hooks?\s+in\s+front|hooks?\s+it\s+in\s+front)"
        r"(?:\s+\w+){0,2}\s+(?:now|only|instead|because|these\s+days)\b|\bno\s+more\s+(?:jeans|buttons|laces|heels)\b)",
    ),
    "class": _shape(
        "recreation",
        r"\b(?:dropped|quit|left|gave\s+up|cancell?ed|let\s+go\s+of|stepped\s+down\s+from|"
        r"let)\s+(?:out\s+of\s+)?(?:her|his|my|the)\s+"
        r"(?:\w+\s+){0,2}?(?:class|classes|league|group|membership|club|choir|team|lessons|band|troupe)\b",
    ),
    "watches": _shape(
        "recreation",
        r"\bwatch(?:es|ing)?\s+(?:\w+\s+){0,3}?(?:from\s+(?:the|a|his|her)\s+(?:bench|sidelines?|porch|car|stands|"
        r"chair|bleachers)|instead\s+of)\b",
    ),
    "screen": _shape(
        "recreation",
        r"\b(?:church|mass|services?|sermons?|bible\s+study|class|meetings?|bingo)\b[^.;\n]{0,20}?\b(?:on\s+(?:the\s+)?tv|"
        r"on\s+(?:the\s+)?television|by\s+zoom|"
        r"on\s+zoom|live\s?stream|on\s+the\s+computer)\b",
    ),
    "seat_lean": _shape(
        "maintain_sit",
        r"\b(?:leans?|lists?(?!\s+in\b)|slumps?|droops?|sags?|tips?|falls|slouches|slides\s+down|sinks?)\s+(?:over\s+|down\s+|forwards?\s+|"
        r"sideways\s+|backwards?\s+|(?:to\s+)?(?:the\s+|his\s+|her\s+|one\s+)?(?:l|r|left|right|side)\s+)*(?:"
        rf"(?:when\s+|while\s+)?in\s+(?:{THE}\s+)?(?:w/?c|wheelchair|chair|recliner|armchair|geri[- ]?chair)\b|"
        r"(?:within|after)\s+(?:about\s+|only\s+)?(?:\d{1,2}|a\s+few|two|three|five|ten)\s?min(?:ute)?s?\s+(?:of\s+)?(?:sitting|sat\s+up|upright|up|in))|"
        r"\b(?:leans?|lists?|falls|slumps?|tips?|topples|sags?)\s+(?:over\s+)?to\s+(?:the\s+|his\s+|her\s+|one\s+)?(?:l|r|left|right|side)\s+"
        r"(?:\w+\s+){0,5}?(?:in|when|while)\s+(?:short\s+|unsupported\s+)?sitting\b",
    ),
    "propped": _shape(
        "maintain_sit",
        r"\b(?:propped|supported|positioned|wedged)\s+(?:up\s+)?with\s+(?:pillows|cushions|wedges|towel\s+rolls|bolsters)\s+(?:(?:on\s+)?\w+\s+(?:sides?\s+)?)?"
        r"(?:(?:when|while)\s+)?(?:in\s+(?:the\s+|his\s+|her\s+|a\s+)?(?:chair|wheelchair|w/?c|recliner)|to\s+(?:sit|stay\s+upright|keep)|(?:when|while)\s+(?:up|sitting))\b",
    ),
    "chair_time": _shape(
        "maintain_sit",
        r"\b(?:out\s+of\s+bed|oob|up)\s+(?:to|into|in)\s+(?:the\s+)?(?:chair|recliner|wheelchair|w/c)\s*[:,]?\s+(?:for\s+|x\s?|only\s+|about\s+|max\s+|~\s?|<\s?)*"
        r"\d{1,2}(?:\s?-\s?\d{1,2})?\s?min(?:ute)?s?\b(?!\s+(?:ago|later|after|before|prior|from|in|until))",
    ),
    "stool_by": _shape(
        "maintain_stand",
        r"(?<!home )(?<!house )(?<!kitchen )\b(?:has|have|keeps?|puts?|placed|uses?|using|needs?|got|bought|added)\s+"
        rf"(?:{THE}\s+)?(?:bar\s+|high\s+|kitchen\s+|tall\s+)?stool\s+"
        r"(?:by|at|near|next\s+to|in\s+front\s+of)\s+the\s+(?:sink|stove|counter|ironing\s+board|workbench)\b"
        r"(?!\s+(?:for\s+(?:grand|his|her\s+(?:grand|son|daughter)|the\s+kids)|to\s+(?:change|reach)))",
    ),
    "up_then": _shape(
        "maintain_stand",
        r"\bafter\s+(?:about\s+|only\s+|just\s+)?(?:\d{1,2}|an?|one|two|three|five|ten|a\s+few|a\s+couple\s+of)\s?(?:min(?:ute)?s?)(?:\s+or\s+two)?\s+"
        r"(?:on\s+(?:her|his|my)\s+feet\b|(?:up|upright)\s*,?\s+(?:she\s+|he\s+|pt\s+)?(?:asks?\s+(?:for|to)|needs?|wants?|has\s+to|must|looks?\s+for|sits|is\s+(?:done|spent))\b)",
    ),
    "brake": _shape(
        "drive_transport",
        rf"(?:{NEVER}|\b(?:cannot|can\s+not|cant))\s+(?:trust|feel|press|push|reach|find|move|lift|get)\b[^.;\n]{{0,36}}?"
        r"(?:\bthe|\bto)\s+(?:brakes?|gas\b(?!\s+station)|clutch|(?:gas\s+|brake\s+)?pedals?(?!\s+(?:of|for|on)\b))\b",
    ),
    "keys_taken": _shape(
        "drive_transport",
        rf"\b(?:took|taken|hid|hides|holds?|keeps?|confiscated|has)\s+(?:away\s+)?{THE}\s+(?:car\s+)?keys(?:\s+away)?(?=\s*(?:from\s+(?:him|her|me)\b|since|because|now|so|away))|"
        rf"\b(?:took|taken)\s+away\s+{THE}\s+(?:car\s+)?keys\b",
    ),
    "quit_job": _shape(
        "work",
        rf"\b(?:had\s+to\s+(?:quit|leave|give\s+up|resign|close|sell|shut)|(?:quit|left|gave\s+up|closed|lost|sold|resigned\s+from)(?=[^.;\n]{{3,44}}?\b(?:because|due|since|as|when|d/t|2/2)\b[^.;\n]{{0,40}}?\b(?:pain|weak\w*|unable|could|cannot|can't|stroke|surgery|fatigue|"
        rf"tired|legs?|arms?|hands?|back|knees?|hips?|shoulders?|balance|falls?|fell|ms|illness|diagnos\w+|symptoms?|strength|stand|lift|walk)\b))"
        rf"\s+(?:from\s+)?{THE}?\s*(?:\w+\s+){{0,2}}?(?:job|practice|business|career|barber\s+shop|shop|salon|daycare)\b",
    ),
    "at_work": _shape(
        "work",
        r"\b(?:sits\s+(?:down\s+)?(?:\w+\s+)?(?:every|after|between|most)|(?:has|needs)\s+to\s+sit|must\s+sit|rests|has\s+to\s+rest|lies\s+down|naps|leans|struggles|"
        r"cannot\s+keep\s+up|can't\s+keep\s+up|only\s+\w+ing|falls\s+behind|needs\s+(?:\w+\s+)?(?:help|breaks|rests|chair|stool)|(?:does|doing)\s+only\s+\w+)\b[^.;\n]{0,32}?\b(?:at\s+(?:work|the\s+office|his\s+job|her\s+job|the\s+store\s+where)|(?:during|on)\s+(?:(?:her|his|the)\s+)?(?:shifts?|job))\b",
    ),
    "keep_up": _shape(
        "work",
        rf"(?:{NEVER}|\b(?:unable\s+to|cannot|can\s+not|cant|struggles\s+to|hard\s+to))\s+(?:\w+\s+){{0,1}}?keep\s+(?:up|pace)\s+(?:on|with|at|in)\s+"
        rf"(?:{THE}\s+)?(?:\w+\s+){{0,2}}?(?:{WORKPLACE}|work|workload|orders|line|customers|crew|co-?workers|production|route)\b",
    ),
    "sport_then": _shape(
        "recreation",
        r"\b(?:\d{1,2}|one|two|three|four|five|six|nine|half)\s+(?:holes|laps?|frames|innings|songs|hymns|games?|lengths|rows|sets?|rounds?)\s*,?\s+"
        r"(?:then\s+(?:(?:is|has\s+to|needs\s+to)\s+)?(?:rests?|sits?|stops?|quits?|done)|instead\s+of|rather\s+than|down\s+from|vs\.?|versus|before|and\s+(?:is\s+)?(?:done|rests?|sits?|stops?|quits?|that)|max|only|tops|at\s+most)\b",
    ),
    "attendance": _shape(
        "recreation",
        r"\b(?:church|mass|class|group|choir|club)\s+attendance\s+(?:is\s+|has\s+)?(?:now\s+)?(?:down|dropped|fallen|declined|limited|less|reduced|decreased)\b(?!\s+(?:nationally|everywhere))",
    ),
    "online_church": _shape(
        "recreation",
        r"\b(?:watches|listens\s+to|attends|joins|does|follows)\s+(?:\w+\s+){0,4}?(?:services?|church|mass|class|sermon|bible\s+study)\s+"
        r"(?:online|on\s+the\s+computer|from\s+home|on\s+youtube|on\s+facebook)\b",
    ),
    "comes_home": _shape(
        "recreation",
        r"\b(?:club|group|bible\s+study|friends|cards?|bridge|choir|quilters|card\s+game|bingo)\s+(?:now\s+)(?:comes?|meets?)\s+(?:to|at)\s+(?:her|his|my)\s+(?:house|home|place)\b",
    ),
    "stays_behind": _shape(
        "recreation",
        r"\bstays\s+(?:home|behind|in\s+the\s+(?:car|truck))\s+(?:when|while)\s+(?:the\s+|her\s+|his\s+)?(?:\w+\s+){1,2}?(?:goes|go|hikes?|walks?|fish|fishes|golf|"
        r"golfs|swim|swims|plays?|travels?|visits?)\b",
    ),
    "nap_after": _shape(
        "endurance",
        r"\b(?:naps?|sleeps?|lies\s+down|rests|crashes|(?:goes|is)\s+(?:back\s+)?(?:to|in)\s+bed)\b[^.;,\n]{0,24}?\bafter\s+(?:(?:each|every|her|his|a)\s+)?"
        r"(?:therapy|pt|ot|treatment|dialysis|shower|breakfast|chores|errands|church|exercise|sessions?)\b",
    ),
    "cut_short": _shape(
        "endurance",
        r"\b(?:session|treatment|therapy|tx|visit|activity)\s+(?:was\s+)?(?:cut\s+short|ended|stopped|limited|shortened|terminated)\b[^.;\n]{0,20}?"
        r"\b(?:due\s+to|d/t|2/2|because\s+of|for|by|from|secondary\s+to)\s+(?:\w+\s+)?(?:fatigue|exhaustion|weakness|sob|dyspnea|tiredness)\b",
    ),
    "only_minutes": _shape(
        "endurance",
        r"\b(?:(?:tolerat\w+|manage[sd]|last(?:s|ed)|completed|participated)\s+(?:in\s+|for\s+)?(?:only|just)|only\s+(?:tolerate[sd]|manage[sd]|last(?:s|ed)))\s+"
        r"(?:\d{1,2}|two|three|four|five|ten|fifteen)\s?min(?:ute)?s?\s+(?:(?:of|in|on)\s+)?(?:the\s+)?(?:\w+\s+)?"
        r"(?:treatment|therapy|sessions?|activity|exercises?|tx|adls?|tasks?|bike|nustep|treadmill|ube|elliptical)\b"
        r"(?![^.;\n]{0,12}\b(?:late|transport|md|doctor|nursing|visitors?|arrival|schedul\w+)\b)",
    ),
    "machine_spent": _shape(
        "endurance",
        r"\b\d{1,2}\s?min(?:ute)?s?\s+(?:on|of)\s+(?:the\s+)?(?:nustep|bike|treadmill|ube|arm\s+bike|recumbent\s+bike|scifit|elliptical)\b[^.;\n]{0,14}?"
        r"\b(?:then|before|until|and)\s+(?:he\s+|she\s+|pt\s+)?(?:is\s+|was\s+|needs?\s+(?:to\s+|a\s+)?|needed\s+(?:to\s+|a\s+)?|had\s+to\s+|has\s+to\s+)?(?:spent|rest\w*|stop\w*(?!\s+for\s+the)|exhausted|winded|fatigued?|done|tired|sob)\b|"
        r"\b(?:has|had|needs|needed|have)\s+to\s+(?:stop|rest|sit)\s+after\s+(?:only\s+|about\s+)?\d{1,2}\s?min(?:ute)?s?\s+(?:on|of)\s+(?:the\s+)?"
        r"(?:nustep|bike|treadmill|ube|arm\s+bike|recumbent\s+bike|scifit|elliptical)\b",
    ),
    "chair_then": _shape(
        "maintain_sit",
        r"\bafter\s+(?:about\s+|only\s+|just\s+)?(?:an?\s+|one\s+|half\s+an?\s+|a\s+half\s+|\d{1,2}\s?|ten\s+|twenty\s+)(?:min(?:ute)?s?|hours?|hour)\s+(?:up\s+)?"
        r"in\s+(?:(?:the|her|his|a)\s+)?(?:chair|wheelchair|w/c|recliner|pew)\s*,?\s+(?:(?:my|his|her|the)\s+(?:back|legs?|hips?|trunk)\s+(?:quits?|gives?|aches?)|"
        r"(?:she\s+|he\s+|pt\s+|i\s+)?(?:asks|needs|wants|has\s+to|have\s+to|must|slumps|slides|leans|lies|is\s+(?:done|spent|exhausted)))\b",
    ),
    "lies_after": _shape(
        "maintain_sit",
        r"\b(?:has\s+to|needs\s+to|must|asks\s+to)\s+(?:lie|recline|return\s+to\s+bed|go\s+back\s+to\s+bed|be\s+put\s+back)\b[^.;\n]{0,12}?\bafter\s+(?:about\s+|only\s+|just\s+)?"
        r"\d{1,2}\s?min(?:ute)?s?\s+(?:up\s+)?in\s+(?:(?:the|her|his|a)\s+)?(?:chair|wheelchair|w/c|recliner)\b",
    ),
    "upright_min": _shape(
        "maintain_stand",
        r"(?<!sit )(?<!sits )(?<!sat )(?<!sitting )(?<!seated )(?<!chair )(?<!remain )(?<!remained )"
        r"(?<!bed )\bupright\s+(?:x\s?|for\s+|only\s+|about\s+)*\d{1,2}\s?(?:min(?:ute)?s?|sec(?:ond)?s?)\b"
        r"(?=[^.;\n]{0,24}\b(?:rw|walker|rail|bars?|cga|min\s+a|mod\s+a|sba|hha|then|before|knees?|legs?)\b)(?!\s+(?:after|post))",
    ),
    "weight_unable": _shape(
        "lift_carry",
        r"\b\d{1,3}\s?(?:lbs?|pounds)\s+(?:from|off|to|floor|over|above|overhead)\b(?!\s+(?:last|previous|baseline|admission))[^.;:,\n]{0,24}?\s*[:=\u2013\u2014-]\s*(?:unable|not\s+able|cannot|can't)\b",
    ),
    "parked": _shape(
        "drive_transport",
        r"\b(?:car|truck|van|minivan)\s+(?:sits|has\s+sat|is\s+parked|parked|is\s+sitting|has\s+been\s+(?:parked|sitting))\b[^.;\n]{0,30}?\b(?:since|now|unused|untouched|for\s+(?:weeks|months))\b",
    ),
    "parked_toy": _shape(
        "recreation",
        r"\b(?:motorcycle|bike|boat|bicycle|harley|camper|kayak|(?:golf\s+)?clubs|sewing\s+machine)\s+(?:in\s+storage|(?:is|are)\s+in\s+(?:storage|the\s+(?:garage|shed|closet|basement))|is\s+hanging|sits?|"
        r"has\s+(?:sat|been\s+sitting)|is\s+parked)\b[^.;\n]{0,30}?(?:\b(?:since|because|now|unused|untouched|gathering|for\s+(?:weeks|months))\b|,\s*(?:can't|cannot|unable))",
    ),
    "leaves_early": _shape(
        "recreation",
        r"\bleaves\s+(?:the\s+|her\s+|his\s+)?(?:\w+\s+)?(?:games?|services?|church|party|parties|class|concerts?|mass|meetings?|club|practice|rehearsals?|choir|dance)\s+"
        r"(?:early|at\s+half\s?time|half\s?way|part\s?way|midway|after\s+\d|before\s+(?:it|the\s+end))(?!\s+to\b)",
    ),
    "stops_to_rest": _shape(
        "endurance",
        r"\b(?:stop(?:s|ped)|paused?s?)\s+(?:x\s?\d|\dx|twice|(?:three|several|\d)\s+times)\s[^.;\n]{0,20}?\b(?:rest|(?:to\s+catch|for)\s+(?:her\s+|his\s+|a\s+)?breath(?:er)?|to\s+recover)\b",
    ),
    "rests_between": _shape(
        "endurance",
        r"\b(?:rests?|lies\s+down|sits|breaks?|naps?)\b[^.;,\n]{0,16}?\s(?:between|btw|b/w)\s+(?:each\s+)?(?:adls|tasks?|activit(?:y|ies))\b",
    ),
    "reacher_floor": _shape(
        "squat_bend_kneel",
        r"\b(?:uses?|using|needs|with|relies\s+on|has\s+to\s+use)\s+(?:an?\s+|the\s+|her\s+|his\s+)?"
        r"(?:reacher|grabber|reaching\s+aid)\s+(?:for|to\s+(?:get|reach|pick))\s+[^.;\n]{0,30}?\b(?:floor|ground|low|lower|bottom)\b",
    ),
    "reacher_shelf": _shape(
        "push_pull_reach",
        r"\b(?:uses?|using|needs|with|relies\s+on|has\s+to\s+use)\s+(?:an?\s+|the\s+|her\s+|his\s+)?"
        r"(?:reacher|grabber|reaching\s+aid)\s+(?:for|to\s+(?:get|reach|pick))\s+[^.;\n]{0,30}?\b(?:high|higher|top|upper|overhead)\b",
    ),
    "carries_in": _shape(
        "lift_carry",
        rf"\b(?:carries|carry|transports|moves|wheels)\s+(?:\w+\s+){{1,3}}?(?:in|on|using|with)\s+{THE}?\s*(?:walker|rollator)\s+(?:bag|basket|tray|seat|pouch)\b",
    ),
    "lifts_heavy": _shape(
        "lift_carry",
        r"\b(?:lifts?|carries|moves|handles)\s+(?:everything|anything|all\s+(?:the\s+)?\w+)\s+(?:that\s+is\s+|that's\s+)?(?:heavy|heavier|over)\b",
    ),
    "job_requires": _shape(
        "work",
        r"\bjob\s+(?:requires|demands|involves)\s[^.;\n]{3,44}?\b(?:but\s+can|can\s+(?:only|lift|stand|carry|not)|cannot|can't|unable|not\s+able)\b",
    ),
    "took_rests": _shape(
        "endurance",
        r"\b(?:took|takes|needed)\s+(?:[2-6]|two|three|four|several|multiple|frequent)\s+(?:rests|rest\s+breaks)\b(?!\s+of\b)",
    ),
    "over_minutes": _shape(
        "endurance",
        rf"(?:{NEVER}|\b(?:unable\s+to|cannot|can\s+not|cant))\s+(?:\w+\s+)?(?:tolerate|do|manage|perform|sustain)\s+(?:>\s?|more\s+than\s+|over\s+)\d{{1,2}}\s+min(?:ute)?s?\s+"
        r"(?:of\s+)?(?:\w+\s+)?(?:activity|exercise|therapy|treatment|effort|exertion|work)\b",
    ),
    "turns": _shape(
        "walk",
        r"\b(?:to\s+the|as\s+far\s+as)\s+(?:\w+\s+){1,4}?(?:and\s+back\s+)?(?:is\s+(?:it|all|about\s+it|(?:his|her|"
        r"my)\s+limit)|and\s+no\s+(?:farther|further)|"
        r"(?:and|then)\s+(?:(?:has\s+to|must)\s+)?turns?\s+(?:around|back))|"
        r"\bis\s+as\s+far\s+as\s+(?:he|she|i|pt)\s+(?:goes|gets?|go|can|will)\b",
    ),
}
"""Category and shape, by name (matched on lower case)."""


EITHER = frozenset({"moved_bed", "keys_taken", "stool_by"})
"""Shapes that tell of the patient whoever does it: "her son moved the bed down"."""
UNNAMED = frozenset({"nap_after", "up_then", "stops_to_rest", "upright_min", "took_rests"})
"""Shapes that tell nothing besides an activity named in their sentence: "lies down after her shower"."""
DONE_FOR = frozenset({"fetch_down", "driven", "walked_beside", "carried_up", "behind_on", "lifts_heavy"})
"""Shapes of what somebody else does for the patient; all others tell of the patient."""


def shapes(view: NoteView) -> Iterator[tuple[int, int, str]]:
    """Yield where a shape stands, with the activity it tells of."""
    words = view.of_kind("LIMIT_SHAPE")
    if not words or not (view.of_kind("ACTIVITY") or view.of_kind("SEAT")):
        return
    done: dict[str, int] = {}
    for word in words:
        begin, end = max(0, word.start - BEHIND), word.end + AHEAD
        for name in word.value.split():
            category, pattern = SHAPES[name]
            if name == "each_landing" and _of_stairs(view, word.start):
                continue
            if name in UNNAMED and _names_activity(view, word.start):
                continue
            m = pattern.search(view.lower, max(begin, done.get(name, 0)), end)
            if m is None or m.end() > view.sentence(m.start()).end:
                continue
            done[name] = m.end()
            if name in EITHER or of_somebody_else(view, m.start()) == (name in DONE_FOR):
                yield m.start(), m.end(), category


def _of_stairs(view: NoteView, at: int) -> bool:
    """Whether the sentence tells of stairs by their name, which a rest on each landing only qualifies."""
    sentence = view.sentence(at)
    near = view.between(max(sentence.start, at - BEHIND), min(sentence.end, at + AHEAD), "ACTIVITY")
    return any(i.value == "stairs" and not view.lower.startswith("landing", i.start) for i in near)


def _names_activity(view: NoteView, at: int) -> bool:
    """Whether the sentence names an activity near a place."""
    sentence = view.sentence(at)
    near = view.between(max(sentence.start, at - BEHIND), min(sentence.end, at + AHEAD), "ACTIVITY")
    return any(i.value not in ("endurance", "maintain_stand") for i in near)


TRADES = (
    "nurse",
    "aide",
    "tech",
    "cna",
    "rn",
    "cota",
    "pta",
    "therapist",
    "housekeeper",
    "cleaner",
    "landlord",
)
"""Helpers that are trades as well: "nurse on leave from the ICU" is a patient."""


def of_somebody_else(view: NoteView, start: int, *, at_work: bool = False) -> bool:
    """Whether a statement tells of somebody else: "her husband sleeps downstairs", not "per wife not driving"."""
    return any(
        not (at_work and view.lower[person.start : person.end] in TRADES)
        and (
            AUXILIARY.fullmatch(view.lower, person.end, start) is not None
            or (at_work and TAKES_LEAVE.fullmatch(view.lower, person.end, start) is not None)
        )
        and TOLD_BY.search(view.lower, max(0, person.start - 16), person.start) is None
        for person in view.between(max(0, start - PERSON_REACH), start, "LIMIT_PERSON")
    )
