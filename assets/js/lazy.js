/* Cards that are drawn once they come near the screen. A choice that changes is handed at once to
   the cards in sight and to the others when they are reached. */
(function () {
  "use strict";

  const MARGIN = "240px 0px";
  const FRAMES = 240;
  let asked = null;
  let given = new Map();
  let watcher = null;

  function give(element) {
    const card = element.dataset.wanted;
    if (given.get(card) === asked) return;
    given.set(card, asked);
    window.dash_clientside.set_props({ card: card, type: "wanted" }, { data: asked });
  }

  function watch() {
    if (watcher) watcher.disconnect();
    watcher = new IntersectionObserver(
      (seen) => seen.forEach((entry) => entry.isIntersecting && give(entry.target)),
      { rootMargin: MARGIN }
    );
    document.querySelectorAll("[data-wanted]").forEach((element) => watcher.observe(element));
  }

  /* The page may be drawn a moment after its callbacks begin. */
  function begin(state, frames) {
    if (asked !== state) return;
    if (document.querySelector("[data-wanted]")) watch();
    else if (frames > 0) window.requestAnimationFrame(() => begin(state, frames - 1));
  }

  /* On paper there is no scrolling: every card is wanted. */
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("[data-wanted]").forEach(give);
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    qingce_lazy: {
      want: function (state) {
        asked = state;
        given = new Map();
        begin(state, FRAMES);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
