/* Words on the map itself, so that a saved picture has them too: which period a map shows, how far
   the surface may be off, how the wind blows over the city, what petals mean. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  const EDGE = 10;
  const LINE = 1.45;
  const PAD = 6;
  const WIDEST = 520;
  /* Half a number's width on the map. */
  const NEAR = 16;
  /* What no line begins with in Chinese. */
  const CLOSING = "，。；：、！？）》」』";

  /* A ground for words or marks that stand on any colour. */
  atlas.plate = function (ctx, theme, left, top, width, height) {
    ctx.beginPath();
    ctx.roundRect(left, top, width, height, 4);
    ctx.fillStyle = theme.card;
    ctx.fill();
    ctx.strokeStyle = theme.line;
    ctx.lineWidth = 1;
    ctx.stroke();
  };

  /* Break words into lines that fit: Chinese anywhere, other words between spaces. */
  atlas.wrap = function (ctx, words, width) {
    const lines = [];
    let line = "";
    for (const part of words.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) || []) {
      const isWide = line && ctx.measureText(line + part.trimEnd()).width > width;
      if (isWide && !CLOSING.includes(part)) {
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

  /* How many stations a box would hide. */
  function hidden(view, left, top, width, height) {
    return view.ground.stations.filter((station) => {
      const [x, y] = view.project(station.lon, station.lat);
      const isBeside = x < left - NEAR || x > left + width + NEAR;
      return !isBeside && y > top - NEAR && y < top + height + NEAR;
    }).length;
  }

  /* The left corner of the foot, or the right one where that hides fewer stations; with tiles the
     right one belongs to their credit. */
  function cornerOf(view, width, height) {
    const right = view.size[0] - EDGE - width;
    if (view.ground.tiles) return EDGE;
    const top = view.size[1] - EDGE - height;
    const lost = hidden(view, EDGE, top, width, height);
    return lost && hidden(view, right, top, width, height) < lost ? right : EDGE;
  }

  /* The notes broken into lines with their place, kept until they or the map change. */
  function laidOut(ctx, view, notes) {
    const key = notes.join("\n");
    const kept = view.cache.get("notes");
    if (kept && kept.key === key) return kept;
    const most = Math.min(view.size[0] - 2 * EDGE - 2 * PAD, WIDEST);
    const lines = notes.flatMap((words) => atlas.wrap(ctx, words, most));
    const width = Math.max(0, ...lines.map((line) => ctx.measureText(line).width)) + 2 * PAD;
    const height = lines.length * (view.theme.text - 1) * LINE + PAD;
    const made = { key, lines, width, height, left: cornerOf(view, width, height) };
    view.cache.set("notes", made);
    return made;
  }

  /* Where the plate of notes lies: {left, width, height}; null where nothing is said. */
  function notesBox(ctx, view) {
    ctx.font = view.font(view.theme.text - 1);
    const found = laidOut(ctx, view, notesOf(view));
    return found.lines.length ? found : null;
  }

  /* Lines on a plate in a lower corner of the map. */
  function drawNotes(ctx, view) {
    const { theme, size } = view;
    const box = notesBox(ctx, view);
    if (!box) return;
    const { lines, left, width, height } = box;
    const step = (theme.text - 1) * LINE;
    const top = size[1] - EDGE - height;
    atlas.plate(ctx, theme, left, top, width, height);
    ctx.fillStyle = theme.ink;
    lines.forEach((line, k) => ctx.fillText(line, left + PAD, top + PAD / 2 + (k + 0.75) * step));
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
    if (atlas.wind) atlas.wind.drawDial(ctx, view);
    drawNotes(ctx, view);
  };

  atlas.captions = { captionOf, heightOf, hidden, notesBox };
})();
