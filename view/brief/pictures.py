"""Draw the pictures of a brief: by matplotlib, legible in print and in grey.

Figures are made without pyplot and nothing global is set, so that requests may draw side by side.
"""

import io
from typing import TYPE_CHECKING

from view.brief.curve_picture import draw_curve
from view.brief.drawings import Curve, Drawing
from view.brief.fonts import picture_families
from view.brief.map_picture import draw_map

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

#: Of a page of A4 between margins of 25 mm, and of the printer.
WIDTH_MM = 160.0
DPI = 300
#: Line drawings hold few colours; a palette makes the file a third.
_COLOURS = 128


def png(drawing: Drawing) -> bytes:
    """Return a drawing as a PNG of WIDTH_MM at DPI. FontError where its texts cannot be drawn."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image as Pixels

    figure = _figure(drawing)
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = Pixels.frombuffer(
        "RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    )
    kept = pixels.convert("RGB").quantize(
        _COLOURS, Pixels.Quantize.FASTOCTREE, dither=Pixels.Dither.NONE
    )
    _whiten(kept)
    file = io.BytesIO()
    kept.save(file, "png", dpi=(DPI, DPI))
    return file.getvalue()


def _whiten(picture: "Image") -> None:
    """Make the ground white again: the palette's entry of the corner lies a little beside it."""
    palette, ground = picture.getpalette(), picture.getpixel((0, 0))
    assert palette is not None
    assert isinstance(ground, int)
    palette[3 * ground : 3 * ground + 3] = (255, 255, 255)
    picture.putpalette(palette)


def svg(drawing: Drawing) -> bytes:
    """Return a drawing as an SVG whose letters are outlines, so that no font is asked for."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    file = io.BytesIO()
    FigureCanvasSVG(_figure(drawing)).print_svg(file, metadata={"Date": None})
    return file.getvalue()


def _figure(drawing: Drawing) -> "Figure":
    families = picture_families(drawing.texts())
    if isinstance(drawing, Curve):
        return draw_curve(drawing, families)
    return draw_map(drawing, families)
