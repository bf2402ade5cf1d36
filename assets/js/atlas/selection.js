/* What is chosen and what is pointed at: a ring around a station, on top of all else; a thick outline
   of an area, beneath the stations. */
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

  const isStation = (view, id) => view.ground.stationById[id] !== undefined;

  /* Draw a ring around what is pointed at and around what is chosen, where it is of the kind asked for. */
  function rings(ctx, view, ring, isAsked) {
    const { hovered, selected } = view;
    if (hovered && hovered !== selected && isAsked(hovered)) ring(ctx, view, hovered, 1.5);
    if (selected && isAsked(selected)) ring(ctx, view, selected, 3);
  }

  draw.selection = (ctx, view) => rings(ctx, view, ringStation, (id) => isStation(view, id));
  draw.selection.under = (ctx, view) => rings(ctx, view, ringArea, (id) => !isStation(view, id));
  draw.selection.isGround = draw.selection.under.isGround = true;
})();
