/* Elements of the document that scripts of the map make, and files that they hand to the viewer.
   Words go in as text, never as markup: names come from data. */
(function () {
  "use strict";

  window.qingce = window.qingce || {};
  const atlas = (window.qingce.atlas = window.qingce.atlas || {});
  /* Milliseconds after which a browser has taken over a file that it was given. */
  const TAKEN = 10000;

  atlas.element = window.qingce.element;

  /* Other words in the same text node: a new node would have the page's styles matched anew. */
  atlas.write = function (node, words) {
    const text = node.firstChild || node.appendChild(document.createTextNode(""));
    if (text.nodeValue !== words) text.nodeValue = words;
  };

  /* Let the viewer save a Blob under a name. */
  atlas.saveAs = function (blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
  };
})();
