/* The areas of a ground (districts or cities): their outlines, the colour of each area's value, and
   which of them lies under a point. Outlines are kept as paths in units of the Mercator world. */
(function () {
  "use strict";

  window.qingce = window.qingce || {};
  const atlas = (window.qingce.atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  /* How much of what lies beneath shows through: nothing but the page, or tiles. */
  const OPACITY = 0.94;
  const OVER_TILES = 0.66;
  /* With more areas than this the outlines are finer. */
  const MANY = 60;

  const known = new WeakMap();

  function addRing(path, flat) {
    for (let k = 0; k < flat.length; k += 2) {
      if (k) path.lineTo(flat[k], flat[k + 1]);
      else path.moveTo(flat[k], flat[k + 1]);
    }
    path.closePath();
  }

  /* One area: rings relative to an origin, its path and its box [left, top, right, bottom]. */
  function shapeOf(area, origin) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const rings = area.rings.map(function (ring) {
      const flat = new Float64Array(ring.length);
      for (let k = 0; k < ring.length; k += 2) {
        const x = (flat[k] = atlas.unitX(ring[k]) - origin[0]);
        const y = (flat[k + 1] = atlas.unitY(ring[k + 1]) - origin[1]);
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
      addRing(path, flat);
      return flat;
    });
    return { id: area.id, rings: rings, path: path, box: box };
  }

  /* {origin, shapes, byId, union} of a ground, made once. */
  function geometry(ground) {
    if (known.has(ground)) return known.get(ground);
    const [[south, west]] = ground.bounds;
    const origin = [atlas.unitX(west), atlas.unitY(south)];
    const shapes = ground.areas.map((area) => shapeOf(area, origin));
    const union = new Path2D();
    const byId = Object.create(null);
    for (const shape of shapes) {
      union.addPath(shape.path);
      byId[shape.id] = shape;
    }
    const made = { origin, shapes, byId, union };
    known.set(ground, made);
    return made;
  }

  /* Where a ground's units lie in a view: CSS px = unit × scale + [x, y]. */
  function placed(view) {
    const { origin } = geometry(view.ground);
    const { scale, x, y } = view.world;
    return { scale: scale, x: origin[0] * scale + x, y: origin[1] * scale + y };
  }

  function isInSight(shape, at, [width, height]) {
    const [left, top, right, bottom] = shape.box;
    return (
      right * at.scale + at.x > 0 && left * at.scale + at.x < width &&
      bottom * at.scale + at.y > 0 && top * at.scale + at.y < height
    );
  }

  function toUnits(ctx, view, at) {
    const { ratio } = view;
    ctx.setTransform(ratio * at.scale, 0, 0, ratio * at.scale, ratio * at.x, ratio * at.y);
  }

  /* The hatch does not grow with the outlines. */
  function hatchFor(ctx, view, at) {
    const pattern = atlas.hatch(ctx, view.theme);
    pattern.setTransform(new DOMMatrix([1 / at.scale, 0, 0, 1 / at.scale, 0, 0]));
    return pattern;
  }

  function fillUnknown(ctx, shape, view, hatch) {
    ctx.fillStyle = view.theme.card;
    ctx.fill(shape.path, "evenodd");
    ctx.fillStyle = hatch;
    ctx.fill(shape.path, "evenodd");
  }

  /* All areas in their colours on a canvas of the view's own. From one frame to the next only those
     are filled anew whose class has changed. */
  function coloured(view) {
    const { shapes } = geometry(view.ground);
    let kept = view.cache.get("areas");
    if (!kept || kept.frames !== view.frames) {
      const { canvas, ctx } = atlas.blank(view, "areas");
      const at = placed(view);
      toUnits(ctx, view, at);
      const places = shapes.map((shape) => view.frames.indexOf[shape.id]);
      const hatch = hatchFor(ctx, view, at);
      const inSight = shapes.map((shape) => isInSight(shape, at, view.size));
      const classes = new Int8Array(shapes.length).fill(-2);
      kept = { canvas, ctx, places, hatch, inSight, classes, frames: view.frames };
      view.cache.set("areas", kept);
    }
    const { colours } = view.frames.scale;
    shapes.forEach(function (shape, a) {
      if (!kept.inSight[a]) return;
      const p = kept.places[a];
      const k = p === undefined ? -1 : view.classOf(view.frames.value(p, view.i));
      if (k === kept.classes[a]) return;
      kept.classes[a] = k;
      if (k < 0) return fillUnknown(kept.ctx, shape, view, kept.hatch);
      kept.ctx.fillStyle = colours[k];
      kept.ctx.fill(shape.path, "evenodd");
    });
    return kept.canvas;
  }

  draw.areas = function (ctx, view) {
    if (!view.ground.areas.length) return;
    if (view.on.has("areas") && view.frames) {
      ctx.globalAlpha = view.ground.tiles ? OVER_TILES : OPACITY;
      ctx.drawImage(coloured(view), 0, 0, view.size[0], view.size[1]);
    } else if (!view.ground.tiles) {
      ctx.fillStyle = view.theme.card;
      ctx.fill(atlas.outline(view), "evenodd");
    }
  };
  draw.areas.isGround = true;

  function outlined(view) {
    const kept = view.cache.get("outlines");
    if (kept) return kept;
    const { canvas, ctx } = atlas.blank(view, "outlines");
    const at = placed(view);
    const { shapes } = geometry(view.ground);
    toUnits(ctx, view, at);
    ctx.strokeStyle = view.theme.muted;
    ctx.lineJoin = "round";
    ctx.lineWidth = (shapes.length > MANY ? 0.6 : 1) / at.scale;
    for (const shape of shapes) if (isInSight(shape, at, view.size)) ctx.stroke(shape.path);
    view.cache.set("outlines", canvas);
    return canvas;
  }

  draw.outlines = function (ctx, view) {
    if (!view.ground.areas.length) return;
    ctx.globalAlpha = 0.75;
    ctx.drawImage(outlined(view), 0, 0, view.size[0], view.size[1]);
  };
  draw.outlines.isGround = true;

  function onScreen(path, at) {
    const moved = new Path2D();
    moved.addPath(path, new DOMMatrix([at.scale, 0, 0, at.scale, at.x, at.y]));
    return moved;
  }

  /* The outline of all areas in CSS pixels of a view, to clip or stroke (even-odd). */
  atlas.outline = function (view) {
    if (!view.cache.has("outline")) {
      view.cache.set("outline", onScreen(geometry(view.ground).union, placed(view)));
    }
    return view.cache.get("outline");
  };

  /* The path of one area in CSS pixels; null for an id that is none. */
  function pathOf(id, view) {
    const shape = geometry(view.ground).byId[id];
    return shape ? onScreen(shape.path, placed(view)) : null;
  }

  function crossings(flat, x, y) {
    let isIn = false;
    for (let k = 0, j = flat.length - 2; k < flat.length; j = k, k += 2) {
      const [x1, y1, x2, y2] = [flat[k], flat[k + 1], flat[j], flat[j + 1]];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn;
    }
    return isIn;
  }

  /* The id of the area under a point of a view; null outside of all. */
  function hit(px, py, view) {
    const at = placed(view);
    const [x, y] = [(px - at.x) / at.scale, (py - at.y) / at.scale];
    for (const { id, rings, box } of geometry(view.ground).shapes) {
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      if (rings.reduce((isIn, ring) => isIn !== crossings(ring, x, y), false)) return id;
    }
    return null;
  }

  /* Clip to all areas, within the caller's own save and restore. */
  const clip = (ctx, view) => ctx.clip(atlas.outline(view), "evenodd");

  atlas.areas = { hit, pathOf, clip, geometry, placed };
})();
