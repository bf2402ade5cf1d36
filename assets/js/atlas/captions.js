/* Words on the map itself, so that a saved picture has them too: which period a map shows, how far
   the surface may be off, what arrows and petals mean. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  const EDGE = 10;
  const LINE = 1.45;
  const PAD = 6;
  const WIDEST = 520;

  /* A ground for words or marks that stand on any colour. */
  atlas.plate = function (ctx, theme, left, top, width, height) {
    ctx.beginPath();
    if (ctx.roundRect) ctx.roundRect(left, top, width, height, 4);
    else ctx.rect(left, top, width, height);
    ctx.globalAlpha = 0.92;
    ctx.fillStyle = theme.card;
    ctx.fill();
    ctx.globalAlpha = 1;
  };

  /* Break words into lines that fit: Chinese anywhere, other words between spaces. */
  atlas.wrap = function (ctx, words, width) {
    const lines = [];
    let line = "";
    for (const part of words.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || []) {
      if (line && ctx.measureText(line + part.trimEnd()).width > width) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += part;
    }
    if (line.trim()) lines.push(line.trimEnd());
    return lines;
  };

  /* What the drawings have to say, one entry a line. */
  function notesOf(view) {
    return [atlas.surface, atlas.wind, atlas.roses]
      .map((one) => (one && view.ground ? one.note(view) : ""))
      .filter(Boolean);
  }

  /* The notes broken into lines, kept until they or the map change. */
  function laidOut(ctx, view, notes) {
    const key = notes.join("\n");
    const kept = view.cache.get("notes");
    if (kept && kept.key === key) return kept;
    const most = Math.min(view.size[0] - 2 * EDGE - 2 * PAD, WIDEST);
    const lines = notes.flatMap((words) => atlas.wrap(ctx, words, most));
    const width = Math.max(0, ...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD;
    const made = { key, lines, width };
    view.cache.set("notes", made);
    return made;
  }

  /* Width and height of the plate of notes, edges included; [0, 0] where nothing is said. */
  function notesBox(ctx, view) {
    ctx.font = view.font(view.theme.text - 1);
    const { lines, width } = laidOut(ctx, view, notesOf(view));
    if (!lines.length) return [0, 0];
    return [width + EDGE, lines.length * (view.theme.text - 1) * LINE + PAD + EDGE];
  }

  /* Lines on a plate whose lower left corner is the map's. */
  function drawNotes(ctx, view) {
    const { theme, size } = view;
    const [, outer] = notesBox(ctx, view);
    if (!outer) return;
    const { lines, width } = view.cache.get("notes");
    const step = (theme.text - 1) * LINE;
    const top = size[1] - outer;
    atlas.plate(ctx, theme, EDGE, top, width, outer - EDGE);
    ctx.fillStyle = theme.ink;
    lines.forEach((line, k) => ctx.fillText(line, EDGE + PAD, top + PAD / 2 + (k + 0.75) * step));
  }

  const isSide = (view) => view.host !== "main";

  /* The period of one of several maps, at its top. */
  function captionOf(view) {
    if (!isSide(view) || !view.frames) return "";
    const label = view.frames.labels[view.i] || "";
    const role = atlas.hub.say("js.draw.side." + view.host);
    return label ? `${role} · ${label}` : role;
  }

  function drawCaption(ctx, view) {
    const words = captionOf(view);
    if (!words) return;
    const { theme, size } = view;
    ctx.font = view.font(theme.text, 600);
    const lines = atlas.wrap(ctx, words, size[0] - 120);
    const step = theme.text * LINE;
    const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD;
    const left = (size[0] - width) / 2;
    atlas.plate(ctx, theme, left, EDGE, width, lines.length * step + PAD);
    ctx.fillStyle = theme.ink;
    lines.forEach((line, k) =>
      ctx.fillText(line, left + PAD, EDGE + PAD / 2 + (k + 0.75) * step)
    );
  }

  /* Pixels that a caption takes at the top of a map; what stands in a corner begins below. */
  const heightOf = (view) => (captionOf(view) ? view.theme.text * LINE + PAD + EDGE : 0);

  draw.captions = function (ctx, view) {
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    drawCaption(ctx, view);
    drawNotes(ctx, view);
  };

  atlas.captions = { notesOf, captionOf, heightOf, notesBox };
})();
