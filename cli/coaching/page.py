"""The page for people: one HTML file without script, which loads nothing and opens from disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

from rehabcode.cli.coaching.changes import FALSE_CHANGES
from rehabcode.cli.coaching.charts import Charts
from rehabcode.cli.coaching.denials import WARNING, Denials, GapDenials
from rehabcode.cli.coaching.episodes import APART, FEWEST
from rehabcode.cli.coaching.habits import FALSE_DISCOVERIES, LEAST_EXCESS, LEAST_ODDS
from rehabcode.cli.coaching.sentences import PRIOR, about, leads
from rehabcode.cli.coaching.stats import SMALL, Rate
from rehabcode.cli.coaching.summary import LEAST_CHANGE, TOP, Dimension, GapLine, Group, Summary
from rehabcode.cli.coaching.wording import (
    SPACE,
    chance,
    change,
    coaching,
    evidence,
    inline,
    interval,
    lately,
    notes,
    percent,
    points,
    rate_of,
)
from rehabcode.cli.render_html import POLICY, safe

_HEAT_COLUMNS = 9
_COPIES_SHOWN = 10
_NAMES = 8
_SOME = 5
"""With so many comparisons, chance is worth a word."""
_SHADES = (0.05, 0.15, 0.30, 0.50, 0.75)


def document(summary: Summary) -> str:
    """Return the page."""
    charts = Charts()
    parts = [_head(summary), _standing_out(summary), _changed(summary)]
    for number, dimension in enumerate(summary.dimensions):
        parts.append(_overview(dimension, charts, number))
    if summary.denials is not None:
        parts.append(_denials(summary.denials))
    parts.append(_episodes(summary))
    for number, dimension in enumerate(summary.dimensions):
        parts += [
            _person(group, at, number, dimension, summary, charts)
            for at, group in enumerate(dimension.groups)
        ]
    parts.append(_method(summary))
    body = "\n".join(part for part in parts if part)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>Documentation "
        f"coaching</title>\n<style>\n{_css()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


@lru_cache(maxsize=1)
def _css() -> str:
    return resources.files("rehabcode.cli.coaching").joinpath("style.css").read_text("utf-8")


def _head(summary: Summary) -> str:
    span = summary.periods.whole
    counted = ", ".join(_many(len(d.groups), d.by) for d in summary.dimensions)
    lead = f"{notes(summary.notes)}, {counted}" + (f", {span}" if span else "")
    told = "".join(f"<li>{safe(sentence)}</li>" for sentence in left_out(summary))
    return (
        f'<h1>Documentation coaching</h1>\n<p class="lead">{safe(lead)}. Results: '
        f"{safe(summary.source)}</p>\n" + (f'<ul class="fine">{told}</ul>\n' if told else "")
    )


def left_out(summary: Summary) -> list[str]:
    """Return what a reader must know about what is not counted."""
    out = []
    if summary.unreadable:
        out.append(f"{summary.unreadable} records could not be read and are not counted.")
    if summary.twice:
        out.append(f"{notes(summary.twice)} came a second time with the same id and text and counted once.")
    if summary.undated_left_out:
        out.append(
            f"{notes(summary.undated_left_out)} without a date left out, since a first day was asked for."
        )
    elif summary.periods.undated:
        out.append(f"{notes(summary.periods.undated)} without a date: in the rates, not in the trends.")
    for dimension in summary.dimensions:
        if dimension.without:
            out.append(
                f"{notes(dimension.without)} without a {dimension.by}: in no rate of a {dimension.by}."
            )
        out += [
            f"{' and '.join(names)} may be the same {dimension.by}; counted apart."
            for names in _alike(dimension)
        ]
        if dimension.absent:
            more = len(dimension.absent) - _NAMES
            rest = f" and {more:,} more" if more > 0 else ""
            has = "has" if len(dimension.absent) == 1 else "have"
            out.append(
                f"{_many(len(dimension.absent), dimension.by)} {has} notes, but none in this time: "
                f"{'; '.join(dimension.absent[:_NAMES])}{rest}."
            )
        small = [g for g in dimension.groups if g.small]
        if small:
            out.append(f"{_many(len(small), dimension.by)} with under {SMALL} notes: counts, no rates.")
    if summary.engines > 1:
        out.append("The results come from different versions of the rules; rates may differ for that reason.")
    return out


def _alike(dimension: Dimension) -> list[list[str]]:
    """Return names that differ only in capitals, blanks and punctuation."""
    by_letters: dict[str, list[str]] = {}
    for group in dimension.groups:
        letters = "".join(c for c in group.name.casefold() if c.isalnum())
        by_letters.setdefault(letters or group.name, []).append(group.name)
    return [names for names in by_letters.values() if len(names) > 1]


def _many(count: int, by: str) -> str:
    return f"{count:,} {by}" + ("" if count == 1 else "s")


def _standing_out(summary: Summary) -> str:
    cards = []
    for number, dimension in enumerate(summary.dimensions):
        for at, group in enumerate(dimension.groups):
            cards += [_card(line, group, f"g{number}-{at}", summary) for line in group.habits]
    if not any(d.tests for d in summary.dimensions):
        text = "<p>There is nobody to compare with: it takes two groups with enough notes.</p>"
    elif not cards:
        text = "<p>Nobody stands out from the colleagues.</p>"
    else:
        text = "\n".join(cards)
    return (
        f'<h2 id="out">Who stands out</h2>\n{text}\n'
        '<p class="fine">Compared with the colleagues on the same kinds of notes. Named only where the '
        "difference "
        f"is beyond chance, {round(LEAST_EXCESS * 100)} percentage points or more, and outside the "
        "ordinary spread. "
        'What is frequent with everybody is not here; see the <a href="#by0">overview</a>.</p>'
    )


def _changed(summary: Summary) -> str:
    """Return what changed clearly since the last period, by therapist."""
    now, before = summary.periods.now, summary.periods.before
    if now is None or before is None:
        return ""
    items = [
        f'<li><a href="#g{summary.persons}-{at}">{safe(group.name)}</a>: <b>{found.word}</b> in {safe(_low(line.gap))}, '
        f"{percent(found.before)} before, {percent(found.now)} now</li>"
        for at, group in enumerate(summary.dimensions[summary.persons].groups)
        for line in group.changes
        if (found := line.change) is not None
    ]
    told = f'<ul class="say">{"".join(items)}</ul>' if items else "<p>Nobody, beyond chance.</p>"
    return (
        f"<h2>Who changed since the last period</h2>\n{told}\n"
        f'<p class="fine">{safe(str(now))}, compared with {safe(str(before))}. Changes of '
        f"{round(LEAST_CHANGE * 100)} percentage points or more, beyond chance.</p>"
    )


def _low(gap: str) -> str:
    return inline(about(gap).title)


def _card(line: GapLine, group: Group, target: str, summary: Summary) -> str:
    wake = ", ".join(inline(about(follower.gap).title) for follower in group.followers(line.gap))
    more = f" In its wake: {safe(wake)}." if wake else ""
    recent = lately(line, summary)
    return (
        f'<p class="habit"><a href="#{target}">{safe(group.name)}</a>: <b>▲ '
        f"{safe(about(line.gap).title)}</b> "
        f"in {line.rate.count:,} of {line.rate.of:,} notes, {rate_of(line.rate)}; "
        f"colleagues {percent(line.compared.colleagues)}{f'; {recent}' if recent else ''}.{more}</p>"
    )


def _overview(dimension: Dimension, charts: Charts, number: int) -> str:
    title = f"By {dimension.by}"
    rows = "\n".join(_overview_row(g, f"g{number}-{at}") for at, g in enumerate(dimension.groups))
    labels = (dimension.by.capitalize(), *_OVERVIEW)
    chart = charts.rates(dimension)
    figure = (
        f"<figure>{chart}<figcaption>Weakness without any measurement: rate and 95{SPACE}% interval. Dashed: "
        "everybody together. An orange diamond marks who stands out.</figcaption></figure>"
        if chart
        else ""
    )
    return (
        f'<h2 id="by{number}">{safe(title)}</h2>\n{figure}\n'
        f'<table class="stack"><thead><tr>{_header(labels)}</tr></thead><tbody>\n{rows}\n</tbody></table>\n'
        f"{_heat(dimension, number)}"
    )


_OVERVIEW = ("Notes", "Weakness without data", "Score, middle half", "Since last period", "Stands out in")


def _overview_row(group: Group, target: str) -> str:
    quartiles = group.scores.quartiles
    score = (
        f"{quartiles[1]:.0f} ({quartiles[0]:.0f}–{quartiles[2]:.0f})" if quartiles else f"under {SMALL} notes"
    )
    marks = "; ".join(f"▲ {about(line.gap).title}" for line in group.habits)
    cells = (f"{group.notes:,}", rate_of(group.data.rate), score, change(group.data.change))
    return (
        f'<tr><th scope="row"><a href="#{target}">{safe(group.name)}</a></th>'
        + "".join(_cell(label, cell) for label, cell in zip(_OVERVIEW, cells, strict=False))
        + f'<td data-label="{_OVERVIEW[-1]}" class="mark">{safe(marks)}</td></tr>'
    )


def _cell(label: str, value: str) -> str:
    return f'<td data-label="{safe(label)}"><span>{safe(value)}</span></td>' if value else "<td></td>"


def _header(labels: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{safe(label)}</th>' for label in labels)


def _heat(dimension: Dimension, number: int) -> str:
    """Return the table of all groups and the most frequent gaps, shaded; who stands out is framed."""
    flagged = [line.gap for group in dimension.groups for line in group.habits]
    often = [gap for gap in dimension.gaps if gap not in flagged]
    chosen = [*dict.fromkeys(gap for gap in dimension.gaps if gap in flagged), *often]
    gaps = chosen[: max(_HEAT_COLUMNS, len(set(flagged)))]
    if not gaps:
        return ""
    head = _header([dimension.by.capitalize(), *(about(gap).title for gap in gaps)])
    rows = "\n".join(
        f'<tr><th scope="row"><a href="#g{number}-{at}">{safe(group.name)}</a></th>'
        + "".join(_heat_cell(group, gap) for gap in gaps)
        + "</tr>"
        for at, group in enumerate(dimension.groups)
    )
    return (
        f"<h3>Gaps by {safe(dimension.by)}</h3>\n"
        '<p class="fine">Share of the notes that can have the gap. ▲ and a frame: stands out. n: under '
        f"{SMALL} notes.</p>"
        f'<div class="wide" tabindex="0" role="region" aria-label="Gaps by {safe(dimension.by)}">'
        f'<table class="heat"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table></div>'
    )


def _heat_cell(group: Group, gap: str) -> str:
    line = next((line for line in group.gaps if line.gap == gap), None)
    if line is None:
        return "<td>0</td>" if not group.small else "<td>n</td>"
    if line.rate.value is None:
        return "<td>n</td>"
    shade = sum(line.rate.value >= edge for edge in _SHADES)
    out = line.compared.habit
    names = " ".join(name for name in (f"h{shade}" if shade else "", "out" if out else "") if name)
    label = f"{'▲' + SPACE if out else ''}{percent(line.rate.value)}"
    return f'<td class="{names}">{label}</td>' if names else f"<td>{label}</td>"


def _person(
    group: Group, at: int, number: int, dimension: Dimension, summary: Summary, charts: Charts
) -> str:
    lines = _shown(group)
    parts = [
        f'<section class="person"><h2 id="g{number}-{at}">{safe(group.name)}</h2>',
        _key(group),
        *(_card_of(line, group, summary) for line in group.habits),
        "<h3>What to say</h3>",
        f'<ul class="say">{"".join(f"<li>{safe(text)}</li>" for text in coaching(group, summary))}</ul>',
        _gap_table(lines),
        '<div class="two">',
        _trend_figure(
            group, dimension, summary, charts, [line for line in lines if not line.compared.follows][:3]
        ),
        _score_figure(group, charts),
        "</div>",
        '<div class="two">',
        _worst(group, summary),
        _examples(group, summary),
        "</div>",
        _copies(group, summary),
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def _shown(group: Group) -> list[GapLine]:
    """Return the gaps to show: what stands out, then the most frequent."""
    habits = list(group.habits)
    return habits + [line for line in group.gaps if line not in habits][: max(0, TOP - len(habits))]


def _key(group: Group) -> str:
    rate = group.data.rate
    quartiles = group.scores.quartiles
    said = [
        (
            f"{group.notes:,}",
            f"note{'' if group.notes == 1 else 's'}, weakness in question in {group.asked:,}",
        ),
        (
            percent(rate.value) if not rate.small else f"{rate.count} of {rate.of}",
            f"weakness without data ({interval(rate)}; colleagues {percent(group.data.compared.colleagues)})"
            if not rate.small
            else f"weakness without data; under {SMALL} notes, no rate",
        ),
        (
            f"{quartiles[1]:.0f}" if quartiles else "–",
            f"score, median (middle half {quartiles[0]:.0f}–{quartiles[2]:.0f})"
            if quartiles
            else f"score: under {SMALL} notes",
        ),
        (_word(group), _changes(group)),
    ]
    return (
        '<ul class="key">'
        + "".join(f"<li><b>{safe(b)}</b><span>{safe(s)}</span></li>" for b, s in said)
        + "</ul>"
    )


def _word(group: Group) -> str:
    found = group.data.change
    return found.word.capitalize() if found else "Change not known"


def _changes(group: Group) -> str:
    found, score = group.data.change, group.scores.change
    if found is None:
        return "since the last period: too few notes"
    more = f"; mean score {score.before:.0f} before, {score.now:.0f} now" if score else ""
    return f"in weakness without data since the last period: {percent(found.before)} before, {percent(found.now)} now{more}"


def _card_of(line: GapLine, group: Group, summary: Summary) -> str:
    wake = "".join(
        f" In its wake: {safe(inline(about(f.gap).title))} ({percent(f.rate.value)}), since "
        f"{safe(leads().get(f.gap, {}).get(f.compared.follows or '', 'they hang together'))}."
        for f in group.followers(line.gap)
    )
    c, recent = line.compared, lately(line, summary)
    return (
        f'<p class="habit"><b>▲ {safe(about(line.gap).title)}</b>: {rate_of(line.rate)}, colleagues '
        f"{percent(c.colleagues)} on the same kinds of notes ({points(c.excess)} points, q "
        f"{safe(chance(c.q))}){f'; {recent}' if recent else ''}.{wake}</p>"
    )


_GAP_COLUMNS = ("Notes", "Rate (95" + SPACE + "%)", "Colleagues", "Since last period")


def _gap_table(lines: Sequence[GapLine]) -> str:
    if not lines:
        return "<p>No gap was found.</p>"
    rows = "\n".join(
        "<tr><th "
        f'scope="row">{_mark(line)}{safe(about(line.gap).title)}<br><code>{safe(line.gap)}</code></th>'
        + "".join(_cell(label, cell) for label, cell in zip(_GAP_COLUMNS, _gap_cells(line), strict=True))
        + "</tr>"
        for line in lines
    )
    credited = next((line.credited for line in lines if line.gap == PRIOR), 0)
    note = (
        f'<p class="fine">{notes(credited)} without a prior level credited: an earlier note of the '
        "episode has it.</p>"
        if credited
        else ""
    )
    return (
        f'<h3>Top gaps</h3>\n<table class="stack"><thead><tr>{_header(("Gap", *_GAP_COLUMNS))}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table>{note}"
    )


def _mark(line: GapLine) -> str:
    return f'<span class="mark">▲{SPACE}</span>' if line.compared.habit else ""


def _gap_cells(line: GapLine) -> tuple[str, ...]:
    return (
        f"{line.rate.count:,} of {line.rate.of:,}",
        f"under {SMALL} notes: no rate" if line.rate.small else rate_of(line.rate),
        percent(line.compared.colleagues),
        change(line.change),
    )


def _trend_figure(
    group: Group, dimension: Dimension, summary: Summary, charts: Charts, lines: Sequence[GapLine]
) -> str:
    usable = [line for line in lines if sum(rate.value is not None for rate in line.months) >= 2]
    drawing = charts.trends(group, dimension, summary.months, usable)
    if not drawing:
        return "<div><h3>By month</h3><p>Too few notes a month for a trend.</p></div>" if lines else ""
    return (
        f"<figure><h3>By month</h3>{drawing}<figcaption>Line with dots: {safe(group.name)}. Dashed: "
        "colleagues. "
        f"Months with under {SMALL} notes have no dot.</figcaption></figure>"
    )


def _score_figure(group: Group, charts: Charts) -> str:
    if not group.asked:
        return ""
    return (
        f"<figure><h3>Scores</h3>{charts.scores(group)}<figcaption>Notes in which weakness is in "
        "question, by "
        "documentation score.</figcaption></figure>"
    )


def _worst(group: Group, summary: Summary) -> str:
    items = []
    for at in group.worst:
        line = summary.lines[at]
        gaps = ", ".join(inline(about(gap).title) for gap in line.gaps)
        when = f", {line.date}" if line.date else ""
        quotes = "".join(f'<div class="quote" dir="auto">{safe(quote)}</div>' for quote in line.quotes)
        items.append(
            f"<li><code>{safe(line.id)}</code> ({safe(line.kind)}{safe(when)}), score {line.score}: "
            f"{safe(gaps)}{quotes}{_quote(line.passages)}</li>"
        )
    if not items:
        return ""
    return f'<div><h3>Lowest scores</h3><ol class="say">{"".join(items)}</ol></div>'


def _quote(words: Sequence[str]) -> str:
    return f'<div class="quote" dir="auto">{safe(" · ".join(words))}</div>' if words else ""


def _examples(group: Group, summary: Summary) -> str:
    items = []
    for gap, at in group.examples:
        line = summary.lines[at]
        read = "; ".join(evidence(line, gap, quoted=False))
        words = evidence(line, gap, quoted=True) if summary.with_text else []
        shown = f": {safe(read)}" if read else ""
        items.append(
            f"<li>{safe(about(gap).title)}: avoided in <code>{safe(line.id)}</code>, score "
            f"{line.score}{shown}{_quote(words)}</li>"
        )
    if not items:
        return ""
    return f'<div><h3>Own good examples</h3><ul class="say">{"".join(items)}</ul></div>'


def _copies(group: Group, summary: Summary) -> str:
    if not group.copied:
        return ""
    shown = ", ".join(f"<code>{safe(summary.lines[at].id)}</code>" for at in group.copied[:_COPIES_SHOWN])
    more = len(group.copied) - _COPIES_SHOWN
    rest = f" and {more:,} more (notes.csv)" if more > 0 else ""
    return f"<h3>Values repeated unchanged</h3><p>{notes(len(group.copied))}: {shown}{rest}.</p>"


def _episodes(summary: Summary) -> str:
    if summary.patient_column is None:
        return (
            '<h2>Episodes</h2>\n<p class="fine">The results have no column that names the patient: '
            "repeated values and "
            "what earlier notes say are not known.</p>"
        )
    repeat = summary.repeat
    return (
        "<h2>Episodes</h2>\n"
        f"<p>{notes(summary.in_order)} with patient and date. In {repeat.count:,} of {repeat.of:,} that "
        "can be compared, "
        f"all values (at least {FEWEST}) are those of the note before. {notes(summary.credited)} "
        "without a prior level "
        "are credited, since an earlier note of the episode states it.</p>\n"
        '<p class="fine">Equal values can be true. A habit is named only where a therapist repeats them '
        "far more "
        f"often than the colleagues. A gap of over {APART} days, or another value in an episode column, "
        "begins a new "
        "episode.</p>"
    )


_DENIAL_COLUMNS = ("With the gap", "Without it", "Difference (95" + SPACE + "%)", "Reasons")


def _denials(found: Denials) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{safe(about(row.gap).title)}</th>'
        + "".join(_cell(label, cell) for label, cell in zip(_DENIAL_COLUMNS, _denial_cells(row), strict=True))
        + "</tr>"
        for row in found.gaps
    )
    missing = unmatched(found)
    again = (
        f" {_many(found.repeated, 'row')} repeat{'' if found.repeated > 1 else 's'} a note; denied once is "
        "denied."
        if found.repeated
        else ""
    )
    reasons = ", ".join(f"{reason} ({count:,})" for reason, count in found.reasons[:8])
    first = WARNING.index(".") + 1
    return (
        f'<h2>Denials</h2>\n<p class="warn"><b>{safe(WARNING[:first])}</b>{safe(WARNING[first:])}</p>\n'
        f"<p>{found.known.count:,} of {found.known.of:,} notes denied: "
        f"{rate_of(found.known)}.{f' {missing}' if missing else ''}{again}"
        + (f" Reasons: {safe(reasons)}." if reasons else "")
        + f"</p>\n{_by_chance(found)}"
        + f'<table class="stack"><thead><tr>{_header(("Gap", *_DENIAL_COLUMNS))}</tr></thead>'
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def unmatched(found: Denials) -> str:
    """Say how many notes of the file of denials are not in the results; empty when all are."""
    if not found.without_note:
        return ""
    is_ = "is" if found.without_note == 1 else "are"
    return f"{notes(found.without_note)} of the file {is_} not in the results."


def _by_chance(found: Denials) -> str:
    """Say how many of the differences could leave out zero by chance alone."""
    compared = sum(row.difference is not None for row in found.gaps)
    if compared < _SOME:
        return ""
    return (
        f'<p class="fine">{compared} differences with 95{SPACE}% intervals: by chance alone about one in '
        "twenty leaves out zero.</p>\n"
    )


def _denial_cells(row: GapDenials) -> tuple[str, ...]:
    difference = row.difference
    if difference is None:
        told = f"under {SMALL} notes: no comparison"
    else:
        told = f"{points(difference[0])} points ({points(difference[1])} to {points(difference[2])})"
    return (
        _denied(row.present),
        _denied(row.absent),
        told,
        ", ".join(f"{reason} ({count:,})" for reason, count in row.reasons[:3]),
    )


def _denied(rate: Rate) -> str:
    return rate_of(rate) if rate.small else f"{rate.count:,} of {rate.of:,}: {rate_of(rate)}"


def _method(summary: Summary) -> str:
    tests = sum(dimension.tests for dimension in summary.dimensions)
    now, before = summary.periods.now, summary.periods.before
    compared = f"{now} with {before}" if now and before else "nothing, the notes do not reach back far enough"
    items = (
        "A rate counts only notes that can have the gap: those in which weakness is in question, or "
        "that bill "
        f"procedures. Intervals are 95{SPACE}% Wilson intervals. Under {SMALL} notes there is no rate.",
        "Stands out: exact test of each therapist against the colleagues, by kind of note (evaluation, "
        "daily, progress, "
        f"discharge); false discovery rate {percent(FALSE_DISCOVERIES)} over {tests:,} comparisons "
        "(Benjamini-Hochberg); "
        f"at least {round(LEAST_EXCESS * 100)} points and {LEAST_ODDS:g} times the odds; beyond three "
        "times the ordinary "
        "spread of the colleagues' rates where there are five or more. What is a mere consequence of "
        "another habit "
        "stands beside that.",
        f"Since last period: {compared}. 'Better' and 'worse' only where the 95{SPACE}% interval of the "
        "difference "
        "(Newcombe; notes of one patient counted for less, as far as they resemble each other) leaves out "
        f"zero, at a false discovery rate of {percent(FALSE_CHANGES)} over all changes.",
        "In who stands out, notes of one patient count like others: chance is somewhat larger than these "
        "numbers say.",
        "A gap is about what is written, not about the care given.",
    )
    return (
        f'<h2>How this is counted</h2>\n<ul class="fine">{"".join(f"<li>{safe(i)}</li>" for i in items)}</ul>'
    )
