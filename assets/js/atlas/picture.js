/* Save the map as a picture that can stand alone in a brief: what is mapped and when, the map or
   the three of them as they stand on the page, legend, own layers, north and scale, source. It is
   drawn anew at twice the screen's pixels, on white whatever the scheme, by what draws the page. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const RATIO = 2;
  const EDGE = 20;
  const GAP = 12;
  const LINE = 1.45;
  /* A narrow map still needs room for its title. */
  const NARROWEST = 480;
  const HOSTS = ["main", "before", "after", "difference"];

  const PAPER = {
    ink: "#1c2733", ink2: "#4a5663", muted: "#66727f", line: "#dde4ea", unknown: "#e6ebf0",
    accent: "#1766a6", halo: "#ffffff", card: "#ffffff", ground: "#f3f6f9", limit: "#b0483a",
    edge: "#1c2733", rim: "rgba(255, 255, 255, 0.85)", dark: false,
  };

  const say = (key, values) => atlas.hub.say("js.draw." + key, values);
  const paper = () => Object.assign({}, atlas.theme(), PAPER);

  /* The maps on the page, each with where it stands among the others, in CSS pixels. */
  function panels() {
    const found = HOSTS.map((name) => atlas.hosts.get(name))
      .filter((host) => host && host.element.offsetWidth > 0)
      .map((host) => ({ host, box: host.element.getBoundingClientRect() }));
    const left = Math.min(...found.map(({ box }) => box.left));
    const top = Math.min(...found.map(({ box }) => box.top));
    return found.map(({ host, box }) => ({
      view: pictured(host.view()),
      x: box.left - left,
      y: box.top - top,
      width: box.width,
      height: box.height,
    }));
  }

  /* The same view for another canvas: nothing that was kept for the screen is used. */
  function pictured({ host, world, size, frames, i }) {
    const own = { ratio: RATIO, theme: paper(), hovered: null };
    return atlas.makeView(Object.assign({ host, world, size, frames, i }, own));
  }

  /* Title, time with the city's mean, and what the page says of the frame. */
  function headOf(frames, i, text) {
    const isOne = !atlas.hub.compared;
    const mean = isOne && Number.isFinite(frames.mean(i)) ? meanOf(frames, i) : "";
    const when = isOne ? frames.labels[i] || "" : "";
    const time = [when, mean].filter(Boolean).join(" · ");
    return [
      { words: frames.title, size: text + 6, weight: 600, colour: PAPER.ink },
      { words: time, size: text + 3, weight: 500, colour: PAPER.ink },
      { words: frames.words || "", size: text, weight: 400, colour: PAPER.ink2 },
    ];
  }

  function meanOf(frames, i) {
    const mean = frames.mean(i);
    return `${frames.meanLabel} ${frames.amount(mean)} ${frames.level(mean)}`.trim();
  }

  function lay(pen, family, parts, width) {
    return parts
      .filter((part) => part.words)
      .map((part) => {
        const font = `${part.weight} ${part.size}px ${family}`;
        pen.font = font;
        const lines = part.words.split("\n").flatMap((row) => atlas.wrap(pen, row, width));
        return Object.assign({ font, lines }, part);
      });
  }

  const heightOf = (parts) =>
    parts.reduce((sum, part) => sum + part.lines.length * part.size * LINE + 4, 0);

  function write(pen, parts, top) {
    let y = top;
    for (const part of parts) {
      [pen.font, pen.fillStyle] = [part.font, part.colour];
      for (const line of part.lines) {
        pen.fillText(line, EDGE, y + part.size);
        y += part.size * LINE;
      }
      y += 4;
    }
  }

  function compose() {
    const { hub } = atlas;
    const shown = panels();
    if (!shown.length || !hub.frames) return null;
    const { family, text } = atlas.theme();
    const across = Math.max(...shown.map((one) => one.x + one.width));
    const down = Math.max(...shown.map((one) => one.y + one.height));
    const width = Math.max(NARROWEST, across + 2 * EDGE);
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const head = lay(pen, family, headOf(hub.frames, hub.i, text), width - 2 * EDGE);
    const foot = lay(pen, family, footOf(hub, text), width - 2 * EDGE);
    const key = atlas.picture_key.entries(shown.map((one) => one.view));
    const mapTop = EDGE + heightOf(head) + GAP / 2;
    const keyTop = mapTop + down + GAP;
    const footTop = atlas.picture_key.write(pen, key, EDGE, keyTop, width - EDGE, false) + 6;
    canvas.width = Math.round(width * RATIO);
    canvas.height = Math.round((footTop + heightOf(foot) + EDGE - 4) * RATIO);
    pen.scale(RATIO, RATIO);
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    write(pen, head, EDGE);
    const left = (width - across) / 2;
    shown.forEach((one) => drawPanel(pen, one, left + one.x, mapTop + one.y));
    atlas.picture_key.write(pen, key, EDGE, keyTop, width - EDGE, true);
    write(pen, foot, footTop);
    return canvas;
  }

  /* Where the layers and the numbers come from. */
  function footOf(hub, text) {
    const layers = (hub.ground.layers || [])
      .filter((layer) => hub.on.has(layer.id) && layer.source)
      .map((layer) => say("picture.layer", { title: layer.title, source: layer.source }));
    const words = [hub.frames.foot, layers.join("; ")].filter(Boolean).join("\n");
    return [{ words, size: text - 1, weight: 400, colour: PAPER.muted }];
  }

  function drawPanel(pen, one, left, top) {
    const { view, width, height } = one;
    pen.save();
    pen.translate(left, top);
    pen.beginPath();
    pen.rect(0, 0, width, height);
    pen.fillStyle = view.theme.ground;
    pen.fill();
    pen.clip();
    atlas.drawScene(pen, view);
    atlas.picture_key.drawScale(pen, view);
    pen.restore();
    pen.strokeStyle = PAPER.line;
    pen.lineWidth = 1;
    pen.strokeRect(left, top, width, height);
  }

  function fileName({ ground, frames, i, compared }) {
    const time = compared || frames.times[i] || "";
    const parts = ["qingce", ground.city, frames.metric, frames.kind, time];
    return parts.filter(Boolean).join("-").replace(/[^\w.-]+/g, "-") + ".png";
  }

  async function save() {
    await document.fonts.ready;
    const canvas = compose();
    if (!canvas) return;
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    atlas.saveAs(blob, fileName(atlas.hub));
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest("#map-picture")) save();
  });

  atlas.picture = { compose, save };
})();
