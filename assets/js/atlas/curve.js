/* The curve of the city's mean that the time slider lies on: a column a frame in the colour of its
   level, hatched where there is no mean, ticks in the calendar's own steps. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const hub = () => atlas.hub;
  const FOOT = 18;
  const HEAD = 4;
  const BETWEEN = 9;

  const english = (time, options) =>
    new Date(time.slice(0, 10) + "T00:00").toLocaleDateString("en", options);

  const hourOf = (time) => (time.length > 10 ? Number(time.slice(11, 13)) : 0);
  const dayOf = (time) => Number(time.slice(8, 10));
  const monthOf = (time) => Number(time.slice(5, 7));
  const every = (n, from) => (k) => (k - from) % n === 0;

  /* Steps of the calendar from coarse to fine: which frames begin one, its name, and what of it may
     be left out (each first, else every second …) where not all names fit. */
  function steps(lang) {
    const zh = lang === "zh";
    return [
      {
        begins: (t) => monthOf(t) === 1 && dayOf(t) === 1 && hourOf(t) === 0,
        of: (t) => Number(t.slice(0, 4)), thin: [1, 2, 5, 10].map((n) => every(n, 0)),
        name: (t) => t.slice(0, 4) + (zh ? "年" : ""),
      },
      {
        begins: (t) => dayOf(t) === 1 && hourOf(t) === 0,
        of: monthOf, thin: [1, 3, 6].map((n) => every(n, 1)),
        name: (t) => (zh ? `${monthOf(t)}月` : english(t, { month: "short" })),
      },
      {
        begins: (t) => hourOf(t) === 0,
        of: dayOf, thin: [every(1, 1), every(2, 1), (d) => d % 5 === 1 && d < 30, (d) => d === 11 || d === 21],
        name: (t) => (zh ? `${monthOf(t)}月${dayOf(t)}日` : english(t, { month: "short", day: "numeric" })),
      },
      {
        begins: (t) => t.length > 10,
        of: hourOf, thin: [1, 3, 6, 12].map((n) => every(n, 0)),
        name: (t) => t.slice(11, 13) + (zh ? "时" : ":00"),
      },
    ];
  }

  /* The ticks of one step, thinned until each of its names stands free; none where none does. */
  function ticksOf(pen, step, level, times, width, placed) {
    const own = [];
    times.forEach((time, i) => {
      if (!step.begins(time) || placed.some((each) => each.i === i)) return;
      const name = step.name(time);
      const size = pen.measureText(name).width;
      const at = ((i + 0.5) / times.length) * width;
      const left = Math.max(1, Math.min(width - size - 1, at - size / 2));
      const isMoved = Math.abs(left + size / 2 - at) > 1;
      own.push({ i, at, left, right: left + size, name, level, isMoved, of: step.of(time) });
    });
    const isFree = (a, b) => a.left > b.right + BETWEEN || a.right < b.left - BETWEEN;
    for (const keeps of step.thin) {
      const some = own.filter((each) => keeps(each.of));
      const inner = some.filter((each) => !each.isMoved);
      if (!inner.every((each, n) => n === 0 || isFree(each, inner[n - 1]))) continue;
      /* One pushed in by an edge gives way to its neighbours. */
      const outer = some.filter((each) => each.isMoved && inner.every((other) => isFree(each, other)));
      return [...inner, ...outer].filter((each) => placed.every((other) => isFree(each, other)));
    }
    return [];
  }

  /* Labels that fit, the coarse steps first; none is cut by an edge, none touches another. */
  function ticks(pen, times, width, lang) {
    const placed = [];
    for (const [level, step] of steps(lang).entries()) {
      const some = ticksOf(pen, step, level, times, width, placed);
      placed.push(...some);
      if (some.length > 24) break;
    }
    return placed;
  }

  function highest(frames) {
    let top = 0;
    for (let i = 0; i < frames.count; i += 1) {
      const v = frames.mean(i);
      if (v > top) top = v;
    }
    if (frames.limit && frames.limit.value > top && frames.limit.value < 2 * top) top = frames.limit.value;
    return top || 1;
  }

  function columns(pen, frames, width, height, theme) {
    const n = frames.count;
    const top = highest(frames);
    const yOf = (v) => HEAD + (height - FOOT - HEAD) * (1 - Math.max(0, v) / top);
    const floor = height - FOOT;
    const gap = atlas.hatch(pen, theme);
    const ratio = window.devicePixelRatio || 1;
    const edge = (i) => Math.round((i / n) * width * ratio) / ratio;
    let before = null;
    const line = new Path2D();
    for (let i = 0; i < n; i += 1) {
      /* On whole pixels of the screen, so that no hair of the ground shows between two columns. */
      const [left, right] = [edge(i), edge(i + 1)];
      const v = frames.mean(i);
      if (Number.isNaN(v)) {
        pen.fillStyle = gap;
        pen.fillRect(left, HEAD, right - left, floor - HEAD);
        before = null;
        continue;
      }
      const k = frames.classOf(v);
      const y = yOf(v);
      pen.fillStyle = k >= 0 ? frames.scale.colours[k] : theme.unknown;
      pen.fillRect(left, y, right - left, floor - y);
      if (before === null) line.moveTo(left, y);
      else line.lineTo(left, y);
      line.lineTo(right, y);
      before = y;
    }
    pen.strokeStyle = theme.ink;
    pen.lineWidth = n > width ? 0.6 : 1.1;
    pen.stroke(line);
    return yOf;
  }

  function limit(pen, frames, width, yOf, theme) {
    if (!frames.limit) return;
    const y = yOf(frames.limit.value);
    if (!(y >= HEAD)) return;
    pen.strokeStyle = theme.limit;
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    pen.beginPath();
    pen.moveTo(0, Math.round(y) + 0.5);
    pen.lineTo(width, Math.round(y) + 0.5);
    pen.stroke();
    pen.setLineDash([]);
  }

  /* The curve without the time in view, drawn once. */
  const still = document.createElement("canvas");

  function sized(canvas, width, height) {
    const ratio = window.devicePixelRatio || 1;
    atlas.fit(canvas, width, height, ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    return pen;
  }

  /* Draw the curve of hub.frames for a canvas of a size in CSS pixels; `point` shows it. */
  function draw(canvas, width, height) {
    const { frames, lang } = hub();
    const theme = atlas.theme();
    const pen = sized(still, width, height);
    if (!frames.count) return;
    limit(pen, frames, width, columns(pen, frames, width, height, theme), theme);
    const style = getComputedStyle(canvas);
    pen.font = `${style.fontSize} ${theme.family}`;
    pen.textBaseline = "alphabetic";
    ticks(pen, frames.times, width, lang).forEach((tick) => {
      pen.fillStyle = theme.line;
      pen.fillRect(tick.at - 0.5, height - FOOT, 1, 4);
      pen.fillStyle = tick.level < 2 ? theme.ink : theme.muted;
      pen.fillText(tick.name, tick.left, height - 3);
    });
  }

  /* Show the curve with the time in view, a share of its width. Drawn and not laid over: a layer
     that moves costs the browser more than the whole map. */
  function point(canvas, width, height, share) {
    if (!(width > 0)) return;
    const theme = atlas.theme();
    const pen = sized(canvas, width, height);
    const [x, floor] = [share * width, height - FOOT];
    pen.drawImage(still, 0, 0, width, height);
    pen.fillStyle = theme.halo;
    pen.fillRect(x - 3, 0, 6, floor);
    pen.fillStyle = theme.ink;
    pen.fillRect(x - 1.5, 0, 3, floor);
    pen.beginPath();
    pen.arc(Math.max(8, Math.min(width - 8, x)), floor - 7, 7, 0, 2 * Math.PI);
    pen.fillStyle = theme.accent;
    pen.strokeStyle = theme.halo;
    pen.lineWidth = 2;
    pen.fill();
    pen.stroke();
  }

  atlas.curve = { draw, point };
})();
