"""What every chart has in common: margins, axes, hover, words when there is nothing to draw."""

from typing import Any

from view.theme import FONT, LIMIT, NEUTRAL

Figure = dict[str, Any]

#: Modebar: only what helps; the button that sends a chart to a cloud service is taken out.
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "responsive": True,
    # A hand on a touch pad, or a busy machine, needs more than plotly's 300 ms.
    "doubleClickDelay": 600,
    "modeBarButtonsToRemove": ["sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
}


def config(lang: str, name: str, brush: bool = False) -> dict[str, Any]:
    """Return the graph's configuration in a language; `name` is that of a saved picture.

    brush: the chart's period is the page's, so there is no view of its own to go back to and a
    double click asks for all days.
    """
    locale = "zh-CN" if lang == "zh" else "en"
    picture = {"filename": name, "format": "png", "scale": 2}
    found = {**CONFIG, "locale": locale, "toImageButtonOptions": picture}
    if brush:
        found["doubleClick"] = "autosize"
        found["modeBarButtonsToRemove"] = [*CONFIG["modeBarButtonsToRemove"], "resetScale2d"]
    return found


def axis(**options: Any) -> dict[str, Any]:
    """Return an axis with few grid lines; colours come from the style sheet."""
    return {
        "showline": False,
        "zeroline": False,
        "nticks": 6,
        "gridcolor": "rgba(138,143,152,0.25)",
        "automargin": True,
        **options,
    }


def layout(**options: Any) -> dict[str, Any]:
    """Return a layout with transparent ground, no title (the card has it) and unified hover."""
    return {
        "font": {"family": FONT, "size": 13, "color": "#495057"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 48, "r": 16, "t": 16, "b": 32},
        "hovermode": "x unified",
        "showlegend": False,
        **options,
    }


def empty(message: str) -> Figure:
    """Return a chart that says in words why there is nothing to draw."""
    hidden = {"visible": False}
    note = {
        "text": message,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "font": {"size": 15, "color": NEUTRAL},
    }
    return {"data": [], "layout": layout(xaxis=hidden, yaxis=hidden, annotations=[note])}


def limit_line(value: float, label: str) -> tuple[dict, dict]:
    """Return (shape, annotation) of a limit drawn across a chart, its name written on the line."""
    yref, xref = "y", "x domain"
    shape = {
        "type": "line",
        "xref": xref,
        "x0": 0,
        "x1": 1,
        "yref": yref,
        "y0": value,
        "y1": value,
        "line": {"color": LIMIT, "width": 1.2},
    }
    annotation = {
        "xref": xref,
        "x": 1,
        "xanchor": "right",
        "yref": yref,
        "y": value,
        "yanchor": "bottom",
        "text": label,
        "showarrow": False,
        "font": {"size": 12, "color": LIMIT},
    }
    return shape, annotation


def plain(words: object) -> str:
    """Return words as plotly shows them unchanged: `<`, `>` and `&` of a name are no markup."""
    return str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
