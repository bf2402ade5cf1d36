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

  function isOn(shape, sheet) {
    const [left, top, right, bottom] = shape.box;
    const { scale, x, y, pad, outer } = sheet;
    return (
      right * scale + x + pad[0] > 0 && left * scale + x + pad[0] < outer[0] &&
      bottom * scale + y + pad[1] > 0 && top * scale + y + pad[1] < outer[1]
    );
  }

  /* The hatch does not grow with the outlines. */
  function hatchFor(ctx, view, at) {
    const pattern = atlas.hatch(ctx, view.theme);
    pattern.setTransform(new DOMMatrix([1 / at.scale, 0, 0, 1 / at.scale, 0, 0]));
    return pattern;
  }

  /* Classes of an area on its sheet: not filled yet, nothing to be told, unknown. */
  const [NEW, PLAIN, UNKNOWN] = [-3, -2, -1];

  /* The surface tells more of the same: beneath it areas are but what it has no answer for. */
  function isCovered(view) {
    const { frames, ground, on } = view;
    return Boolean(on.has("surface") && ground.surface && frames && !frames.no_surface);
  }

  function classAt(view, p) {
    if (!view.frames || !view.on.has("areas")) return PLAIN;
    return p === undefined || isCovered(view) ? UNKNOWN : view.classOf(view.frames.value(p, view.i));
  }

  function fill(sheet, shape, view, k) {
    const { ctx } = sheet;
    ctx.fillStyle = k >= 0 ? view.frames.scale.colours[k] : view.theme.card;
    ctx.fill(shape.path, "evenodd");
    if (k !== UNKNOWN) return;
    ctx.fillStyle = sheet.hatch;
    ctx.fill(shape.path, "evenodd");
  }

  /* All areas in their colours on a sheet. From one frame to the next only those are filled anew
     whose class has changed. */
  function coloured(view, at) {
    const { shapes } = geometry(view.ground);
    const sheet = atlas.sheet(view, "areas", at);
    if (sheet.isNew) {
      sheet.hatch = hatchFor(sheet.ctx, view, at);
      sheet.shown = shapes.map((shape) => isOn(shape, sheet));
    }
    if (sheet.isNew || sheet.frames !== view.frames) {
      sheet.frames = view.frames;
      sheet.places = shapes.map((shape) => view.frames && view.frames.indexOf[shape.id]);
      sheet.classes = new Int8Array(shapes.length).fill(NEW);
    }
    shapes.forEach(function (shape, a) {
      const k = sheet.shown[a] ? classAt(view, sheet.places[a]) : NEW;
      if (k === sheet.classes[a]) return;
      sheet.classes[a] = k;
      fill(sheet, shape, view, k);
    });
    return sheet;
  }

  draw.areas = function (ctx, view) {
    const { areas, tiles } = view.ground;
    const isTold = view.on.has("areas") && view.frames && !isCovered(view);
    if (!areas.length || (tiles && !isTold)) return;
    const at = placed(view);
    ctx.globalAlpha = tiles ? OVER_TILES : OPACITY;
    atlas.lay(ctx, coloured(view, at), at);
  };
  draw.areas.isGround = true;

  function outlined(view, at) {
    const sheet = atlas.sheet(view, "outlines", at);
    if (!sheet.isNew) return sheet;
    const { shapes } = geometry(view.ground);
    const { ctx } = sheet;
    ctx.strokeStyle = view.theme.muted;
    ctx.lineJoin = "round";
    ctx.lineWidth = (shapes.length > MANY ? 0.6 : 1) / at.scale;
    for (const shape of shapes) if (isOn(shape, sheet)) ctx.stroke(shape.path);
    return sheet;
  }

  draw.outlines = function (ctx, view) {
    if (!view.ground.areas.length) return;
    const at = placed(view);
    ctx.globalAlpha = 0.75;
    atlas.lay(ctx, outlined(view, at), at);
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

  /* Whether a ring goes around a point. */
  function crossings(flat, x, y) {
    let isIn = false;
    for (let k = 0, j = flat.length - 2; k < flat.length; j = k, k += 2) {
      const [x1, y1, x2, y2] = [flat[k], flat[k + 1], flat[j], flat[j + 1]];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isIn = !isIn;
    }
    return isIn;
  }

  /* Whether a point lies in an area: in its holes it does not. */
  function isWithin(rings, x, y) {
    return rings.reduce((isIn, ring) => isIn !== crossings(ring, x, y), false);
  }

  /* The id of the area under a point of a view; null outside of all. */
  function hit(px, py, view) {
    const at = placed(view);
    const [x, y] = [(px - at.x) / at.scale, (py - at.y) / at.scale];
    for (const { id, rings, box } of geometry(view.ground).shapes) {
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      if (isWithin(rings, x, y)) return id;
    }
    return null;
  }

  atlas.areas = { hit, pathOf, geometry, placed, isWithin };
})();
