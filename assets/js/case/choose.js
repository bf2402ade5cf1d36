/* Links to other cases on the page of a case (`data-case` is the id): a plain click changes the case
   in place, through the chooser; with a key held, or where the chooser does not offer it, the link
   is a link. */
(function () {
  "use strict";

  const isPlain = (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest("a[data-case]") : null;
    if (!link || event.defaultPrevented || !isPlain(event)) return;
    if (!document.querySelector("#react-entry-point .page-case .choose-case")) return;
    event.preventDefault();
    window.dash_clientside.set_props(
      { field: "case", type: "control" },
      { value: link.dataset.case }
    );
  });
})();
