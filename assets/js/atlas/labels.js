/* The names of the areas, where an area is large enough for its name and no station stands there. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const { draw } = atlas;

  const MOST = 60;
  /* Points tried along each side of an area's box. */
  const STEPS = 14;
  /* A name may be so many times as wide as the circle that fits into its area. */
  const OVER = 1.15;
  const centres = new WeakMap();

  /* Whether two boxes [left, top, right, bottom] share a point. */
  const overlaps = (atlas.overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]);

  function squaredToEdge(flat, x, y) {
    let best = Infinity;
    for (let k = 0, j = flat.length - 2; k < flat.length; j = k, k += 2) {
      const [ax, ay] = [flat[j], flat[j + 1]];
      const [dx, dy] = [flat[k] - ax, flat[k + 1] - ay];
      const length = dx * dx + dy * dy;
      const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      const [ex, ey] = [ax + t * dx - x, ay + t * dy - y];
      best = Math.min(best, ex * ex + ey * ey);
    }
    return best;
  }

  /* The point of an area that lies farthest from its outline, and how far: {x, y, r}, in its units. */
  function centreOf({ rings, box }) {
    const found = { x: 0, y: 0, r: 0 };
    for (let i = 0; i < STEPS; i++) {
      for (let j = 0; j < STEPS; j++) {
        const x = box[0] + ((i + 0.5) / STEPS) * (box[2] - box[0]);
        const y = box[1] + ((j + 0.5) / STEPS) * (box[3] - box[1]);
        if (!atlas.areas.isWithin(rings, x, y)) continue;
        const r = Math.sqrt(Math.min(...rings.map((ring) => squaredToEdge(ring, x, y))));
        if (r > found.r) Object.assign(found, { x, y, r });
      }
    }
    return found;
  }

  function centreOfShape(shape) {
    if (!centres.has(shape)) centres.set(shape, centreOf(shape));
    return centres.get(shape);
  }

  /* Large enough at this zoom to be worth the search for its middle. */
  function mayHold({ box }, at, half, [width, height]) {
    const [left, top] = [box[0] * at.scale + at.x, box[1] * at.scale + at.y];
    const [right, bottom] = [box[2] * at.scale + at.x, box[3] * at.scale + at.y];
    const isInSight = right > 0 && left < width && bottom > 0 && top < height;
    return isInSight && Math.min(right - left, bottom - top) * OVER > 2 * half;
  }

  /* Where the names of a view go: [{words, x, y}], kept with the view. */
  function placed(ctx, view) {
    const size = view.theme.text;
    const at = atlas.areas.placed(view);
    const marks = atlas.stations.boxes(view);
    const found = [];
    for (const shape of atlas.areas.geometry(view.ground).shapes) {
      const words = view.ground.names[shape.id];
      const half = ctx.measureText(words).width / 2;
      if (found.length >= MOST || !mayHold(shape, at, half, view.size)) continue;
      const centre = centreOfShape(shape);
      const [x, y, r] = [centre.x * at.scale + at.x, centre.y * at.scale + at.y, centre.r * at.scale];
      if (half > OVER * r) continue;
      for (const dy of [0, -1.6 * size, 1.6 * size, -3 * size, 3 * size]) {
        if (Math.abs(dy) > 0.8 * r) continue;
        const box = [x - half - 2, y + dy - size * 0.7, x + half + 2, y + dy + size * 0.7];
        if (box[0] < 2 || box[1] < 2 || box[2] > view.size[0] - 2 || box[3] > view.size[1] - 2) continue;
        if (marks.some((mark) => overlaps(mark, box)) || found.some((one) => overlaps(one.box, box))) continue;
        found.push({ words, x: Math.round(x), y: Math.round(y + dy), box });
        break;
      }
    }
    return found;
  }

  draw.labels = function (ctx, view) {
    if (!view.ground.areas.length) return;
    ctx.font = view.font(view.theme.text, 400);
    const kept = view.on.has("values") ? "labels beside numbers" : "labels";
    if (!view.cache.has(kept)) view.cache.set(kept, placed(ctx, view));
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = view.theme.halo;
    ctx.fillStyle = view.theme.ink;
    for (const { words, x, y } of view.cache.get(kept)) {
      ctx.globalAlpha = 0.85;
      ctx.strokeText(words, x, y);
      ctx.globalAlpha = 1;
      ctx.fillText(words, x, y);
    }
  };
  draw.labels.isGround = true;
})();
