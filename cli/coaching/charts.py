"""Plots as SVG text for a page: same numbers, same bytes; told apart by shape and place, not by colour."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rehabcode.cli.coaching.sentences import about
from rehabcode.cli.coaching.stats import SMALL, Rate
from rehabcode.cli.coaching.summary import Dimension, GapLine, Group
from rehabcode.cli.coaching.wording import interval, percent
from rehabcode.cli.render_html import safe

INK, GREY, BLUE, ORANGE = "#1a1a1a", "#767676", "#0072b2", "#d55e00"
"""Of the palette of Okabe and Ito, which colour-blind readers tell apart."""
_WIDTH = 4.2
_LABEL = 22
_TALL = 20
"""With more rows a scale stands above them too."""
_SETTINGS: Any = {
    "svg.fonttype": "none",  # words stay words: searchable, and small
    "svg.hashsalt": "rehabcode",  # ids do not change from run to run
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "text.color": INK,
    "text.parse_math": False,  # a name with two $ is a name
    "axes.unicode_minus": False,
}
_METADATA: Any = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(slots=True)
class Charts:
    """Draws the plots of one page and numbers them."""

    drawn: int = 0

    def rates(self, dimension: Dimension) -> str:
        """Return the rates of weakness without data, each with its interval, the highest on top."""
        groups = [g for g in dimension.groups if g.data.rate.value is not None]
        groups.sort(key=lambda g: (-(g.data.rate.value or 0), g.name))
        if not groups:
            return ""
        with _style() as figure_of:
            figure = figure_of(0.55 + 0.24 * len(groups))
            axes = figure.subplots()
            for row, group in enumerate(groups):
                _interval(axes, row, group.data.rate, group.data.compared.flagged)
            everyone = Rate(sum(g.data.rate.count for g in groups), sum(g.data.rate.of for g in groups))
            axes.axvline(100 * (everyone.value or 0), color=GREY, linewidth=1, linestyle="--", zorder=0)
            axes.set_yticks(range(len(groups)), [short(g.name) for g in groups])
            axes.set_ylim(len(groups) - 0.4, -0.6)
            axes.set_xlim(left=0)
            axes.tick_params(length=0, labeltop=len(groups) > _TALL)
            axes.xaxis.set_major_locator(_whole_numbers())
            axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
            names = "; ".join(
                f"{g.name} {percent(g.data.rate.value)} ({interval(g.data.rate)})" for g in groups
            )
            return self._svg(figure, f"Weakness without any measurement, rate and 95 % interval: {names}")

    def trends(
        self, group: Group, dimension: Dimension, months: Sequence[str], lines: Sequence[GapLine]
    ) -> str:
        """Return one small plot a gap: the rate by month beside that of the colleagues."""
        if not lines or len(months) < 2:
            return ""
        with _style() as figure_of:
            figure = figure_of(0.35 + 0.8 * len(lines))
            panels = figure.subplots(len(lines), 1, sharex=True, squeeze=False)[:, 0]
            for axes, line in zip(panels, lines, strict=True):
                whole = dimension.whole[line.gap]
                others = [
                    Rate(w.count - m.count, w.of - m.of) for w, m in zip(whole, line.months, strict=True)
                ]
                _trend(axes, line, others)
            _month_ticks(panels[-1], months)
            return self._svg(figure, "; ".join(_trend_words(line, months) for line in lines))

    def scores(self, group: Group) -> str:
        """Return the distribution of the documentation score."""
        with _style() as figure_of:
            figure = figure_of(1.15)
            axes = figure.subplots()
            starts = [10 * i for i in range(len(group.scores.bins))]
            bars = axes.bar(starts, group.scores.bins, width=9, align="edge", color=BLUE)
            axes.bar_label(bars, [str(n) if n else "" for n in group.scores.bins], fontsize=8, padding=1)
            axes.set_xticks([0, 20, 40, 60, 80, 100])
            axes.set_yticks([])
            axes.spines["left"].set_visible(False)
            axes.set_xlim(0, 100)
            axes.set_ylim(0, max(1, *group.scores.bins) * 1.2)
            axes.set_xlabel("documentation score", labelpad=1)
            said = ", ".join(
                f"{s}-{s + 9 if s < 90 else 100}: {n}"
                for s, n in zip(starts, group.scores.bins, strict=True)
                if n
            )
            return self._svg(figure, f"Notes by documentation score: {said or 'none'}")

    def _svg(self, figure: Any, words: str) -> str:
        """Return the figure as SVG with ids of its own and words for those who do not see it."""
        stream = io.StringIO()
        figure.savefig(stream, format="svg", metadata=_METADATA, transparent=True)
        self.drawn += 1
        drawing = stream.getvalue()
        drawing = drawing[drawing.index("<svg") :]
        drawing = re.sub(r"<metadata>.*?</metadata>\s*", "", drawing, flags=re.DOTALL)
        drawing = re.sub(r'\b(id="|url\(#|href="#)', rf"\g<1>c{self.drawn}-", drawing)
        view = re.search(r'viewBox="[^"]*"', drawing)
        body = drawing[drawing.index(">") + 1 :]
        title = f'<title id="c{self.drawn}">{safe(words)}</title>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'{view.group() if view else ""} role="img" aria-labelledby="c{self.drawn}">{title}{body}'
        ).strip()


@contextmanager
def _style() -> Iterator[Callable[[float], Any]]:
    """Set what holds for all plots; gives what makes a figure of a height."""
    import matplotlib
    from matplotlib.figure import Figure

    with warnings.catch_warnings(), matplotlib.rc_context(_SETTINGS):
        warnings.simplefilter("ignore")  # a name may have letters that the font lacks; the page has its own
        yield lambda height: Figure(figsize=(_WIDTH, height), layout="constrained")


def _whole_numbers() -> Any:
    """Return a locator of ticks at whole percents: a tick at 2.5 must not be called 2."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10])


def _interval(axes: Any, row: int, rate: Rate, flagged: bool) -> None:
    low, high = rate.interval or (0.0, 0.0)
    colour, marker = (ORANGE, "D") if flagged else (BLUE, "o")
    axes.plot([100 * low, 100 * high], [row, row], color=colour, linewidth=2, solid_capstyle="butt")
    axes.plot([100 * (rate.value or 0)], [row], marker=marker, color=colour, markersize=5.5)


def _trend(axes: Any, line: GapLine, others: Sequence[Rate]) -> None:
    axes.set_title(safe_text(about(line.gap).title), loc="left", fontsize=9, pad=3)
    places = range(len(line.months))
    for rates, style in (
        (others, {"color": GREY, "linestyle": "--", "linewidth": 1}),
        (line.months, {"color": BLUE, "linewidth": 1.8, "marker": "o", "markersize": 3.5}),
    ):
        axes.plot(places, [None if r.value is None else 100 * r.value for r in rates], **style)
    axes.set_ylim(-4, 104)
    axes.set_yticks([0, 50, 100], ["0", "50", "100 %"], fontsize=8)
    axes.tick_params(length=2)


def _month_ticks(axes: Any, months: Sequence[str]) -> None:
    step = -(-len(months) // 6)
    at = list(range(0, len(months), step))
    axes.set_xticks(at, [months[i] for i in at], fontsize=8)
    axes.set_xlim(-0.4, len(months) - 0.6)


def _trend_words(line: GapLine, months: Sequence[str]) -> str:
    told = [
        f"{m} {percent(r.value)}" for m, r in zip(months, line.months, strict=True) if r.value is not None
    ]
    few = sum(r.value is None for r in line.months)
    end = f"; {few} months with under {SMALL} notes are left out" if few else ""
    return f"{about(line.gap).title} by month: {', '.join(told) or 'no month with enough notes'}{end}"


def short(name: str) -> str:
    """Return a name cut to fit beside a plot; its end stays, since names often begin alike.

    Examples
    --------
    >>> short("Montgomery-Featherstone, Ann"), short("Montgomery-Featherstone, Bea")
    ('Montgomery-Fea…ne, Ann', 'Montgomery-Fea…ne, Bea')
    """
    return safe_text(name if len(name) <= _LABEL else f"{name[: _LABEL - 8]}…{name[-7:]}")


def safe_text(name: str) -> str:
    """Return a name without characters that SVG cannot hold; the plot library escapes the rest."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)
