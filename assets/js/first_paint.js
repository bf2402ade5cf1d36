/* The words that came with the page give way to the page itself, once it says the same. */
(function () {
  "use strict";

  const copy = document.getElementById("first-paint");
  const root = document.getElementById("react-entry-point");
  if (!copy || !root) return;

  /* The page is there when its sentence is, or when something else than the asked page is shown. */
  const isReady = () => {
    const page = root.querySelector(".page");
    if (!page) return root.querySelector(".missing, ._dash-error") !== null;
    const sentence = page.querySelector(".sentence");
    return !sentence || (sentence.textContent !== "" && page.querySelector(".kpi") !== null);
  };

  const watcher = new MutationObserver(() => {
    if (!isReady()) return;
    watcher.disconnect();
    copy.remove();
  });
  watcher.observe(root, { childList: true, subtree: true, characterData: true });
})();
