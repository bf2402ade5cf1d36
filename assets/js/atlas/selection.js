/* What is chosen and what is pointed at, on top of all else: a ring around a station, a thick outline
   of an area. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const { draw } = atlas;

  function stroke(ctx, path, colour, width) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    if (path) ctx.stroke(path);
    else ctx.stroke();
  }

  function ringArea(ctx, view, id, width) {
    const path = atlas.areas.pathOf(id, view);
    if (!path) return;
    ctx.lineJoin = "round";
    stroke(ctx, path, view.theme.halo, width + 2);
    stroke(ctx, path, view.theme.accent, width);
  }

  function ringStation(ctx, view, id, width) {
    const box = atlas.stations.boxOf(id, view);
    if (!box) return;
    const gap = view.ground.stationById[id].control ? 6 : 3;
    const [left, top] = [box[0] - gap, box[1] - gap];
    const [w, h] = [box[2] - box[0] + 2 * gap, box[3] - box[1] + 2 * gap];
    ctx.beginPath();
    ctx.roundRect(left, top, w, h, Math.abs(w - h) < 1 ? w / 2 : h / 2.4);
    stroke(ctx, null, view.theme.halo, width + 2.5);
    stroke(ctx, null, view.theme.accent, width);
  }

  function ring(ctx, view, id, width) {
    if (!id) return;
    if (view.ground.stationById[id]) ringStation(ctx, view, id, width);
    else ringArea(ctx, view, id, width);
  }

  draw.selection = function (ctx, view) {
    if (view.hovered !== view.selected) ring(ctx, view, view.hovered, 1.5);
    ring(ctx, view, view.selected, 3);
  };
})();
