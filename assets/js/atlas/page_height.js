/* The map fills the window below the header, which is as high as its choices need: its height is
   told to the style sheet. */
(function () {
  "use strict";

  let page = null;

  function measure() {
    if (!page || !page.isConnected) return;
    const top = page.getBoundingClientRect().top + window.scrollY;
    page.style.setProperty("--map-top", Math.round(top) + "px");
  }

  const watcher = new ResizeObserver(measure);

  window.qingce.atlas.hub.listen(() => {
    if (page && page.isConnected) return;
    page = document.querySelector(".map-page");
    if (!page) return;
    watcher.disconnect();
    document.querySelectorAll(".header, .notice, .unread").forEach((each) => watcher.observe(each));
    measure();
  });
})();
