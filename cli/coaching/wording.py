"""Numbers and sentences as people read them."""

from __future__ import annotations

from rehabcode.cli.coaching.changes import Change
from rehabcode.cli.coaching.sentences import COPIED, PRIOR, about
from rehabcode.cli.coaching.stats import SMALL, Rate
from rehabcode.cli.coaching.summary import GapLine, Group, NoteLine, Summary

SPACE = "\u00a0"
_CHANGES = 2
JOINED = "\u2060"
"""No line ends here."""


def percent(value: float | None) -> str:
    r"""Return a rate in percent, whole numbers; the ends are only called 0 or 100 when they are.

    Examples
    --------
    >>> percent(0.128), percent(0.001), percent(0.0), percent(0.999)
    ('13\xa0%', '<1\xa0%', '0\xa0%', '>99\xa0%')
    """
    if value is None:
        return "–"
    rounded = round(value * 100)
    if rounded == 0 and value > 0:
        return f"<1{SPACE}%"
    if rounded == 100 and value < 1:
        return f">99{SPACE}%"
    return f"{rounded}{SPACE}%"


def interval(rate: Rate) -> str:
    """Return the 95 % interval of a rate, empty under the small-number rule."""
    if rate.interval is None:
        return ""
    low, high = rate.interval
    return f"{round(low * 100)}–{JOINED}{round(high * 100)}{SPACE}%"


def rate_of(rate: Rate) -> str:
    """Return a rate with its interval; under the small-number rule what there is, and why no more."""
    if rate.small:
        return f"{rate.count} of {rate.of} (under {SMALL}: no rate)"
    return f"{percent(rate.value)} ({interval(rate)})"


def inline(title: str) -> str:
    """Return a title within a sentence; codes keep their capitals.

    Examples
    --------
    >>> inline("Grade without a side"), inline("R53.1 with strengthening")
    ('grade without a side', 'R53.1 with strengthening')
    """
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def notes(count: int) -> str:
    """Return a number of notes."""
    return f"{count:,} note{'' if count == 1 else 's'}"


def points(value: float) -> str:
    r"""Return a difference in percentage points, with its sign; no sign where it is rounded to nothing.

    Examples
    --------
    >>> points(0.124), points(-0.03), points(-0.001)
    ('+12', '\u22123', '0')
    """
    rounded = round(value * 100)
    return f"{rounded:+d}".replace("-", "\u2212") if rounded else "0"


def chance(p: float) -> str:
    """Return a p or q value."""
    if p < 0.0001:
        return "<0.0001"
    return f"{p:.4f}" if p < 0.01 else f"{p:.2f}"


def change(found: Change | None, *, score: bool = False) -> str:
    """Say how something changed since the last period."""
    if found is None:
        return "too few notes to compare"
    if score:
        return f"{found.word}: {found.before:.0f} before, {found.now:.0f} now"
    return f"{found.word}: {percent(found.before)} before, {percent(found.now)} now"


def coaching(group: Group, summary: Summary) -> list[str]:
    """Return what a coach may say to a therapist: first the habits, else the most frequent gaps."""
    if group.small:
        return [f"Only {notes(group.notes)}: too few to say what is usual. Look at the notes below together."]
    out = [_sentence(line, group, summary) for line in group.habits]
    if not out:
        out.append("Nothing stands out from the colleagues.")
        often = [line for line in group.gaps if (line.rate.value or 0) >= 0.2 and about(line.gap).do][:2]
        out += [_sentence(line, group, summary) for line in often]
    out += [
        f"{found.word.capitalize()} than before in '{about(line.gap).title}': {percent(found.before)} before, "
        f"{percent(found.now)} now."
        for line in group.changes
        if (found := line.change) is not None
    ][:_CHANGES]
    return out


def _sentence(line: GapLine, group: Group, summary: Summary) -> str:
    entry = about(line.gap)
    of = {
        COPIED: "notes that measure what the note before measured",
        PRIOR: "notes (what an earlier note of the episode says is credited)",
    }.get(line.gap, "notes")
    rate = "" if line.rate.small else f" ({percent(line.rate.value)}{_beside(line)})"
    out = f"In {line.rate.count:,} of {line.rate.of:,} {of} {entry.clause}{rate}"
    if line.mended and line.recent is not None:
        return f"{out}, but {lately(line, summary)}. Praise it."
    out = f"{out}. {entry.do}".strip()
    example = next((at for gap, at in group.examples if gap == line.gap), None)
    if example is not None and example in summary.lines:
        out += f" Your own note {summary.lines[example].id} does it well."
    return out


def lately(line: GapLine, summary: Summary) -> str:
    """Return the rate of the last period, where that is a part of the time of the page."""
    now, when = line.recent, summary.periods.now
    if now is None or when is None:
        return ""
    return f"{percent(now.value)} since {when.first.isoformat()}" + (": mended" if line.mended else "")


def _beside(line: GapLine) -> str:
    return "" if line.compared.colleagues is None else f"; colleagues {percent(line.compared.colleagues)}"


def evidence(line: NoteLine, gap: str, *, quoted: bool) -> list[str]:
    """Return what in a note meets a gap: as read, or in its own words."""
    source = line.words if quoted else line.met
    found = [text for kind in about(gap).evidence for text in source.get(kind, ())]
    return list(dict.fromkeys(found))[:4]
