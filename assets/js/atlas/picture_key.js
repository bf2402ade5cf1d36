/* What a reader of a saved map needs beside it: classes with colour, shape and range, what the
   other marks mean, the city's own layers, where north is and how far a kilometre. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const MARK = 6;
  const BAR = 120;
  const GAP = 18;
  const EARTH_M = 6371008.8;

  const say = (key, values) => atlas.hub.say("js.draw." + key, values);
  /* What the page's legend calls a mark the picture's calls it too. */
  const named = (key, values) => atlas.hub.say("js.key." + key, values);

  function classEntries({ frames }) {
    const { scale } = frames;
    if (!scale) return [];
    return scale.colours.map((colour, k) => ({
      words: [scale.names[k], atlas.legend.range(scale, k)].filter(Boolean).join(" "),
      draw: (pen, x, y, theme) => {
        atlas.shape(pen, scale.shapes[k], x, y, MARK);
        pen.fillStyle = colour;
        pen.fill();
        [pen.strokeStyle, pen.lineWidth] = [theme.edge, 1];
        pen.stroke();
      },
    }));
  }

  function line(pen, x, y, colour, dash) {
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(x - 9, y);
    pen.lineTo(x + 9, y);
    [pen.strokeStyle, pen.lineWidth] = [colour, 2.5];
    pen.stroke();
    pen.setLineDash([]);
  }

  function drawControl(pen, x, y, theme) {
    atlas.shape(pen, "circle", x, y, MARK - 2);
    pen.fillStyle = theme.muted;
    pen.fill();
    atlas.controlRing(pen, x, y, MARK - 2, theme);
  }

  function drawArrow(pen, x, y, theme) {
    atlas.wind.arrow(pen, theme, x, y, 90, 18, -9);
  }

  function layerEntry(layer) {
    const types = new Set(layer.features.map((feature) => feature.type));
    return {
      words: layer.title,
      draw: (pen, x, y) => {
        if (types.has("point") && types.size === 1) {
          pen.fillStyle = layer.colour;
          pen.fillRect(x - 5, y - 5, 10, 10);
        } else {
          line(pen, x, y, layer.colour, types.has("polygon") ? [7, 3] : []);
        }
      },
    };
  }

  const titleEntry = ({ frames }) => ({ words: (frames.scale && frames.scale.title) || "" });

  /* What stands in the legend of maps, in order: the classes of each scale, limit, marks, own
     layers that are shown. */
  function entries(views) {
    const { frames, ground, on, theme } = views[0];
    const scales = new Map(views.filter((v) => v.frames).map((v) => [v.frames, v]));
    const classes = [...scales.values()].flatMap((v) => [titleEntry(v), ...classEntries(v)]);
    const others = [];
    if (frames.limit) {
      const draw = (pen, x, y) => line(pen, x, y, theme.limit, []);
      others.push({ words: frames.limit.label, draw });
    }
    others.push({
      words: named("missing"),
      draw: (pen, x, y) => atlas.missingMark(pen, x, y, MARK, theme),
    });
    if (ground.stations.some((station) => station.control)) {
      others.push({
        words: named("control"),
        draw: (pen, x, y) => drawControl(pen, x, y, theme),
      });
    }
    if (on.has("wind") && frames.wind) {
      others.push({ words: named("wind", { calm: frames.wind.calm_below }), draw: drawArrow });
    }
    const layers = (ground.layers || []).filter((layer) => on.has(layer.id)).map(layerEntry);
    return { theme, all: [...classes, ...others, ...layers] };
  }

  /* Entries in rows from `top` on, drawn only where `isDrawn`; words longer than a row are broken.
     Return where the last row ends. */
  function write(pen, key, left, top, right, isDrawn) {
    const { text, family } = atlas.theme();
    const row = text * 1.7;
    pen.font = `400 ${text}px ${family}`;
    let [x, y] = [left, top];
    for (const { words, draw } of key.all) {
      const before = draw ? 2 * MARK + 14 : 0;
      const lines = atlas.wrap(pen, words || "", right - left - before);
      const widths = lines.map((line) => before + pen.measureText(line).width);
      if (x > left && x + widths[0] > right) [x, y] = [left, y + row];
      if (isDrawn && draw) draw(pen, x + MARK + 3, y + row / 2, key.theme);
      pen.fillStyle = key.theme.ink;
      lines.forEach((line, k) => {
        if (k) [x, y] = [left, y + row];
        if (isDrawn) pen.fillText(line, x + before, y + row / 2 + text * 0.36);
        x += widths[k] + GAP;
      });
    }
    return y + row;
  }

  /* Metres a pixel in the middle of the map. */
  function metresAPixel(view) {
    const rad = Math.PI / 180;
    const [x, y] = [view.size[0] / 2, view.size[1] / 2];
    const [[west, lat], [east]] = [view.unproject(x - 50, y), view.unproject(x + 50, y)];
    return ((east - west) * rad * Math.cos(lat * rad) * EARTH_M) / 100;
  }

  /* The longest round length that is no wider than the bar may be. */
  function roundLength(metres) {
    const power = 10 ** Math.floor(Math.log10(metres));
    return power * [5, 2, 1].find((times) => times * power <= metres);
  }

  /* A north arrow over a scale bar, in the map's lower right corner. */
  function drawScale(pen, view) {
    const { theme, size } = view;
    const share = metresAPixel(view);
    const metres = roundLength(Math.min(BAR, size[0] / 4) * share);
    const [length, words] = [metres / share, lengthWords(metres)];
    const box = atlas.captions.notesBox(pen, view);
    const isFree = !box || box.left + box.width + length + 40 < size[0];
    const [right, bottom] = [size[0] - 18, size[1] - 16 - (isFree ? 0 : box.height + 10)];
    pen.font = view.font(theme.text);
    atlas.plate(pen, theme, right - length - 8, bottom - 62, length + 16, 70);
    [pen.strokeStyle, pen.fillStyle, pen.lineWidth] = [theme.ink, theme.ink, 1.5];
    pen.beginPath();
    pen.moveTo(right - length, bottom - 6);
    pen.lineTo(right - length, bottom);
    pen.lineTo(right, bottom);
    pen.lineTo(right, bottom - 6);
    pen.stroke();
    pen.textAlign = "center";
    pen.textBaseline = "alphabetic";
    pen.fillText(words, right - length / 2, bottom - 8);
    drawNorth(pen, right - length / 2, bottom - 58);
    pen.textAlign = "left";
  }

  function drawNorth(pen, x, top) {
    pen.beginPath();
    pen.moveTo(x, top + 14);
    pen.lineTo(x + 6, top + 32);
    pen.lineTo(x, top + 28);
    pen.lineTo(x - 6, top + 32);
    pen.closePath();
    pen.fill();
    pen.fillText(say("picture.north"), x, top + 11);
  }

  function lengthWords(metres) {
    if (metres < 1000) return say("picture.metres", { amount: metres });
    return say("picture.kilometres", { amount: metres / 1000 });
  }

  atlas.picture_key = { entries, write, drawScale };
})();
