"""Numbers as therapists write, dictate and scan them: digits, thousands with a comma, and number words."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate(_SMALL.split())},
    **{word: 10 * n for n, word in enumerate(_TENS.split(), 2)},
}

_WORD = "|".join((*NUMBER_WORDS, "hundred", "thousand"))
SPELLED = rf"(?:(?:point )?(?:{'|'.join(NUMBER_WORDS)})\b(?:[ \t\n-]{{1,2}}(?:and |point )?(?:{_WORD})\b)*)"
"""Regular expression of a number in words, in lower case ("twenty eight point four", "one hundred ten")."""

_SCANNED = (
    r"[li|](?=\d(?!\d{3})(?:\d*\.\d|\d* ?(?:kg|lbs?|sec|s\b|ft|feet|m\b|m/|reps?|/ ?\d{2}(?!\d)|out of)))"
)
_OF_UNIT = r"(?=(?:kgs?|lbs?|secs?|ft|feet|reps?|m|s)(?![a-z])|[^a-z]|$)"
DIGITS = (
    rf"(?:\d{{1,3}},\d{{3}}(?!\d)|(?:{_SCANNED})?\d(?:[\do]|[lib](?=[\d.]\d?|/\d\d)){{0,4}}"
    rf"(?:,\d{{1,2}}(?= ?(?:m/|s\b|secs?\b|kg)))?"
    rf"(?:\.(?:[\do]|[li](?=\d|\b)){{1,3}})?|(?<!\.)\.\d{{1,3}})(?<!o(?!{_OF_UNIT}))"
)
"""Regular expression of a number in digits; a scanned "O" behind a figure is a zero, an "l" or "I" inside or before
one that carries a unit a one."""
_LETTERS = str.maketrans("oli|b", "01118")
_COMMA = re.compile(r"\d+,\d{1,2}")
"""A decimal comma: thousands have three figures behind theirs."""

_SPLIT = re.compile(r"[a-z]+")


def number(text: str) -> float:
    """Return the value of what :data:`DIGITS` or :data:`SPELLED` matched (lower case)."""
    if text[0].isdigit() or (text[0] in ".li|" and text[1:2].isdigit()):
        if _COMMA.fullmatch(text):
            text = text.replace(",", ".")
        return float(text.replace(",", "").translate(_LETTERS))
    return spelled(_SPLIT.findall(text))


def spelled(words: list[str]) -> float:
    """Return the value of a number in words ("point" starts the decimals, "and" is read over)."""
    point = words.index("point") if "point" in words else len(words)
    whole = group = 0
    for at, word in enumerate(words[:point]):
        if word == "hundred":
            group = max(group, 1) * 100
        elif word == "thousand":
            whole, group = whole + max(group, 1) * 1000, 0
        elif 10 <= group <= 19 and 0 < NUMBER_WORDS.get(word, 0) < 10:
            point = at - 1  # "eighteen five": dictated without its "point"
            break
        else:
            group += NUMBER_WORDS.get(word, 0)
    decimals = "".join(str(NUMBER_WORDS.get(w, "")) for w in words[point + 1 :])
    return float(f"{whole + group}.{decimals or 0}")
