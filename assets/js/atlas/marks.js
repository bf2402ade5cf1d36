/* Marks that the map, its legend and its picture share: the colours of the scheme, the shapes of the
   levels, the hatch of what is unknown, and ready-made pictures of markers. */
(function () {
  "use strict";

  const atlas = window.qingce.atlas;
  const MOST_SPRITES = 240;
  const VARIABLES = {
    ink: "--ink", ink2: "--ink-2", muted: "--ink-3", line: "--line", unknown: "--empty",
    accent: "--accent", halo: "--card", card: "--card", ground: "--ground", limit: "--limit",
  };
  const sprites = new Map();
  let theme = null;

  const isDark = () => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark";

  function readTheme() {
    const style = window.getComputedStyle(document.documentElement);
    const found = {};
    for (const name of Object.keys(VARIABLES)) {
      found[name] = style.getPropertyValue(VARIABLES[name]).trim() || "#888888";
    }
    found.dark = isDark();
    /* On a dark ground a dark outline would be lost, so a light one stands around it. */
    found.edge = found.dark ? "#0b0f14" : "#1c2733";
    found.rim = found.dark ? "rgba(232, 237, 242, 0.55)" : "rgba(255, 255, 255, 0.85)";
    found.family = window.getComputedStyle(document.body).fontFamily;
    found.text = parseFloat(style.getPropertyValue("--text-s")) || 13;
    return found;
  }

  /* The colours of the scheme in force; one object until the scheme or the size of type changes. */
  atlas.theme = function () {
    if (!theme) theme = readTheme();
    return theme;
  };

  function renew() {
    theme = readTheme();
    sprites.clear();
    atlas.hub.set({ theme: theme });
  }

  new window.MutationObserver(renew).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-mantine-color-scheme"],
  });
  window.matchMedia("(min-width: 2800px)").addEventListener("change", renew);

  function polygon(ctx, x, y, r, corners, turn) {
    for (let k = 0; k < corners; k++) {
      const angle = turn + (2 * Math.PI * k) / corners;
      ctx.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    ctx.closePath();
  }

  function star(ctx, x, y, r) {
    for (let k = 0; k < 10; k++) {
      const angle = -Math.PI / 2 + (Math.PI * k) / 5;
      const reach = k % 2 ? r * 0.5 : r * 1.2;
      ctx.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    ctx.closePath();
  }

  const PATHS = {
    circle: (ctx, x, y, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
    square: (ctx, x, y, r) => ctx.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r),
    triangle: (ctx, x, y, r) => polygon(ctx, x, y + 0.2 * r, 1.2 * r, 3, -Math.PI / 2),
    diamond: (ctx, x, y, r) => polygon(ctx, x, y, 1.2 * r, 4, -Math.PI / 2),
    star: star,
    hexagon: (ctx, x, y, r) => polygon(ctx, x, y, 1.1 * r, 6, 0),
  };

  /* Begin the path of a shape about a point; shapes of one r look equally large. */
  atlas.shape = function (ctx, name, x, y, r) {
    ctx.beginPath();
    (PATHS[name] || PATHS.circle)(ctx, x, y, r);
  };

  /* Grey lines at a slant: no value here. */
  atlas.hatch = function (ctx, colours) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colours.muted;
    pen.globalAlpha = 0.45;
    pen.lineWidth = 1;
    pen.beginPath();
    for (const from of [-8, 0, 8]) {
      pen.moveTo(from, 8);
      pen.lineTo(from + 8, 0);
    }
    pen.stroke();
    return ctx.createPattern(tile, "repeat");
  };

  /* A hollow grey ring with a cross: a station without a value, never hidden. */
  atlas.missingMark = function (ctx, x, y, r, colours) {
    const arm = 0.5 * r;
    atlas.shape(ctx, "circle", x, y, r);
    ctx.fillStyle = colours.card;
    ctx.globalAlpha = 0.75;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x + arm, y - arm);
    ctx.lineTo(x - arm, y + arm);
    ctx.strokeStyle = colours.muted;
    ctx.lineWidth = Math.max(1, r / 5);
    ctx.stroke();
  };

  /* Below this radius a ring of dashes is but clutter: it gets thin. */
  const SMALL = 5;

  /* A broken ring around a mark: a control point, no part of the city's mean. */
  atlas.controlRing = function (ctx, x, y, r, colours) {
    if (r >= SMALL) {
      atlas.shape(ctx, "circle", x, y, r + 3);
      return atlas.strokeControl(ctx, colours);
    }
    atlas.shape(ctx, "circle", x, y, r + 2);
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 0.8;
    ctx.stroke();
  };

  /* Dashes on a bright line, to be seen on any colour. */
  atlas.strokeControl = function (ctx, colours) {
    ctx.save();
    ctx.strokeStyle = colours.halo;
    ctx.lineWidth = 2.6;
    ctx.stroke();
    ctx.setLineDash([3, 2]);
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 1.3;
    ctx.stroke();
    ctx.restore();
  };

  function paintMarker(ctx, x, y, r, colour, shape, isControl, colours) {
    if (colour) {
      atlas.shape(ctx, shape, x, y, r);
      ctx.strokeStyle = colours.rim;
      ctx.lineWidth = Math.max(2, r / 2.5);
      ctx.stroke();
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.strokeStyle = colours.edge;
      ctx.lineWidth = Math.max(0.8, r / 6);
      ctx.stroke();
    } else {
      atlas.missingMark(ctx, x, y, r, colours);
    }
    if (isControl) atlas.controlRing(ctx, x, y, r, colours);
  }

  /* A picture of a marker, made once: {image, half} (half its side in CSS px). `colour` null is a
     missing value. */
  atlas.sprite = function (r, ratio, colour, shape, isControl, colours) {
    const key = [r, ratio, colour, shape, isControl, colours.edge].join("|");
    const known = sprites.get(key);
    if (known) return known;
    if (sprites.size >= MOST_SPRITES) sprites.clear();
    const half = Math.ceil(1.3 * r + (isControl ? 5 : 2));
    const image = document.createElement("canvas");
    image.width = image.height = Math.ceil(2 * half * ratio);
    const pen = image.getContext("2d");
    pen.scale(ratio, ratio);
    paintMarker(pen, half, half, r, colour, shape, isControl, colours);
    const made = { image: image, half: half, side: image.width / ratio };
    sprites.set(key, made);
    return made;
  };
})();
