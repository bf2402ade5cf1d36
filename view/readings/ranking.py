"""What the page Ranking says in words, by rule."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from airquality.metrics import METRICS
from airquality.standards.gb3095 import REFERENCE_STATE_CHANGE
from view.formats import MINUS, THIN_SPACE, metric_name, unit
from view.rank_options import Choice
from view.rankings import History, Ranking, Rebounds
from view.ranks import BY_DIFFERENCE, RANKED, TOO_FEW
from view.rebounds import BOTH, LEVEL, LISTED, NO_DATA, ONE_KNOWN, ONLY_ALL, ONLY_WITHOUT
from view.rebounds import TOO_FEW as TOO_FEW_DAYS
from view.spans import JUDGED
from view.standing import MORE_IS_BETTER
from view.text import text

#: Columns that sentences are made of.
_SPOKEN = ("place", "shown", "rank", "change", "percent", "change_reason")
#: Names in a sentence; more are counted.
_MOST_NAMES = 3
#: Periods whose numbers of ranked places are told one by one.
_MOST_COUNTS = 6


def join_names(names: Sequence[str], lang: str) -> str:
    """Return up to three names, and how many there are where they are more."""
    words = text(lang, "ranking.comma").join(names[:_MOST_NAMES])
    if len(names) <= _MOST_NAMES:
        return words
    return text(lang, "ranking.names.more", names=words, n=len(names))


def counted(n: int, scope: str, lang: str) -> str:
    """Return a number of places: 12 个区县, 1 district."""
    return text(lang, f"ranking.count.{scope}.{'one' if n == 1 else 'many'}", n=n)


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: share of good days, but PM₂.₅ mean, AQI."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def with_unit(metric: str, value: float, lang: str, signed: bool = False) -> str:
    """Return a value that is printed already with its unit."""
    row = METRICS[metric]
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    shown = f"{sign}{abs(value):.{row.decimals}f}"
    measured = unit(lang, row)
    return f"{shown}{THIN_SPACE}{measured}" if measured else shown


def read_ranking(
    found: Ranking, choice: Choice, names: Mapping[str, str], place: str, lang: str
) -> list[str]:
    """Return the sentences above the table: best and worst, changes, the chosen place, notes."""
    if not choice.has_metric:
        return [text(lang, "ranking.no_metric", name=in_sentence(metric_name(lang, choice.metric)))]
    rows = found.rows
    if choice.span is None or not len(rows):
        return [text(lang, "ranking.nothing")]
    ranked = rows.loc[rows["group"] == RANKED, list(_SPOKEN)]
    said = [_level_sentence(ranked, rows, choice, names, lang)]
    said += _change_sentence(found, ranked, choice, names, lang)
    own = rows.loc[rows["place"] == place, ["group", "rank"]]
    if len(own) and len(ranked) > 1:
        group = str(own["group"].iloc[0])
        values = {"of": len(ranked)} | (
            {"rank": int(own["rank"].iloc[0])} if group == RANKED else {}
        )
        said.append(text(lang, f"ranking.own.{group}", place=names[place], **values))
    return said + basis_notes(rows, choice, lang)


def _level_sentence(
    ranked: pd.DataFrame,
    rows: pd.DataFrame,
    choice: Choice,
    names: Mapping[str, str],
    lang: str,
) -> str:
    metric = choice.metric
    few = int((rows["group"] == TOO_FEW).sum())
    if ranked.empty:
        if few:
            places = counted(few, choice.scope, lang)
            return text(lang, "ranking.read.all_too_few", places=places)
        return text(
            lang, "ranking.read.no_values", scope=text(lang, f"ranking.scope.{choice.scope}")
        )
    best, worst = ranked["shown"].iloc[0], ranked["shown"].iloc[-1]
    words = {
        "places": counted(len(ranked), choice.scope, lang),
        "name": in_sentence(metric_name(lang, metric)),
        "best": join_names(_named(ranked[ranked["shown"] == best], names), lang),
        "worst": join_names(_named(ranked[ranked["shown"] == worst], names), lang),
        "best_value": with_unit(metric, best, lang),
        "worst_value": with_unit(metric, worst, lang),
    }
    key = "one" if len(ranked) == 1 else "equal" if best == worst else "best"
    if key == "best" and metric in MORE_IS_BETTER:
        key = "best.more"
    sentence = text(lang, f"ranking.read.{key}", **words)
    return sentence + (text(lang, "ranking.read.few", n=few) if few else "")


def _named(rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    return [names[place] for place in rows["place"]]


def _change_sentence(
    found: Ranking,
    ranked: pd.DataFrame,
    choice: Choice,
    names: Mapping[str, str],
    lang: str,
) -> list[str]:
    if found.rows["shown_before"].isna().all():
        key = "not_converted" if _lacks_weather(choice) else "none"
        return [text(lang, f"ranking.read.change.{key}")]
    if found.change:
        return [text(lang, f"ranking.reason.{found.change}")]
    # A change of too few days is shown in the table; nothing is said on the strength of it.
    fair = ranked[ranked["change_reason"].isin(["", "meets_all"])]
    if fair.empty:
        has_some = found.rows["change"].notna().any()
        return [text(lang, f"ranking.read.change.{'few' if has_some else 'too_few'}")]
    by = "change" if choice.metric in BY_DIFFERENCE else "percent"
    way = -1 if choice.metric in MORE_IS_BETTER else 1
    size = fair[by] * way
    words = {"places": counted(len(fair), choice.scope, lang)}
    better, worse = fair[size < 0], fair[size > 0]
    said = []
    if len(better):
        most = better[size[better.index] == size[better.index].min()]
        values = _amount(choice.metric, most, by, lang)
        place = join_names(_named(most, names), lang)
        said.append(text(lang, "ranking.read.better", n=len(better), place=place, value=values))
    if len(worse):
        most = worse[size[worse.index] == size[worse.index].max()]
        values = _amount(choice.metric, most, by, lang)
        place = join_names(_named(most, names), lang)
        said.append(text(lang, "ranking.read.worse", n=len(worse), place=place, value=values))
    else:
        said.append(text(lang, "ranking.read.no_worse"))
    sentence = text(
        lang, "ranking.read.change", parts=text(lang, "ranking.semicolon").join(said), **words
    )
    spared = int((fair["change_reason"] == "meets_all").sum())
    return [sentence] + ([text(lang, "ranking.read.spared", n=spared)] if spared else [])


def _lacks_weather(choice: Choice) -> bool:
    """Return whether the year before would have to be converted by temperature and pressure."""
    is_particle = METRICS[choice.metric].pollutant in ("pm25", "pm10")
    if choice.basis != "present_state" or not is_particle or choice.span is None:
        return False
    return bool(choice.span.year_before().start < REFERENCE_STATE_CHANGE)


def _amount(metric: str, rows: pd.DataFrame, by: str, lang: str) -> str:
    value = float(rows[by].iloc[0])
    if by == "percent":
        sign = MINUS if value < 0 else "+"
        return f"{sign}{abs(value):.1f}{THIN_SPACE}%"
    if METRICS[metric].unit == "%":
        sign = MINUS if value < 0 else "+"
        return text(lang, "ranking.points.value", amount=f"{sign}{abs(value):.1f}")
    return with_unit(metric, value, lang, signed=True)


def basis_notes(rows: pd.DataFrame, choice: Choice, lang: str) -> list[str]:
    """Return what is to be said of the basis and the scheme of the values shown."""
    said = []
    if choice.basis == "present_state" and choice.metric in JUDGED:
        said.append(text(lang, "ranking.basis.judged"))
    elif choice.basis and not rows["is_other"].any():
        said.append(text(lang, f"ranking.basis.nothing.{choice.basis}"))
    if choice.metric in JUDGED and choice.standard == "gb3095-2026-final":
        said.append(text(lang, "common.standard.note.final"))
    if choice.metric in JUDGED and choice.standard == "who2021":
        said.append(text(lang, "common.standard.note.who2021"))
    return said


def read_history(
    found: History, periods: Sequence[str], names: Mapping[str, str], place: str, lang: str
) -> str:
    """Return the chosen place's best and worst rank; else who was first how often."""
    if place in found.places:
        ranks = found.ranks[found.places.index(place)]
        held = np.flatnonzero(np.isfinite(ranks))
        best, worst = held[np.argmin(ranks[held])], held[np.argmax(ranks[held])]
        key = "single" if len(held) == 1 else "same" if ranks[best] == ranks[worst] else "own"
        return text(
            lang,
            f"ranking.history.{key}",
            place=names[place],
            n=len(held),
            best=int(ranks[best]),
            best_period=periods[best],
            worst=int(ranks[worst]),
            worst_period=periods[worst],
        )
    firsts = (found.ranks == 1).sum(axis=1)
    # First once says nothing: with as many firsts as periods everybody may have been so.
    if firsts.max(initial=0) < 2:
        return ""
    most = [names[found.places[i]] for i in np.flatnonzero(firsts == firsts.max())]
    times, of = int(firsts.max()), int((found.totals > 0).sum())
    return text(lang, "ranking.history.firsts", places=join_names(most, lang), n=times, of=of)


def read_ranked_counts(found: History, periods: Sequence[str], scope: str, lang: str) -> str:
    """Return how many places were ranked in the periods: a rank is worth what it was won among."""
    counts = [(periods[i], int(found.totals[i])) for i in found.ranked_periods]
    sizes = [n for _, n in counts]
    if len(set(sizes)) == 1:
        places = counted(sizes[0], scope, lang)
        return text(lang, "ranking.history.ranked.same", places=places)
    if len(counts) > _MOST_COUNTS:
        return text(lang, "ranking.history.ranked.range", least=min(sizes), most=max(sizes))
    each = [text(lang, "ranking.history.ranked.count", period=p, n=n) for p, n in counts]
    words = text(lang, "ranking.list").join(each)
    return text(lang, "ranking.history.ranked.each", counts=words)


def read_rebounds(
    found: Rebounds, scope: str, names: Mapping[str, str], span: str, before: str, lang: str
) -> list[str]:
    """Return how many places rose, in which ways, and of how many nothing can be said."""
    if (found.rows["days_before"] == 0).all():
        return [text(lang, "ranking.rebounds.no_before", span=span, before=before)]
    if found.reason:
        return [text(lang, f"ranking.reason.{found.reason}")]
    rows = found.rows[~found.rows["is_control"]]
    verdicts = rows["verdict"]
    judged = int((~verdicts.isin([TOO_FEW_DAYS, NO_DATA])).sum())
    if not judged:
        return [text(lang, "ranking.rebounds.none_judged", span=span, before=before)]
    rose = rows[verdicts.isin(LISTED)]
    words = {"places": counted(judged, scope, lang), "span": span, "before": before, "n": len(rose)}
    if rose.empty:
        said = [text(lang, "ranking.rebounds.none", **words)]
    else:
        place = join_names(_named(rose, names), lang)
        said = [text(lang, "ranking.rebounds.some", place=place, **words)]
    for verdict in (BOTH, ONLY_ALL, ONLY_WITHOUT, ONE_KNOWN, LEVEL):
        n = int((verdicts == verdict).sum())
        if n and verdict != BOTH:
            said.append(text(lang, f"ranking.rebounds.count.{verdict}", n=n))
    few = len(rows) - judged
    if few:
        said.append(text(lang, "ranking.rebounds.few", places=counted(few, scope, lang)))
    if not found.has_dust:
        said.append(text(lang, "ranking.rebounds.no_dust"))
    return said
