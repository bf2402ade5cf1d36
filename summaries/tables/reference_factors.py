"""What brings the concentrations of a day before 2018-09-01 to the present reference state."""

from summaries.table import Column, Table
from summaries.tables.shared_columns import CITY

REFERENCE_FACTORS = Table(
    name="reference_factors",
    about_zh="2018-09-01 之前各日浓度换算到现行参比状态的系数（GB 3095-2012 修改单）",
    about_en="Factors that bring concentrations of days before 2018-09-01 to the present reference"
    " state (amendment of 2018 to GB 3095-2012)",
    grain_zh="城市 × 日（仅 2018-09-01 之前）",
    grain_en="city x day (before 2018-09-01 only)",
    key=("city", "date"),
    columns=(
        CITY,
        Column("date", "time", "日期", "Day", nullable=False),
        Column(
            "gas_factor",
            "f4",
            "气态污染物：旧浓度 × 此系数 = 298.15 K 下的浓度",
            "Gases: the old concentration times this is that at 298.15 K",
            "",
            0.5,
            1.5,
            nullable=False,
        ),
        Column(
            "particle_factor",
            "f4",
            "颗粒物：旧浓度 × 此系数 = 当日平均气温、气压下的浓度；气温或气压不足 20 小时为空",
            "Particles: the old concentration times this is that at the day's mean temperature and"
            " pressure; empty where either has fewer than 20 hours",
            "",
            0.5,
            1.5,
        ),
    ),
)
