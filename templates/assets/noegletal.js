// Tables that offer it can be sorted by any column. Without this script they stand sorted by their first.
(function () {
  "use strict";
  var english = document.documentElement.lang === "en";
  var order = new Intl.Collator(english ? "en-GB" : "da", { numeric: true });

  // A number as the page's language writes it, or null for words and for cells that hold only a reason.
  function number(text) {
    var bare = text.replace(/\u2212/g, "-");
    var plain = (english ? bare.replace(/,/g, "") : bare.replace(/\./g, "").replace(",", ".")).trim();
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
  var lang = document.documentElement.lang;

  // The file says in Danish what only a reader sees; in another language it is said from its codes.
  function inEnglish(period) {
    var date = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1, 1));
    return new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "long", timeZone: "UTC" }).format(date);
  }

  var languages = {
    da: {
      month: function (month) { return month.label; },
      kind: function (one) { return one.label; },
      day: function (one) { return one.day; },
      goTo: "Gå til ",
      seeVersion: "Se udgave ",
      madeUp: function (month) { return "Der er også tal for " + month + ", men de er opdigtede."; },
      newest: function (month) { return "De nyeste tal er for " + month + "."; },
      first: function (version, month) { return "Udgave " + version + " er den nyeste for " + month; },
      none: ", og ingen senere måned er udgivet.",
      olderMonth: "Ikke den nyeste måned.",
      newestFigures: "Nyeste tal.",
      olderVersion: "Ikke den nyeste udgave.",
      seeing: function (version) { return "Du ser udgave " + version + ". "; },
      came: function (version, day) { return "Udgave " + version + " kom den " + day + ": "; },
      otherMonths: "Andre måneder",
      mark: " (opdigtede tal) "
    },
    en: {
      month: function (month) { return inEnglish(month.period); },
      kind: function (one) {
        return {
          first: "First version", correction: "Correction of an error", planned_revision: "Planned revision",
          method_change: "Changed method"
        }[one.class] || one.class;
      },
      day: function (one) {
        return new Intl.DateTimeFormat("en-GB", {
          year: "numeric", month: "long", day: "numeric", timeZone: place.getAttribute("data-zone")
        }).format(new Date(one.published));
      },
      goTo: "Go to ",
      seeVersion: "See version ",
      madeUp: function (month) { return "There are also figures for " + month + ", but they are made up."; },
      newest: function (month) { return "The newest figures are for " + month + "."; },
      first: function (version, month) { return "Version " + version + " is the newest for " + month; },
      none: ", and no later month has been released.",
      olderMonth: "Not the newest month.",
      newestFigures: "Newest figures.",
      olderVersion: "Not the newest version.",
      seeing: function (version) { return "You are viewing version " + version + ". "; },
      came: function (version, day) { return "Version " + version + " came on " + day + ": "; },
      otherMonths: "Other months",
      mark: " (made-up figures) "
    }
  };
  var words = languages[lang] || languages.da;

  // The file names the pages in Danish; those of another language have the same paths below its folder.
  function address(page) {
    var root = new URL("../../", file).href;
    var there = new URL(page, file).href;
    return words === languages.da ? there : there.replace(root, root + lang + "/");
  }

  function link(page, label) {
    var found = document.createElement("a");
    found.href = address(page);
    found.textContent = label;
    return found;
  }

  function banner(kind, lead, text, way, reason) {
    var line = document.createElement("p");
    var first = document.createElement("strong");
    line.className = "banner " + kind;
    first.textContent = lead;
    line.appendChild(first);
    line.appendChild(document.createTextNode(" " + text));
    if (reason) {
      // Why figures changed is written in Danish alone.
      var why = lang === "da" ? document.createTextNode(reason) : document.createElement("span");
      if (lang !== "da") { why.lang = "da"; why.textContent = reason; }
      line.appendChild(why);
    }
    if (way) { line.appendChild(document.createTextNode(" ")); }
    if (way) { line.appendChild(way); }
    return line;
  }

  // The newest month, when it is another: what to say of it, and the way there.
  function elsewhere(own, newest) {
    if (!newest || newest.period === own.period) { return null; }
    return {
      text: newest.synthetic && real ? words.madeUp(words.month(newest)) : words.newest(words.month(newest)),
      way: link(newest.page, words.goTo + words.month(newest))
    };
  }

  function standing(own, newest) {
    var later = own.later.filter(function (one) { return one.version > version; });
    var first = words.first(own.version, words.month(own));
    var other = elsewhere(own, newest);
    if (!later.length) {
      return [other
        ? banner("older", words.olderMonth, first + ". " + other.text, other.way)
        : banner("newest", words.newestFigures, first + words.none)];
    }
    var lines = [banner("corrected", words.olderVersion,
      words.seeing(version) + first + "." + (other ? " " + other.text : ""),
      link(own.page, words.goTo + words.month(own)))];
    later.forEach(function (one) {
      lines.push(banner("corrected", words.kind(one) + ".", words.came(one.version, words.day(one)),
        link(one.page, words.seeVersion + one.version), one.reason));
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
      months.setAttribute("aria-label", words.otherMonths);
      tabs.parentNode.insertBefore(months, tabs);
    }
    var month = words.month(next);
    var label = month.charAt(0).toUpperCase() + month.slice(1);
    var way = link(next.page, label + (next.synthetic && real ? words.mark : " "));
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
