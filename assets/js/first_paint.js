/* The words that came with the page give way to the page itself, once it says the same. */
(function () {
  "use strict";

  const copy = document.getElementById("first-paint");
  const root = document.getElementById("react-entry-point");
  if (!copy || !root) return;

  /* The page is there when all that the copy says is, or when something else than the asked page is
     shown: it has none of these parts, or its notice says what failed. */
  const said = (copy.dataset.said || "").split(" ").filter(Boolean);
  const isReady = () => {
    const page = root.querySelector(".page");
    if (!page) return root.querySelector(".missing, ._dash-error") !== null;
    const notice = document.getElementById("notice");
    if (notice && notice.textContent !== "") return true;
    return said.every((id) => {
      const part = document.getElementById(id);
      return !part || part.textContent !== "";
    });
  };

  const watcher = new MutationObserver(() => {
    if (!isReady()) return;
    watcher.disconnect();
    copy.remove();
  });
  watcher.observe(root, { childList: true, subtree: true, characterData: true });
})();
