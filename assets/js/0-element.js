/* An element of the document with its class and its words, for every script that builds some. Words
   go in as text, never as markup: names come from data. The first script of all. */
(function () {
  "use strict";

  const qingce = (window.qingce = window.qingce || {});

  qingce.element = function (tag, css, text) {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  };
})();
