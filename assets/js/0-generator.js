/* Dash still sends Babel's polyfill of 2020, a tenth of the time until its scripts have run, for browsers
   that cannot run its components any more. Only those are given it now (`nomodule`,
   dashboard/first_paint.py). What Dash itself takes of it is this: one compiled generator that tells
   that a component which came late is ready, run step by step to its end. */
(function () {
  "use strict";
  if (window.regeneratorRuntime) return;

  function wrap(step) {
    const at = { prev: 0, next: 0, sent: undefined, isDone: false };
    at.stop = () => {
      at.isDone = true;
    };
    return {
      next: function (sent) {
        at.sent = sent;
        const value = at.isDone ? undefined : step(at);
        return { value: value, done: at.isDone };
      },
      throw: function (error) {
        at.isDone = true;
        throw error;
      },
    };
  }

  window.regeneratorRuntime = { mark: (made) => made, wrap: wrap };
})();
