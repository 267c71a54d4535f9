// What the scripts of a page share: its language, and the scripts that are loaded when a reader asks for what they do.
var noegletal = (function () {
  "use strict";
  var own = document.currentScript;
  var coming = {};
  var english = document.documentElement.lang === "en";

  return {
    // The words of a script in the page's language, of those that it has.
    words: function (all) { return english ? all.en : all.da; },
    locale: english ? "en-GB" : "da-DK",

    // Loads a script that the page names; a plain one, so that it also runs from a disk. Once, or again when it failed.
    load: function (name) {
      coming[name] = coming[name] || new Promise(function (done, fail) {
        var script = document.createElement("script");
        script.src = own.getAttribute("data-" + name);
        script.addEventListener("load", done);
        script.addEventListener("error", function () { coming[name] = null; script.remove(); fail(new Error(name)); });
        document.head.appendChild(script);
      });
      return coming[name];
    },

    make: function (name, className, text) {
      var element = document.createElement(name);
      if (className) { element.className = className; }
      if (text) { element.textContent = text; }
      return element;
    },

    // Puts text on the clipboard; where a page may not (from a disk, without a secure connection) by way of a field.
    copy: function (text) {
      var byField = function () {
        var field = document.createElement("textarea");
        var before = document.activeElement;
        field.value = text;
        field.className = "vh";
        document.body.appendChild(field);
        field.select();
        var done = document.execCommand("copy");
        field.remove();
        if (before && before.focus) { before.focus(); }
        return done ? Promise.resolve() : Promise.reject(new Error("copy"));
      };
      return navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text).catch(byField) : byField();
    }
  };
})();

// A chart can be made interactive: by a button below it, or by resting the pointer on it. Nothing is loaded before.
(function () {
  "use strict";
  var words = noegletal.words({
    da: { ask: "Gør figuren interaktiv", loading: "Henter …", failed: "Figuren kunne ikke gøres interaktiv. Tallene står i tabellen." },
    en: { ask: "Make the chart interactive", loading: "Loading …", failed: "The chart could not be made interactive. The figures stand in the table." }
  });
  var rest = 350;

  function offer(figure) {
    var tools = noegletal.make("p", "figure-tools");
    var ask = noegletal.make("button", "tool", words.ask);
    var status = noegletal.make("span", "");
    var asked = false;
    var timer = null;
    ask.type = "button";
    status.setAttribute("role", "status");
    tools.appendChild(ask);
    tools.appendChild(status);
    figure.appendChild(tools);

    function start(byHand) {
      if (asked) { return; }
      asked = true;
      status.textContent = words.loading;
      noegletal.load("charting").then(function () { return noegletal.load("figure"); }).then(function () {
        status.textContent = "";
        noegletal.live(figure, tools, status, byHand);
        ask.remove();
      }).catch(function () { asked = false; status.textContent = words.failed; });
    }

    ask.addEventListener("click", function () { start(true); });
    figure.addEventListener("pointerenter", function (event) {
      // A finger only passes over a chart on its way down the page.
      if (event.pointerType === "mouse") { timer = setTimeout(function () { start(false); }, rest); }
    });
    figure.addEventListener("pointerleave", function () { clearTimeout(timer); });
  }

  Array.prototype.forEach.call(document.querySelectorAll("figure.chart"), function (figure) {
    if (window.Promise && figure.querySelector(".chart-option") && figure.querySelector("svg")) { offer(figure); }
  });
})();

// What stands to be copied, the permanent address and lines of code, gets a button.
(function () {
  "use strict";
  var words = noegletal.words({
    da: { copy: "Kopiér adressen", done: "Adressen er kopieret.", lines: "Kopiér linjerne", copied: "Linjerne er kopieret.", failed: "Browseren tillod ikke kopieringen." },
    en: { copy: "Copy the address", done: "The address has been copied.", lines: "Copy the lines", copied: "The lines have been copied.", failed: "The browser did not allow copying." }
  });
  Array.prototype.forEach.call(document.querySelectorAll("a[rel~=bookmark], pre[data-copy]"), function (place) {
    var lines = place.tagName === "PRE";
    var button = noegletal.make("button", "tool", lines ? words.lines : words.copy);
    var status = noegletal.make("span", "quiet");
    button.type = "button";
    status.setAttribute("role", "status");
    button.addEventListener("click", function () {
      var done = function () { status.textContent = lines ? words.copied : words.done; };
      noegletal.copy(lines ? place.textContent : place.href).then(done, function () { status.textContent = words.failed; });
    });
    place.parentNode.insertBefore(status, place.nextSibling);
    place.parentNode.insertBefore(button, status);
  });
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
