/* Cards that are mounted after the page's first chart, and drawn once they come near the screen. A
   choice that changes is handed at once to the cards in sight and to the others when they are
   reached. */
(function () {
  "use strict";

  const MARGIN = "240px 0px";
  /* Milliseconds after which cards are mounted though the page's first chart has not come. */
  const PATIENCE = 3000;
  /* Milliseconds for which no card is mounted after a choice was changed: the new picture comes first. */
  const PAUSE = 1000;
  let asked = null;
  let given = new Map();
  let watcher = null;

  const frames = () => Array.from(document.querySelectorAll("[data-wanted]"));
  const isMounted = (element) => element.querySelector(".lazy-slot > *") !== null;
  const set = (type, card, data) =>
    window.dash_clientside.set_props({ type: type, card: card }, { data: data });

  /* A card that is asked for before it is mounted is drawn as soon as its section is there. */
  const mounting = new MutationObserver((seen) => {
    new Set(seen.map((change) => change.target.closest("[data-wanted]"))).forEach((element) => {
      if (element && isMounted(element) && given.get(element.dataset.wanted) === asked) {
        set("wanted", element.dataset.wanted, asked);
      }
    });
  });

  function give(element) {
    const card = element.dataset.wanted;
    if (given.get(card) === asked) return;
    given.set(card, asked);
    if (isMounted(element)) set("wanted", card, asked);
    else set("unfold", card, true);
  }

  function watch() {
    if (watcher) watcher.disconnect();
    watcher = new IntersectionObserver(
      (seen) => seen.forEach((entry) => entry.isIntersecting && give(entry.target)),
      { rootMargin: MARGIN }
    );
    mounting.disconnect();
    frames().forEach((element) => {
      watcher.observe(element);
      const slot = element.querySelector(".lazy-slot");
      if (slot && !isMounted(element)) mounting.observe(slot, { childList: true });
    });
  }

  /* Whether a chart says something: a line, a cell or a word. An empty one has its words already,
     but no letter in them; a map says by itself that its values are drawn. */
  function isInked(picture) {
    if (picture.dataset.drawn !== undefined) return true;
    if (picture.querySelector(".cartesianlayer .trace, .cartesianlayer image")) return true;
    const words = Array.from(picture.querySelectorAll(".annotation-text"));
    return words.some((each) => each.textContent.trim() !== "");
  }

  /* Whether a picture that stands first on the page, in no lazy card, says something. */
  function isDrawn() {
    const eager = Array.from(document.querySelectorAll(".dash-graph, [data-atlas]")).filter(
      (picture) => !picture.closest("[data-wanted]")
    );
    return eager.length === 0 || eager.some(isInked);
  }

  /* One card at a time, whenever the browser has nothing else to do. */
  function mountNext(state) {
    const next = frames().find((element) => !isMounted(element));
    if (!next || asked !== state) return;
    set("unfold", next.dataset.wanted, true);
    window.requestIdleCallback(() => mountNext(state), { timeout: 500 });
  }

  /* The page may be drawn a moment after its callbacks begin. */
  function begin(state, until) {
    if (asked !== state) return;
    const isThere = frames().length > 0;
    if (isThere && (isDrawn() || performance.now() > until)) {
      watch();
      window.setTimeout(() => mountNext(state), frames().some(isMounted) ? PAUSE : 0);
    } else if (performance.now() < until) {
      window.requestAnimationFrame(() => begin(state, until));
    }
  }

  /* On paper there is no scrolling: every card is wanted. */
  window.addEventListener("beforeprint", () => frames().forEach(give));

  /* A page that begins without a chart names plotly.js for whoever draws the first one. Dash, which
     loads it then, has named its own edition before any page was there. */
  function nameCharts() {
    const later = document.getElementById("plotly-later");
    if (later) window._dashPlotlyJSURL = later.href;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_lazy: {
      want: function (state) {
        nameCharts();
        asked = state;
        given = new Map();
        begin(state, performance.now() + PATIENCE);
        return window.dash_clientside.no_update;
      },

      mount: function (now, folded) {
        return now ? folded.section : window.dash_clientside.no_update;
      },
    },
  });
})();
