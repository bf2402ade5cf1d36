/* The field between the stations: computed from the weights that came with the ground, one frame at
   a time, and kept as a small picture that is stretched over the map.

   The field is linear in the stations' values, f = W v. A station without a value is given the one
   that the field of the others has there: the kernel coefficients c = inverse (v, 0) of the missing
   stations must vanish, so Inv_MM v_M = -Inv_MK v_K (the reference is airquality/surface.py). */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  /* Pixels of the small picture, about: finer than a cell, so that class borders are sharp. While
     it plays a coarser one does. */
  const PIXELS = { still: 360000, playing: 90000 };
  /* Rings of cells beyond the outline that repeat their neighbours, as the outline cuts cells. */
  const RINGS = 2;
  const KEPT_MASKS = 8;
  const KEPT_PICTURES = 3;
  /* How much of a surface hides the tiles beneath. */
  const OVER_TILES = 0.72;
  const KM_A_DEGREE = 111.195;

  const grids = new WeakMap();
  const pictures = new WeakMap();

  /* Indices of the cells within the city, in C order. */
  function unpackCells(surface) {
    const mask = atlas.codec.bits(surface.cells, surface.columns * surface.rows);
    return Int32Array.from(mask.keys()).filter((k) => mask[k]);
  }

  /* Cells just outside the outline, each with the known cells that it repeats the mean of. */
  function borderCells(cells, columns, rows) {
    const known = new Uint8Array(columns * rows);
    cells.forEach((k) => (known[k] = 1));
    const border = [];
    for (let ring = 0; ring < RINGS; ring++) {
      const next = [];
      for (let k = 0; k < known.length; k++) {
        if (known[k]) continue;
        const [row, column] = [Math.floor(k / columns), k % columns];
        const from = [];
        for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, rows - 1); r++) {
          for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, columns - 1); c++) {
            if (known[r * columns + c]) from.push(r * columns + c);
          }
        }
        if (from.length) next.push([k, from]);
      }
      next.forEach(([k]) => (known[k] = 1));
      border.push(...next);
    }
    return border;
  }

  /* Distance in km of every cell of the grid to every station, on the projection that the weights
     were made with: equirectangular, at the latitude of the grid's centre. */
  function distances(surface, places) {
    const { columns, rows, west, south, step_lon, step_lat } = surface;
    const middle = ((south + (rows * step_lat) / 2) * Math.PI) / 180;
    const east_km = KM_A_DEGREE * Math.cos(middle);
    const n = places.length;
    const found = new Float32Array(columns * rows * n);
    for (let cell = 0; cell < columns * rows; cell++) {
      const lon = west + ((cell % columns) + 0.5) * step_lon;
      const lat = south + (Math.floor(cell / columns) + 0.5) * step_lat;
      for (let k = 0; k < n; k++) {
        const [x, y] = [(places[k].lon - lon) * east_km, (places[k].lat - lat) * KM_A_DEGREE];
        found[cell * n + k] = Math.hypot(x, y);
      }
    }
    return found;
  }

  /* Which two grid rows a row of the picture lies between. The picture is stretched over the map,
     whose height grows with the Mercator latitude, while the grid's rows are even in degrees. */
  function pictureRows(surface, height) {
    const up = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    const back = (y) => (Math.atan(Math.exp(y)) * 360) / Math.PI - 90;
    const [low, high] = [up(surface.south), up(surface.south + surface.rows * surface.step_lat)];
    return Float64Array.from({ length: height }, (_, j) => {
      const lat = back(high - ((j + 0.5) / height) * (high - low));
      return (lat - surface.south) / surface.step_lat - 0.5;
    });
  }

  /* A picture of about so many pixels: some to a cell each way, and where its rows lie. */
  function sizeOf(surface, pixels) {
    const { columns, rows } = surface;
    const fine = Math.max(2, Math.round(Math.sqrt(pixels / (columns * rows))));
    const [width, height] = [columns * fine, rows * fine];
    return { fine, width, height, rows: pictureRows(surface, height) };
  }

  /* A grid with what every frame needs; null where the ground has none. */
  function gridOf(ground) {
    const surface = ground && ground.surface;
    if (!surface) return null;
    if (grids.has(surface)) return grids.get(surface);
    const { columns, rows } = surface;
    const places = surface.stations.map((id) => ground.stationById[id]);
    const cells = unpackCells(surface);
    const grid = {
      surface,
      cells,
      border: borderCells(cells, columns, rows),
      weights: atlas.codec.float32(surface.weights),
      inverse: atlas.codec.float64(surface.inverse),
      distance: distances(surface, places),
      sizes: { still: sizeOf(surface, PIXELS.still), playing: sizeOf(surface, PIXELS.playing) },
      masks: new Map(),
    };
    grids.set(surface, grid);
    return grid;
  }

  /* Solve a x = b in place by elimination with row exchanges; null where a is singular. */
  function solve(a, b) {
    const m = b.length;
    for (let k = 0; k < m; k++) {
      let best = k;
      for (let r = k + 1; r < m; r++) if (Math.abs(a[r][k]) > Math.abs(a[best][k])) best = r;
      if (!(Math.abs(a[best][k]) > 0)) return null;
      [a[k], a[best]] = [a[best], a[k]];
      [b[k], b[best]] = [b[best], b[k]];
      for (let r = k + 1; r < m; r++) {
        const times = a[r][k] / a[k][k];
        if (times === 0) continue;
        for (let c = k; c < m; c++) a[r][c] -= times * a[k][c];
        b[r] -= times * b[k];
      }
    }
    for (let k = m - 1; k >= 0; k--) {
      for (let c = k + 1; c < m; c++) b[k] -= a[k][c] * b[c];
      b[k] /= a[k][k];
    }
    return b;
  }

  /* The values with those of missing stations (NaN) put on the field of the others. */
  function filled(grid, values) {
    const n = values.length;
    const missing = [];
    const known = [];
    for (let k = 0; k < n; k++) (Number.isNaN(values[k]) ? missing : known).push(k);
    if (!missing.length) return values;
    const inverse = (r, c) => grid.inverse[r * (n + 1) + c];
    const found = solve(
      missing.map((r) => Float64Array.from(missing, (c) => inverse(r, c))),
      missing.map((r) => -known.reduce((sum, c) => sum + inverse(r, c) * values[c], 0))
    );
    if (!found) return null;
    const all = Float64Array.from(values);
    missing.forEach((k, j) => (all[k] = found[j]));
    return all;
  }

  /* For one set of stations with values: km by which a cell lies within reach, negative beyond. */
  function maskOf(grid, values) {
    const key = Array.from(values, (v) => (Number.isNaN(v) ? "0" : "1")).join("");
    if (grid.masks.has(key)) return grid.masks.get(key);
    const n = values.length;
    const within = new Float32Array(grid.surface.columns * grid.surface.rows);
    for (let cell = 0; cell < within.length; cell++) {
      let nearest = Infinity;
      for (let k = 0, at = cell * n; k < n; k++, at++) {
        if (key[k] === "1" && grid.distance[at] < nearest) nearest = grid.distance[at];
      }
      within[cell] = grid.surface.reach_km - nearest;
    }
    const mask = { within, pixels: new Map() };
    if (grid.masks.size >= KEPT_MASKS) grid.masks.delete(grid.masks.keys().next().value);
    grid.masks.set(key, mask);
    return mask;
  }

  /* Values of a frame at the grid's stations, missing = NaN. */
  function valuesAt(grid, frames, i) {
    return Float64Array.from(grid.surface.stations, (id) => {
      const place = frames.indexOf[id];
      return place === undefined ? NaN : frames.value(place, i);
    });
  }

  const count = (values) => values.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : 1), 0);

  /* The field on the grid, row 0 = south: NaN outside the city, beyond reach; null if too few. */
  function field(ground, values) {
    const grid = gridOf(ground);
    if (!grid || count(values) < grid.surface.least_stations) return null;
    const found = everywhere(grid, values);
    if (!found) return null;
    const { within } = maskOf(grid, values);
    return found.map((v, cell) => (within[cell] >= 0 ? v : NaN));
  }

  function everywhere(grid, values) {
    const all = filled(grid, values);
    if (!all) return null;
    const n = all.length;
    const found = new Float64Array(grid.surface.columns * grid.surface.rows).fill(NaN);
    const { cells, weights } = grid;
    for (let j = 0; j < cells.length; j++) {
      let sum = 0;
      for (let k = 0, at = j * n; k < n; k++, at++) sum += weights[at] * all[k];
      found[cells[j]] = sum;
    }
    return found;
  }

  /* The frame's picture, from the cache where it is; null if too few stations have a value. */
  function pictureOf(grid, frames, i) {
    const kept = pictures.get(frames) || [];
    pictures.set(frames, kept);
    const size = atlas.hub.playing ? grid.sizes.playing : grid.sizes.still;
    const old = kept.find((one) => one.i === i && one.size === size);
    if (old) return old.canvas;
    const values = valuesAt(grid, frames, i);
    const found = count(values) < grid.surface.least_stations ? null : everywhere(grid, values);
    const slot = kept.length < KEPT_PICTURES ? {} : kept.shift();
    const mask = found && maskOf(grid, values);
    slot.canvas = found && atlas.surface_paint(slot, grid, size, found, mask, frames.scale);
    [slot.i, slot.size] = [i, size];
    kept.push(slot);
    return slot.canvas;
  }

  /* One line on the map: how far the field may be off, or why there is none. */
  function note(view) {
    if (!view.on.has("surface") || !view.ground || !view.frames) return "";
    const grid = gridOf(view.ground);
    const { say } = atlas.hub;
    const why = view.frames.no_surface || (grid ? "" : view.ground.no_surface);
    if (why || !grid) return why || say("js.draw.surface.none");
    const stations = count(valuesAt(grid, view.frames, view.i));
    const least = grid.surface.least_stations;
    if (stations < least) return say("js.draw.surface.few", { stations, least });
    const error = (view.frames.errors || [])[view.i];
    if (typeof error !== "number") return say("js.draw.surface.unknown", { stations });
    const unit = view.frames.unit ? "\u2009" + view.frames.unit : "";
    const places = view.frames.decimals || 0;
    const decimals = error < 10 ** (1 - places) ? places + 1 : places;
    const amount = error.toFixed(decimals) + unit;
    return say("js.draw.surface", { error: amount, stations });
  }

  /* What no station supports looks like any other place of which nothing is known: painted once,
     laid under every frame. */
  function groundOf(view) {
    const kept = view.cache.get("surface ground");
    if (kept) return kept;
    const canvas = document.createElement("canvas");
    atlas.fit(canvas, view.size[0], view.size[1], view.ratio);
    const pen = canvas.getContext("2d");
    pen.scale(view.ratio, view.ratio);
    for (const paint of [view.theme.card, atlas.hatch(pen, view.theme)]) {
      pen.fillStyle = paint;
      pen.fill(atlas.outline(view), "evenodd");
    }
    view.cache.set("surface ground", canvas);
    return canvas;
  }

  draw.surface = function (ctx, view) {
    if (!view.on.has("surface") || !view.frames || view.frames.no_surface) return;
    if (!view.frames.scale) return;
    const grid = gridOf(view.ground);
    const picture = grid && pictureOf(grid, view.frames, view.i);
    if (!picture) return;
    const { west, south, step_lon, step_lat, columns, rows } = grid.surface;
    const [left, bottom] = view.project(west, south);
    const [right, top] = view.project(west + columns * step_lon, south + rows * step_lat);
    if (!view.ground.tiles) ctx.drawImage(groundOf(view), 0, 0, view.size[0], view.size[1]);
    ctx.save();
    ctx.clip(atlas.outline(view), "evenodd");
    ctx.globalAlpha = view.ground.tiles ? OVER_TILES : 1;
    /* The finer way takes twice as long: a frame on its way does not show the difference. */
    ctx.imageSmoothingQuality = atlas.hub.playing ? "low" : "high";
    ctx.drawImage(picture, left, top, right - left, bottom - top);
    ctx.restore();
  };

  atlas.surface = { field, note };
})();
