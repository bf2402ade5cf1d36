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
    return (v) => table[Math.min(STEPS - 1, Math.max(0, Math.round((v - low) * times)))];
  }

  /* A class holds what is above its lower edge up to its upper one; what is beyond, the last. */
  function classes(scale) {
    const colours = Uint32Array.from(scale.colours, (colour) => packed(channels(colour)));
    const upper = scale.edges.slice(1, -1);
    return (v) => {
      let k = 0;
      while (k < upper.length && v > upper[k]) k++;
      return colours[k];
    };
  }

  function colourOf(scale) {
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

  /* Call each(pixel, value) with the value between the cell centres, row by row from the north. */
  function between(grid, size, cells, each) {
    const { columns, rows } = grid.surface;
    const { width, height, fine } = size;
    const line = new Float32Array(columns);
    for (let j = 0; j < height; j++) {
      const at = Math.min(rows - 1, Math.max(0, size.rows[j]));
      const low = Math.min(rows - 2, Math.floor(at));
      const share = at - low;
      for (let c = 0, k = low * columns; c < columns; c++, k++) {
        const [a, b] = [cells[k], cells[k + columns]];
        /* At the rim a row without cells must not wipe out its neighbour. */
        line[c] = share === 0 ? a : share === 1 ? b : a + share * (b - a);
      }
      for (let x = 0; x < width; x++) {
        const across = Math.min(columns - 1, Math.max(0, (x + 0.5) / fine - 0.5));
        const c = Math.min(columns - 2, Math.floor(across));
        const right = across - c;
        each(j * width + x, right === 0 ? line[c] : line[c] + right * (line[c + 1] - line[c]));
      }
    }
  }

  /* Which pixels a station supports, kept with the mask. */
  function supported(grid, size, mask) {
    const kept = mask.pixels.get(size);
    if (kept) return kept;
    const pixels = new Uint8Array(size.width * size.height);
    between(grid, size, mask.within, (pixel, km) => (pixels[pixel] = km >= 0 ? 1 : 0));
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
    const colour = colourOf(scale);
    between(grid, size, widened(grid, values), (pixel, v) => {
      pixels[pixel] = shown[pixel] && v === v ? colour(v) : 0;
    });
    slot.image = image;
    pen.putImageData(image, 0, 0);
    return canvas;
  };
})();
