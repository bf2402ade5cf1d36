/* The city's own layers: areas, lines and points of the files that a project names, circles around
   stations among them. Names come from those files and are only ever drawn as text. What lies under
   the pointer is told by draw.layers.hit. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  const POINT = 5;
  /* Pixels beside a line or a point that still hit it. */
  const REACH = 8;

  /* The path of rings, kept until the map moves; `key` is any object that stands for the rings. */
  function pathOf(view, key, rings, isClosed) {
    const kept = view.cache.get(key);
    if (kept) return kept;
    const path = new Path2D();
    for (const ring of rings) {
      for (let k = 0; k + 1 < ring.length; k += 2) {
        const [x, y] = view.project(ring[k], ring[k + 1]);
        if (k) path.lineTo(x, y);
        else path.moveTo(x, y);
      }
      if (isClosed) path.closePath();
    }
    view.cache.set(key, path);
    return path;
  }

  const shownOf = (view) =>
    ((view.ground && view.ground.layers) || []).filter((layer) => view.on.has(layer.id));

  const isArea = (feature) => feature.type === "polygon";
  const shape = (view, feature) => pathOf(view, feature, feature.rings, isArea(feature));

  /* Fills lie under everything, so that they tint no colour that means a level. */
  function drawUnder(ctx, view) {
    for (const layer of shownOf(view)) {
      ctx.fillStyle = layer.colour;
      ctx.globalAlpha = 0.22;
      for (const one of layer.features) if (isArea(one)) ctx.fill(shape(view, one), "evenodd");
    }
    ctx.globalAlpha = 1;
  }

  function drawPoint(ctx, view, feature, colour) {
    for (const ring of feature.rings) {
      const [x, y] = view.project(ring[0], ring[1]);
      ctx.beginPath();
      ctx.rect(x - POINT, y - POINT, 2 * POINT, 2 * POINT);
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.strokeStyle = view.theme.halo;
      ctx.lineWidth = 1.5;
      ctx.stroke();
    }
  }

  /* A line in the layer's colour on a wider one that keeps it apart from any ground. */
  function drawLine(ctx, view, feature, colour) {
    const path = shape(view, feature);
    ctx.setLineDash([]);
    ctx.strokeStyle = view.theme.halo;
    ctx.lineWidth = 5;
    ctx.globalAlpha = 0.85;
    ctx.stroke(path);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2.5;
    ctx.setLineDash(isArea(feature) ? [7, 3] : []);
    ctx.stroke(path);
    ctx.setLineDash([]);
  }

  draw.layers = function (ctx, view) {
    ctx.lineJoin = "round";
    for (const layer of shownOf(view)) {
      for (const feature of layer.features) {
        if (feature.type === "point") drawPoint(ctx, view, feature, layer.colour);
        else drawLine(ctx, view, feature, layer.colour);
      }
    }
  };
  draw.layers.under = drawUnder;
  draw.layers.isGround = drawUnder.isGround = true;

  const pen = document.createElement("canvas").getContext("2d");

  function isHit(x, y, view, feature) {
    if (feature.type === "point") {
      return feature.rings.some((ring) => {
        const [px, py] = view.project(ring[0], ring[1]);
        return Math.hypot(px - x, py - y) <= REACH;
      });
    }
    const path = shape(view, feature);
    pen.lineWidth = 2 * REACH;
    return isArea(feature)
      ? pen.isPointInPath(path, x, y, "evenodd")
      : pen.isPointInStroke(path, x, y);
  }

  /* Which feature lies at a point of the map: points and lines before areas, upper layers first. */
  draw.layers.hit = function (x, y, view) {
    let found = null;
    for (const layer of shownOf(view).reverse()) {
      for (const feature of layer.features) {
        if (found && isArea(feature)) continue;
        if (!isHit(x, y, view, feature)) continue;
        found = {
          id: layer.id,
          title: layer.title,
          colour: layer.colour,
          source: layer.source,
          name: feature.name || "",
          note: feature.note || "",
        };
        if (!isArea(feature)) return found;
      }
    }
    return found;
  };
})();
