/* The day looked at hour by hour: a click on a tile of days, or a button, writes it into its
   field; the field is a control like any other. */
(function () {
  "use strict";
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const skip = () => window.dash_clientside.no_update;
  const two = (number) => String(number).padStart(2, "0");

  /* A tile stands on the clock of a leap year (x) in the row of its year (y). */
  function ofYears(point) {
    const clock = String(point.x).slice(5, 10);
    return /^\d{4}$/.test(point.y) && /^\d\d-\d\d$/.test(clock) ? point.y + "-" + clock : "";
  }

  /* A cell of the calendar: x is the day of the month, y the month's name; its figure says which
     year it is and how the months are called. */
  function ofCalendar(point, figure) {
    const meta = ((figure || {}).layout || {}).meta || {};
    const month = (meta.months || []).indexOf(point.y) + 1;
    return month && meta.year ? meta.year + "-" + two(month) + "-" + two(Math.round(point.x)) : "";
  }

  /* 29 February of a common year is no day. */
  function real(day) {
    const date = new Date(day + "T00:00:00Z");
    return day && !isNaN(date) && date.toISOString().slice(0, 10) === day;
  }

  dash.qingce_days = {
    choose: function (tile, cell, previous, next, worst, figure, around) {
      const trigger = (window.dash_clientside.callback_context.triggered || [])[0];
      if (!trigger || !trigger.value) return skip();
      const part = trigger.prop_id.split(".")[0].split("-").pop();
      if (part === "worst") return "";
      if (part === "previous" || part === "next") return (around || {})[part] || skip();
      const point = (trigger.value.points || [])[0];
      if (!point) return skip();
      const day = part === "calendar" ? ofCalendar(point, figure) : ofYears(point);
      return real(day) ? day : skip();
    },
  };
})();
