/* Paint a field on a grid as a small picture: values between the cells, then colours. With the
   fixed scale a colour is a class, so that colours mean levels; with a stretched one colours run on
   from the middle of one class to the next. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const STEPS = 256;
  const tables = new WeakMap();

  const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  /* A pixel's four bytes as one number, in the order in which all current machines keep them. */
  const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

  /* Each painter below fills pixels with the colours of values, 0 where nothing is shown. */

  /* Colours in steps between the middles of classes; an open class is as wide as the one before. */
  function ramp(scale) {
    const edges = scale.edges.map((e, k, all) => (e === null ? 2 * all[k - 1] - all[k - 2] : e));
    const middles = scale.colours.map((_, k) => (edges[k] + edges[k + 1]) / 2);
    const colours = scale.colours.map(channels);
    const [low, high] = [middles[0], middles[middles.length - 1]];
    const table = Uint32Array.from({ length: STEPS }, (_, s) => {
      const v = low + (s / (STEPS - 1)) * (high - low);
      let k = 0;
      while (k < middles.length - 2 && v > middles[k + 1]) k++;
      if (middles.length < 2) return packed(colours[0]);
      const share = (v - middles[k]) / (middles[k + 1] - middles[k]);
      return packed(colours[k].map((c, j) => Math.round(c + share * (colours[k + 1][j] - c))));
    });
    const times = high > low ? (STEPS - 1) / (high - low) : 0;
    return (values, shown, pixels) => {
      for (let p = 0; p < values.length; p++) {
        const v = values[p];
        const step = Math.min(STEPS - 1, Math.max(0, Math.round((v - low) * times)));
        pixels[p] = shown[p] && v === v ? table[step] : 0;
      }
    };
  }

  /* A class holds what is above its lower edge up to its upper one; what is beyond, the last. */
  function classes(scale) {
    const colours = Uint32Array.from(scale.colours, (colour) => packed(channels(colour)));
    const upper = Float32Array.from(scale.edges.slice(1, -1));
    return (values, shown, pixels) => {
      for (let p = 0; p < values.length; p++) {
        const v = values[p];
        let k = 0;
        while (k < upper.length && v > upper[k]) k++;
        pixels[p] = shown[p] && v === v ? colours[k] : 0;
      }
    };
  }

  function painterOf(scale) {
    if (!tables.has(scale)) tables.set(scale, scale.continuous ? ramp(scale) : classes(scale));
    return tables.get(scale);
  }

  /* A grid whose cells beyond the outline repeat the mean of their neighbours. */
  function widened(grid, values) {
    const wide = Float32Array.from(values);
    for (const [cell, from] of grid.border) {
      wide[cell] = from.reduce((sum, k) => sum + wide[k], 0) / from.length;
    }
    return wide;
  }

  /* Values between the cell centres, row by row from the north, carried on to the grid's rim: in an
     array that the next call fills anew. */
  function between(grid, size, cells) {
    const { columns, rows } = grid.surface;
    const { width, height, fine } = size;
    const found = size.values || (size.values = new Float32Array(width * height));
    const line = new Float32Array(columns);
    const left = new Int32Array(width);
    const right = new Float32Array(width);
    for (let x = 0; x < width; x++) {
      const across = (x + 0.5) / fine - 0.5;
      left[x] = Math.max(0, Math.min(columns - 2, Math.floor(across)));
      right[x] = across - left[x];
    }
    for (let j = 0, pixel = 0; j < height; j++) {
      const low = Math.max(0, Math.min(rows - 2, Math.floor(size.rows[j])));
      const up = size.rows[j] - low;
      for (let c = 0, k = low * columns; c < columns; c++, k++) {
        line[c] = cells[k] + up * (cells[k + columns] - cells[k]);
      }
      for (let x = 0; x < width; x++, pixel++) {
        const c = left[x];
        found[pixel] = line[c] + right[x] * (line[c + 1] - line[c]);
      }
    }
    return found;
  }

  /* Which pixels a station supports, kept with the mask. */
  function supported(grid, size, mask) {
    const kept = mask.pixels.get(size);
    if (kept) return kept;
    const within = between(grid, size, mask.within);
    const pixels = new Uint8Array(within.length);
    for (let p = 0; p < within.length; p++) pixels[p] = within[p] >= 0 ? 1 : 0;
    mask.pixels.set(size, pixels);
    return pixels;
  }

  /* Return a canvas with the field, transparent where no station supports it; `slot` may hold one
     of the same size that is no longer wanted. */
  atlas.surface_paint = function (slot, grid, size, values, mask, scale) {
    let { canvas } = slot;
    if (!canvas || canvas.width !== size.width || canvas.height !== size.height) {
      canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [size.width, size.height];
    }
    const pen = canvas.getContext("2d");
    const isLike = slot.image && slot.canvas === canvas;
    const image = isLike ? slot.image : pen.createImageData(size.width, size.height);
    const pixels = new Uint32Array(image.data.buffer);
    const shown = supported(grid, size, mask);
    painterOf(scale)(between(grid, size, widened(grid, values)), shown, pixels);
    slot.image = image;
    pen.putImageData(image, 0, 0);
    return canvas;
  };
})();
