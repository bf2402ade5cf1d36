/* Small pollution roses around the stations: a petal for each of 16 directions from which the wind
   came, as long as that direction's part in the station's mean. The middle stays free for the
   station's own mark. */
(function () {
  "use strict";

  const atlas = ((window.qingce = window.qingce || {}).atlas = window.qingce.atlas || {});
  const draw = (atlas.draw = atlas.draw || {});

  const MOST = 40;
  const INNER = 17;
  const LONGEST = 28;
  /* Centres nearer than this would lay petals over each other. */
  const APART = 64;

  const rosesOf = (view) => (view.frames && view.frames.roses) || {};
  const rad = (degrees) => (degrees * Math.PI) / 180;

  /* Which roses are drawn: in sight, the chosen place first, none over another, at most 40. */
  function placed(view) {
    const roses = rosesOf(view);
    const inSight = view.ground.stations
      .filter((station) => roses[station.id])
      .map((station) => ({ id: station.id, at: view.project(station.lon, station.lat) }))
      .filter(({ at }) => at[0] > 0 && at[1] > 0 && at[0] < view.size[0] && at[1] < view.size[1])
      .sort((a, b) => (b.id === view.selected) - (a.id === view.selected));
    const kept = [];
    for (const one of inSight) {
      const isFree = kept.every(
        ({ at }) => Math.hypot(at[0] - one.at[0], at[1] - one.at[1]) >= APART
      );
      if (isFree && kept.length < MOST) kept.push(one);
    }
    return { kept, all: inSight.length };
  }

  /* The longest petal of all roses of the city, so that roses can be compared. */
  function longest(roses) {
    return Math.max(...Object.values(roses).flatMap((rose) => rose.sectors), 0);
  }

  function petals(ctx, x, y, sectors, most) {
    const half = Math.PI / sectors.length;
    ctx.beginPath();
    sectors.forEach((share, k) => {
      if (!(share > 0)) return;
      const middle = rad((360 / sectors.length) * k - 90);
      const outer = INNER + (LONGEST * share) / most;
      ctx.moveTo(x + INNER * Math.cos(middle - half), y + INNER * Math.sin(middle - half));
      ctx.arc(x, y, outer, middle - 0.85 * half, middle + 0.85 * half);
      ctx.arc(x, y, INNER, middle + 0.85 * half, middle - 0.85 * half, true);
      ctx.closePath();
    });
  }

  const isOn = (view) => Boolean(view.on.has("roses") && view.ground);

  draw.roses = function (ctx, view) {
    if (!isOn(view)) return;
    const roses = rosesOf(view);
    const most = longest(roses);
    if (!(most > 0)) return;
    for (const { id, at } of placed(view).kept) {
      petals(ctx, at[0], at[1], roses[id].sectors, most);
      ctx.fillStyle = view.theme.accent;
      ctx.globalAlpha = 0.88;
      ctx.fill();
      ctx.globalAlpha = 1;
      [ctx.strokeStyle, ctx.lineWidth] = [view.theme.halo, 1];
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(at[0], at[1], INNER, 0, 2 * Math.PI);
      ctx.stroke();
    }
  };

  /* What the petals mean and how many roses wait for more room. */
  function note(view) {
    if (!isOn(view)) return "";
    const { say } = atlas.hub;
    const { kept, all } = placed(view);
    const isThere = longest(rosesOf(view)) > 0;
    if (!all) return say(isThere ? "js.draw.roses.away" : "js.draw.roses.none");
    const legend = say("js.draw.roses.legend", { period: view.frames.roses_label || "" });
    if (kept.length === all) return legend;
    return legend + say("js.draw.roses.more", { shown: kept.length, all });
  }

  atlas.roses = { placed, note };
})();
