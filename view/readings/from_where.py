"""What the card "from where" says in words, by rule."""

import numpy as np

from airquality.metrics import METRICS
from airquality.polar_plot import LEAST_HOURS
from view.figures.polar import speed_words
from view.formats import THIN_SPACE, amount, number, unit
from view.queries.from_where import FromWhere
from view.text import text
from view.wind_hours import Polar, Rose

#: Share of all hours below which no sector and no cell is named: a storm is no rule (own choice).
NAMED_SHARE = 0.005
#: Sectors that differ by less than this share of the mean tell no direction (own choice).
EVEN = 0.1
#: Below this share of high hours no cell stands out: by chance it is a quarter (own choice).
HIGH_SHARE = 0.35


def sentences(found: FromWhere, lang: str) -> list[str]:
    """Return where wind and high values come from; what is missing where something is."""
    said = []
    if not found.is_own:
        names = {"place": found.asked.name(lang), "city": found.place.name(lang)}
        said.append(text(lang, "from_where.fallback.place", **names))
    if found.is_fallback:
        said.append(text(lang, "from_where.fallback.metric", metric=symbol(found.metric)))
    if found.wind is not None:
        said.append(wind_sentence(found.wind, lang))
    if found.rose is None or found.polar is None:
        return [*said, text(lang, "from_where.reading.few", metric=symbol(found.metric))]
    said.append(mean_sentence(found.rose, found.metric, lang))
    return [*said, *cpf_sentence(found.polar, found.metric, lang)]


def symbol(metric: str) -> str:
    """Return how the pollutant of an hourly metric is written."""
    return METRICS[metric].symbol


def named_with_unit(metric: str, lang: str) -> str:
    """Return an hourly metric's symbol with its unit in brackets."""
    return text(lang, "trends.with_unit", name=symbol(metric), unit=unit(lang, METRICS[metric]))


def with_unit(metric: str, value: float, lang: str) -> str:
    """Return a concentration with its unit."""
    return f"{amount(metric, value)}{THIN_SPACE}{unit(lang, METRICS[metric])}"


def wind_sentence(wind: Rose, lang: str) -> str:
    """Return the two most frequent winds and the share of calm hours."""
    shares = wind.shares.sum(axis=1)
    first, second = np.argsort(-shares, kind="stable")[:2].tolist()
    return text(
        lang,
        "from_where.reading.wind",
        first=text(lang, f"from_where.sector.{first}"),
        first_share=number(100 * float(shares[first]), 1),
        second=text(lang, f"from_where.sector.{second}"),
        second_share=number(100 * float(shares[second]), 1),
        calm=number(wind.calm_below, 1),
        calm_share=number(100 * wind.calm_share, 1),
    )


def mean_sentence(rose: Rose, metric: str, lang: str) -> str:
    """Return with which winds the concentration is highest and lowest, or that none stands out."""
    means = rose.of_sectors
    named = rose.known_sectors(_least(rose.total))
    if named.sum() < 2:
        return text(lang, "from_where.reading.few", metric=symbol(metric))
    high = int(np.argmax(np.where(named, means, -np.inf)))
    low = int(np.argmin(np.where(named, means, np.inf)))
    overall = with_unit(metric, rose.overall, lang)
    if means[high] - means[low] < EVEN * rose.overall:
        share = number(100 * EVEN, 0)
        key = "from_where.reading.even"
        return text(lang, key, metric=symbol(metric), share=share, overall=overall)
    return text(
        lang,
        "from_where.reading.mean",
        metric=symbol(metric),
        high=text(lang, f"from_where.sector.{high}"),
        high_value=with_unit(metric, means[high], lang),
        low=text(lang, f"from_where.sector.{low}"),
        low_value=with_unit(metric, means[low], lang),
        overall=overall,
    )


def cpf_sentence(polar: Polar, metric: str, lang: str) -> list[str]:
    """Return in which cell hours are most often high; nothing where no cell may be named."""
    calm_hours, _, calm_over = polar.calm
    least = _least(int(polar.hours.sum()) + calm_hours)
    named = polar.known(least)
    cells = np.where(named, polar.cpf, -1.0)
    most = float(cells.max(initial=-1.0))
    calm = calm_over / calm_hours if calm_hours >= least else -1.0
    if max(most, calm) < 0:
        return []
    if max(most, calm) < HIGH_SHARE:
        return [text(lang, "from_where.reading.cpf.even", share=number(100 * HIGH_SHARE, 0))]
    where = text(lang, "from_where.reading.calm")
    if most >= calm:
        sector, bin_ = np.unravel_index(int(np.argmax(cells)), cells.shape)
        name = text(lang, f"from_where.sector.{sector}")
        speed = speed_words(polar, int(bin_))
        where = text(lang, "from_where.reading.where", sector=name, speed=speed)
    share = number(100 * max(most, calm), 0)
    p75 = with_unit(metric, polar.p75, lang)
    return [text(lang, "from_where.reading.cpf", where=where, share=share, p75=p75)]


def _least(total: int) -> int:
    return max(LEAST_HOURS, int(np.ceil(NAMED_SHARE * total)))


def sample_words(found: FromWhere, lang: str) -> list[str]:
    """Return on how many hours the card rests, and what is not shown."""
    wind, rose, polar = found.wind, found.rose, found.polar
    said = []
    if wind is not None:
        said.append(text(lang, "from_where.foot.hours", hours=f"{wind.total:,}"))
        if wind.lost:
            said.append(text(lang, "from_where.foot.lost", hours=f"{wind.lost:,}"))
    if rose is not None:
        told = {"hours": f"{rose.total:,}", "metric": symbol(found.metric)}
        said.insert(1, text(lang, "from_where.foot.metric", **told))
    if polar is not None and polar.masked(LEAST_HOURS):
        cells = polar.masked(LEAST_HOURS)
        said.append(text(lang, "from_where.foot.masked", cells=cells, least=LEAST_HOURS))
    return [*said, text(lang, "from_where.foot.basis")]
