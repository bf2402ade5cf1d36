/* The wind of the frame: an arrow at each station that has it, pointing where the air goes, longer
   with speed; a ring where it is calm. In a corner stands the mean of the arrows. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  const SHORTEST = 16;
  /* Pixels of an arrow a m/s, and the longest one: gales do not cross the map. */
  const PACE = 5;
  const LONGEST = 56;
  const DIAL = 15;
  /* Where the map's own buttons end. */
  const BUTTONS = 56;
  /* Half of what a number on the map takes, across and down: arrows begin beside it. */
  const HALF_BADGE = [19, 13];

  const rad = (degrees) => (degrees * Math.PI) / 180;
  /* East and north part of where the air goes: the opposite of where the wind comes from. */
  const vector = ({ speed, direction }) =>
    Number.isFinite(direction)
      ? [-speed * Math.sin(rad(direction)), -speed * Math.cos(rad(direction))]
      : [0, 0];

  /* Mean of vectors, as wind {speed, direction}; null without any. Calm air is no motion. */
  function mean(winds) {
    if (!winds.length) return null;
    const parts = winds.map(vector);
    const over = (k) => parts.reduce((sum, part) => sum + part[k], 0) / parts.length;
    const [east, north] = [over(0), over(1)];
    const direction = ((Math.atan2(-east, -north) * 180) / Math.PI + 360) % 360;
    return { speed: Math.hypot(east, north), direction };
  }

  const lengthOf = (speed) => Math.min(LONGEST, SHORTEST + PACE * speed);

  function arrowPath(ctx, x, y, to, length, gap) {
    const [dx, dy] = [Math.sin(rad(to)), -Math.cos(rad(to))];
    const [tipX, tipY] = [x + dx * (gap + length), y + dy * (gap + length)];
    const [neckX, neckY] = [tipX - dx * 8, tipY - dy * 8];
    ctx.beginPath();
    ctx.moveTo(x + dx * gap, y + dy * gap);
    ctx.lineTo(neckX, neckY);
    ctx.moveTo(tipX, tipY);
    ctx.lineTo(neckX - dy * 5, neckY + dx * 5);
    ctx.lineTo(neckX + dy * 5, neckY - dx * 5);
    ctx.closePath();
  }

  /* Drawn twice, so that it is told apart from any colour below. */
  function twice(ctx, theme, path, isFilled) {
    ctx.lineJoin = ctx.lineCap = "round";
    for (const [colour, width] of [[theme.halo, 5], [theme.ink, 2]]) {
      path();
      [ctx.strokeStyle, ctx.fillStyle, ctx.lineWidth] = [colour, colour, width];
      ctx.stroke();
      if (isFilled) ctx.fill();
    }
  }

  /* An arrow from (x, y), that flies to `to` degrees from north; it begins `gap` pixels away. */
  function arrow(ctx, theme, x, y, to, length, gap) {
    twice(ctx, theme, () => arrowPath(ctx, x, y, to, length, gap), true);
  }

  /* Calm air. */
  function ring(ctx, theme, x, y, r) {
    twice(ctx, theme, () => (ctx.beginPath(), ctx.arc(x, y, r, 0, 2 * Math.PI)), false);
  }

  /* Pixels from a station to where its number or marker ends, towards the arrow. */
  function gapOf(wind) {
    const to = rad(wind.direction);
    return 1 / Math.hypot(Math.sin(to) / HALF_BADGE[0], Math.cos(to) / HALF_BADGE[1]);
  }

  /* What is shown: the stations on the map that have wind in this frame. */
  function seen(view) {
    const { frames, i } = view;
    return view.ground.stations
      .map((station) => [station, frames.windOf(frames.indexOf[station.id], i)])
      .filter(([, wind]) => wind !== null);
  }

  const isOn = (view) => Boolean(view.on.has("wind") && view.ground && view.frames);

  function pointOf(direction) {
    const names = atlas.hub.say("js.draw.wind.points").split(" ");
    return names[Math.round(direction / (360 / names.length)) % names.length];
  }

  function describe(wind, isCalm) {
    const speed = wind.speed.toFixed(1);
    if (isCalm) return atlas.hub.say("js.draw.wind.calm", { speed });
    return atlas.hub.say("js.draw.wind.mean", { speed, from: pointOf(wind.direction) });
  }

  /* Where the mean arrow lies: at the upper right, or beside the buttons where that hides fewer
     stations; it stays there until the map moves. */
  function dialLeft(view, top, width, height) {
    const right = view.size[0] - width - 10;
    if (!view.cache.has("dial")) {
      const lost = atlas.captions.hidden(view, right, top, width, height);
      const isMoved = lost && atlas.captions.hidden(view, BUTTONS, top, width, height) < lost;
      view.cache.set("dial", Boolean(isMoved));
    }
    return view.cache.get("dial") ? BUTTONS : right;
  }

  /* The mean arrow of the stations in an upper corner, with words; over all else that is drawn. */
  function drawDial(ctx, view) {
    const wind = isOn(view) ? mean(seen(view).map(([, one]) => one)) : null;
    if (!wind) return;
    const { theme } = view;
    const isCalm = view.frames.isCalm(wind);
    const words = describe(wind, isCalm);
    ctx.font = view.font(theme.text - 1);
    const width = 2 * DIAL + ctx.measureText(words).width + 24;
    const [top, height] = [10 + atlas.captions.heightOf(view), 2 * DIAL + 8];
    const left = dialLeft(view, top, width, height);
    atlas.plate(ctx, theme, left, top, width, height);
    const [x, y] = [left + DIAL + 8, top + DIAL + 4];
    if (isCalm) ring(ctx, theme, x, y, 6);
    else arrow(ctx, theme, x, y, wind.direction + 180, 2 * DIAL - 4, 2 - DIAL);
    ctx.fillStyle = theme.ink;
    ctx.fillText(words, x + DIAL + 8, y + theme.text * 0.33);
  }

  draw.wind = function (ctx, view) {
    if (!isOn(view)) return;
    for (const [station, wind] of seen(view)) {
      const [x, y] = view.project(station.lon, station.lat);
      if (view.frames.isCalm(wind)) ring(ctx, view.theme, x, y, HALF_BADGE[0] + 3);
      else arrow(ctx, view.theme, x, y, wind.direction + 180, lengthOf(wind.speed), gapOf(wind));
    }
  };

  /* That there is no arrow to draw; what arrows mean stands in the legend. */
  function note(view) {
    if (!isOn(view)) return "";
    if (!view.frames.wind) return atlas.hub.say("js.draw.wind.none");
    return seen(view).length ? "" : atlas.hub.say("js.draw.wind.none_now");
  }

  atlas.wind = { mean, note, vector, dialLeft, drawDial, arrow };
})();
