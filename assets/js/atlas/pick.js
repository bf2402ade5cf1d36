/* A button with the attribute data-pick-place makes its place the page's place. */
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-pick-place]");
    if (!button) return;
    const control = { type: "control", field: "place" };
    window.dash_clientside.set_props(control, { value: button.dataset.pickPlace });
  });
})();
