// Tables that offer it can be sorted by any column. Without this script they stand sorted by their first.
(function () {
  "use strict";
  var order = new Intl.Collator("da", { numeric: true });

  // A Danish number, or null for words and for cells that hold only a reason.
  function number(text) {
    var plain = text.replace(/\u2212/g, "-").replace(/\./g, "").replace(",", ".").trim();
    return /^[+-]?\d+(\.\d+)?/.test(plain) ? parseFloat(plain) : null;
  }

  function said(cell) {
    var first = cell.firstChild;
    if (cell.classList.contains("gone")) { return ""; }
    return first && first.nodeType === 3 ? first.data : cell.textContent;
  }

  function sort(table, at, ascending) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var numeric = rows.some(function (row) { return row.cells[at] && number(said(row.cells[at])) !== null; });
    var keyed = rows.map(function (row, place) {
      var text = row.cells[at] ? said(row.cells[at]) : "";
      return { row: row, place: place, total: row.className === "total", key: numeric ? number(text) : text };
    });
    keyed.sort(function (a, b) {
      // Totals stay at the foot, and cells without a value come after those with one, whichever way is up.
      if (a.total !== b.total) { return a.total ? 1 : -1; }
      var none = function (key) { return key === null || key === ""; };
      if (none(a.key) !== none(b.key)) { return none(a.key) ? 1 : -1; }
      if (none(a.key)) { return a.place - b.place; }
      var by = numeric ? a.key - b.key : order.compare(a.key, b.key);
      return (ascending ? by : -by) || a.place - b.place;
    });
    keyed.forEach(function (one) { body.appendChild(one.row); });
  }

  function offer(table) {
    if (table.tBodies.length !== 1) { return; }
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, at) {
      if (table.querySelector("tbody td:nth-child(" + (at + 1) + ") svg")) { return; }
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        var ascending = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        sort(table, at, ascending);
      });
    });
    heads[0].setAttribute("aria-sort", "ascending");
  }

  Array.prototype.forEach.call(document.querySelectorAll("table[data-sort]"), offer);
})();

// A version's pages never change. What came after it stands in one small file; this reads it and says so above the page.
// Where the file cannot be read, as from a disk, the line that was there stays: it leads to the month's page.
(function () {
  "use strict";
  var place = document.querySelector("[data-state]");
  if (!place || !window.fetch || !/^https?:$/.test(location.protocol)) { return; }
  var file = new URL(place.getAttribute("data-state"), location.href);
  var version = Number(place.getAttribute("data-version"));
  var real = !place.hasAttribute("data-synthetic");

  function link(page, label) {
    var found = document.createElement("a");
    found.href = new URL(page, file).href;
    found.textContent = label;
    return found;
  }

  function banner(kind, lead, text, way) {
    var line = document.createElement("p");
    var first = document.createElement("strong");
    line.className = "banner " + kind;
    first.textContent = lead;
    line.appendChild(first);
    line.appendChild(document.createTextNode(" " + text + (way ? " " : "")));
    if (way) { line.appendChild(way); }
    return line;
  }

  // The newest month, when it is another: what to say of it, and the way there.
  function elsewhere(own, newest) {
    if (!newest || newest.period === own.period) { return null; }
    return {
      text: newest.synthetic && real
        ? "Der er også tal for " + newest.label + ", men de er opdigtede."
        : "De nyeste tal er for " + newest.label + ".",
      way: link(newest.page, "Gå til " + newest.label)
    };
  }

  function standing(own, newest) {
    var later = own.later.filter(function (one) { return one.version > version; });
    var first = "Udgave " + own.version + " er den nyeste for " + own.label;
    var other = elsewhere(own, newest);
    if (!later.length) {
      return [other
        ? banner("older", "Ikke den nyeste måned.", first + ". " + other.text, other.way)
        : banner("newest", "Nyeste tal.", first + ", og ingen senere måned er udgivet.")];
    }
    var lines = [banner("corrected", "Ikke den nyeste udgave.",
      "Du ser udgave " + version + ". " + first + "." + (other ? " " + other.text : ""),
      link(own.page, "Gå til " + own.label))];
    later.forEach(function (one) {
      lines.push(banner("corrected", one.label + ".", "Udgave " + one.version + " kom den " + one.day + ": " + one.reason,
        link(one.page, "Se udgave " + one.version)));
    });
    return lines;
  }

  // The month after, which this page could not know of.
  function offer(next) {
    var tabs = document.querySelector("header.page .tabs");
    var months = document.querySelector("nav.months");
    if (!next || !tabs) { return; }
    if (!months) {
      months = document.createElement("nav");
      months.className = "months";
      months.setAttribute("aria-label", "Andre måneder");
      tabs.parentNode.insertBefore(months, tabs);
    }
    var label = next.label.charAt(0).toUpperCase() + next.label.slice(1);
    var way = link(next.page, label + (next.synthetic && real ? " (opdigtede tal) " : " "));
    var arrow = document.createElement("span");
    arrow.setAttribute("aria-hidden", "true");
    arrow.textContent = "\u2192";
    way.rel = "next";
    way.appendChild(arrow);
    var known = months.querySelector("[rel=next]");
    if (known) { months.replaceChild(way, known); } else { months.appendChild(way); }
  }

  function tell(state) {
    var periods = state.months.map(function (month) { return month.period; });
    var at = periods.indexOf(place.getAttribute("data-month"));
    if (at < 0) { return; }
    var lines = standing(state.months[at], state.months[periods.indexOf(state.newest)]);
    while (place.firstChild) { place.removeChild(place.firstChild); }
    lines.forEach(function (line) { place.appendChild(line); });
    offer(state.months[at - 1]);
  }

  fetch(file.href, { credentials: "same-origin" })
    .then(function (answer) { return answer.ok ? answer.json() : null; })
    .then(function (state) { if (state) { tell(state); } })
    .catch(function () { /* Offline: the line that was there is still true. */ });
})();
