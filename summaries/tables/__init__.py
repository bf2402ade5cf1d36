"""Every summary table, one a file. A new table is a file here and a row in `TABLES`."""

from summaries.table import Table
from summaries.tables.allowances import ALLOWANCES
from summaries.tables.attribution import ATTRIBUTION
from summaries.tables.change_points import CHANGE_POINTS
from summaries.tables.cities import CITIES
from summaries.tables.completeness import COMPLETENESS
from summaries.tables.conclusions import CONCLUSIONS
from summaries.tables.coupling import COUPLING
from summaries.tables.daily import DAILY
from summaries.tables.districts import DISTRICTS
from summaries.tables.effect_controls import EFFECT_CONTROLS
from summaries.tables.effect_donors import EFFECT_DONORS
from summaries.tables.effect_rules import EFFECT_RULES
from summaries.tables.effect_sensitivity import EFFECT_SENSITIVITY
from summaries.tables.effect_series import EFFECT_SERIES
from summaries.tables.episode_drivers import EPISODE_DRIVERS
from summaries.tables.episode_hours import EPISODE_HOURS
from summaries.tables.episode_measures import EPISODE_MEASURES
from summaries.tables.episode_neighbours import EPISODE_NEIGHBOURS
from summaries.tables.episode_places import EPISODE_PLACES
from summaries.tables.episode_rules import EPISODE_RULES
from summaries.tables.episode_stages import EPISODE_STAGES
from summaries.tables.episodes import EPISODES
from summaries.tables.evaluations import EVALUATIONS
from summaries.tables.flags import FLAGS
from summaries.tables.hourly_city import HOURLY_CITY
from summaries.tables.judgements import JUDGEMENTS
from summaries.tables.layers import LAYERS
from summaries.tables.measure_effects import MEASURE_EFFECTS
from summaries.tables.measures import MEASURES
from summaries.tables.model_skill import MODEL_SKILL
from summaries.tables.normalised import NORMALISED
from summaries.tables.percentiles import PERCENTILES
from summaries.tables.periods import ANNUAL, MONTHLY
from summaries.tables.placebos import PLACEBOS
from summaries.tables.problems import PROBLEMS
from summaries.tables.profiles import PROFILES
from summaries.tables.reference_factors import REFERENCE_FACTORS
from summaries.tables.running import RUNNING_DAILY, RUNNING_HOURLY
from summaries.tables.sources import SOURCES
from summaries.tables.special_days import SPECIAL_DAYS
from summaries.tables.station_hours import STATION_HOURS
from summaries.tables.stations import STATIONS
from summaries.tables.surface_errors import SURFACE_ERRORS
from summaries.tables.surface_grids import SURFACE_GRIDS
from summaries.tables.targets import TARGETS
from summaries.tables.trends import TRENDS
from summaries.tables.wind_polar import WIND_POLAR
from summaries.tables.wind_roses import WIND_ROSES
from summaries.tables.year_to_date import YEAR_TO_DATE

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CITIES,
        DISTRICTS,
        LAYERS,
        STATIONS,
        HOURLY_CITY,
        DAILY,
        MONTHLY,
        ANNUAL,
        YEAR_TO_DATE,
        EVALUATIONS,
        JUDGEMENTS,
        ALLOWANCES,
        SPECIAL_DAYS,
        REFERENCE_FACTORS,
        RUNNING_DAILY,
        RUNNING_HOURLY,
        STATION_HOURS,
        WIND_ROSES,
        WIND_POLAR,
        SURFACE_GRIDS,
        SURFACE_ERRORS,
        PROFILES,
        TRENDS,
        CHANGE_POINTS,
        PERCENTILES,
        COUPLING,
        COMPLETENESS,
        FLAGS,
        PROBLEMS,
        SOURCES,
        TARGETS,
        EPISODES,
        EPISODE_HOURS,
        EPISODE_STAGES,
        EPISODE_PLACES,
        EPISODE_DRIVERS,
        EPISODE_NEIGHBOURS,
        EPISODE_RULES,
        MEASURES,
        EPISODE_MEASURES,
        CONCLUSIONS,
        NORMALISED,
        ATTRIBUTION,
        MODEL_SKILL,
        MEASURE_EFFECTS,
        EFFECT_SERIES,
        PLACEBOS,
        EFFECT_SENSITIVITY,
        EFFECT_RULES,
        EFFECT_CONTROLS,
        EFFECT_DONORS,
    )
}
