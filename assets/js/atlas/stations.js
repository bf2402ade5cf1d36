/* The stations: a marker each in the shape and colour of its value's class, or, where few are in
   sight and numbers are wanted, a badge with the number. A missing value is a crossed grey ring. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const { draw, overlaps } = atlas;

  /* Up to so many stations in sight a badge can be read. */
  const FEW = 60;
  /* Radius of a marker by how many are in sight: [at most, CSS px]. */
  const RADII = [[FEW, 7.5], [200, 6], [600, 5], [Infinity, 4]];
  /* Nor larger than this part of the way to the next one, were they spread evenly. */
  const PART = 0.2;
  const LEAST = 3;
  const MARGIN = 12;
  const REACH = 14;
  const MOST_WIDTHS = 4000;
  const widths = new Map();

  function widthOf(ctx, words, font) {
    const key = font + words;
    if (!widths.has(key)) {
      if (widths.size > MOST_WIDTHS) widths.clear();
      widths.set(key, ctx.measureText(words).width);
    }
    return widths.get(key);
  }

  function radius(count, view) {
    const usual = RADII.find(([most]) => count <= most)[1];
    const apart = Math.sqrt((view.size[0] * view.size[1]) / Math.max(1, count));
    return Math.max(LEAST, Math.min(usual, PART * apart)) * (view.theme.text / 13);
  }

  /* Where the stations lie in a view: x, y of each, which are in sight, how large a marker is. */
  function places(view) {
    const kept = view.cache.get("stations");
    if (kept) return kept;
    const { stations } = view.ground;
    const xy = new Float32Array(2 * stations.length);
    const inSight = [];
    stations.forEach(function (station, s) {
      const [x, y] = view.project(station.lon, station.lat);
      xy[2 * s] = x;
      xy[2 * s + 1] = y;
      const isIn = x > -MARGIN && y > -MARGIN && x < view.size[0] + MARGIN && y < view.size[1] + MARGIN;
      if (isIn) inSight.push(s);
    });
    const r = radius(inSight.length, view);
    const made = { xy, inSight, r, isFew: inSight.length <= FEW, boxes: new Map(), shown: null };
    view.cache.set("stations", made);
    return made;
  }

  /* Value and class of every station in sight, lowest class first so that the highest lie on top. */
  function valued(view, at) {
    const { frames } = view;
    if (at.frames !== view.frames) {
      at.frames = view.frames;
      at.rows = view.ground.stations.map((s) => (frames.indexOf[s.id] === undefined ? -1 : frames.indexOf[s.id]));
    }
    const sorted = frames.scale.colours.map(() => []);
    const missing = [];
    for (const s of at.inSight) {
      const value = frames.value(at.rows[s], view.i);
      const k = view.classOf(value);
      (k < 0 ? missing : sorted[k]).push(s);
    }
    return { sorted, missing };
  }

  function marker(ctx, view, at, s, k) {
    const { scale } = view.frames;
    const isControl = view.ground.stations[s].control;
    const colour = k < 0 ? null : scale.colours[k];
    const shape = k < 0 ? "" : (scale.shapes || [])[k] || "circle";
    const made = atlas.sprite(at.r, view.ratio, colour, shape, isControl, view.theme);
    /* On whole pixels of the screen: sharper, and quicker to copy. */
    const x = Math.round((at.xy[2 * s] - made.half) * view.ratio) / view.ratio;
    const y = Math.round((at.xy[2 * s + 1] - made.half) * view.ratio) / view.ratio;
    ctx.drawImage(made.image, x, y, made.side, made.side);
  }

  /* Boxes of the numbers that have room: the selected station's first, then the highest values. */
  function badges(ctx, view, at, sorted) {
    const size = view.theme.text;
    const font = view.font(size, 600);
    ctx.font = font;
    const row = (s) => view.frames.value(at.rows[s], view.i);
    const isChosen = (s) => [view.selected, view.hovered].includes(view.ground.stations[s].id);
    const order = sorted.flat().sort((a, b) => isChosen(b) - isChosen(a) || row(b) - row(a));
    const found = new Map();
    for (const s of order) {
      const words = view.frames.text(row(s));
      const half = Math.max(widthOf(ctx, words, font) / 2 + 5, size * 0.85);
      const [x, y] = [Math.round(at.xy[2 * s]), Math.round(at.xy[2 * s + 1])];
      const box = [x - half, y - size * 0.72, x + half, y + size * 0.72];
      const wide = [box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1];
      let isFree = true;
      for (const other of found.values()) if (overlaps(wide, other.box)) isFree = false;
      if (isFree) found.set(s, { box, words });
    }
    return found;
  }

  function badge(ctx, view, s, k, { box, words }) {
    const { theme, frames } = view;
    const [left, top, right, bottom] = box;
    const round = (bottom - top) / 3;
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, round);
    ctx.strokeStyle = theme.rim;
    ctx.lineWidth = 3;
    ctx.stroke();
    ctx.fillStyle = frames.scale.colours[k];
    ctx.fill();
    ctx.strokeStyle = theme.edge;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.fillStyle = frames.scale.inks[k];
    ctx.fillText(words, (left + right) / 2, (top + bottom) / 2 + 0.5);
    if (!view.ground.stations[s].control) return;
    ctx.beginPath();
    ctx.roundRect(left - 3, top - 3, right - left + 6, bottom - top + 6, round + 3);
    atlas.strokeControl(ctx, theme);
  }

  draw.stations = function (ctx, view) {
    const at = places(view);
    if (!at.inSight.length) return;
    const { sorted, missing } = valued(view, at);
    const isNumbered = view.on.has("values") && at.isFew;
    const shown = isNumbered ? badges(ctx, view, at, sorted) : new Map();
    /* Among few a missing one is never covered; among very many it must not cover the others. */
    if (!at.isFew) for (const s of missing) marker(ctx, view, at, s, -1);
    sorted.forEach((row, k) => row.forEach((s) => shown.has(s) || marker(ctx, view, at, s, k)));
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    sorted.forEach((row, k) => row.forEach((s) => shown.has(s) && badge(ctx, view, s, k, shown.get(s))));
    if (at.isFew) for (const s of missing) marker(ctx, view, at, s, -1);
    at.shown = shown;
  };

  /* The index of the station nearest to a point, within reach; -1 where there is none. */
  function hit(x, y, view) {
    const at = places(view);
    let [best, found] = [REACH * REACH, -1];
    for (const s of at.inSight) {
      const badge = at.shown && at.shown.get(s);
      const [dx, dy] = [at.xy[2 * s] - x, at.xy[2 * s + 1] - y];
      if (badge && overlaps(badge.box, [x, y, x, y])) return s;
      const far = dx * dx + dy * dy;
      if (far <= best) [best, found] = [far, s];
    }
    return found;
  }

  /* Box of a station's mark in a view, for rings around it; null where it is out of sight. */
  function boxOf(id, view) {
    const at = places(view);
    const s = view.ground.stations.findIndex((station) => station.id === id);
    if (s < 0 || !at.inSight.includes(s)) return null;
    const badge = at.shown && at.shown.get(s);
    if (badge) return badge.box;
    const [x, y] = [at.xy[2 * s], at.xy[2 * s + 1]];
    return [x - at.r, y - at.r, x + at.r, y + at.r];
  }

  /* Boxes of all marks in sight, numbers or not: where no other words may stand. */
  function boxes(view) {
    const at = places(view);
    const isNumbered = view.on.has("values") && at.isFew;
    const [w, h] = isNumbered ? [1.5 * view.theme.text, view.theme.text] : [at.r + 2, at.r + 2];
    return at.inSight.map((s) => {
      const [x, y] = [at.xy[2 * s], at.xy[2 * s + 1]];
      return [x - w, y - h, x + w, y + h];
    });
  }

  atlas.stations = { hit, boxOf, boxes };
})();
