/* Sheets: canvases that keep what seldom changes, a bit larger than the view, so that a map that is
   dragged or played moves them instead of drawing a few hundred outlines again. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;

  /* Setting a canvas's size empties it and takes new memory: only where it differs. */
  atlas.fit = function (canvas, width, height, ratio) {
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
  };

  function isStill(sheet, view, at) {
    return (
      sheet.ground === view.ground && sheet.theme === view.theme && sheet.ratio === view.ratio &&
      sheet.scale === at.scale && sheet.size.join() === view.size.join() &&
      Math.abs(at.x - sheet.x) <= sheet.pad[0] && Math.abs(at.y - sheet.y) <= sheet.pad[1]
    );
  }

  /* The sheet of a name for a view, with `at` {scale, x, y} where the ground's units lie in it.
     A sheet that no longer serves is emptied and `isNew`; its context then takes units of the ground. */
  atlas.sheet = function (view, name, at) {
    const old = view.sheets.get(name);
    if (old && isStill(old, view, at)) {
      old.isNew = false;
      return old;
    }
    const canvas = old ? old.canvas : document.createElement("canvas");
    const pad = view.size.map((length) => Math.round(length * view.pad));
    const outer = view.size.map((length, k) => length + 2 * pad[k]);
    const { theme, ratio, ground, size } = view;
    atlas.fit(canvas, outer[0], outer[1], ratio);
    const ctx = canvas.getContext("2d");
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const unit = ratio * at.scale;
    ctx.setTransform(unit, 0, 0, unit, ratio * (at.x + pad[0]), ratio * (at.y + pad[1]));
    const made = { canvas, ctx, theme, ratio, ground, size, pad, outer, ...at, isNew: true };
    view.sheets.set(name, made);
    return made;
  };

  /* Lay a sheet on a view. */
  atlas.lay = function (ctx, sheet, at) {
    const [left, top] = [at.x - sheet.x - sheet.pad[0], at.y - sheet.y - sheet.pad[1]];
    ctx.drawImage(sheet.canvas, left, top, sheet.outer[0], sheet.outer[1]);
  };
})();
