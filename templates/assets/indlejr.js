// Writes the HTML that shows a figure on another site, as it is chosen. Without this script two ready ones stand there.
(function () {
  "use strict";
  var WORDS = {
    da: { figure: "Hvad", kept: "Hvilke tal", updating: "de nyeste, når der kommer nye", frozen: "denne udgave for altid", way: "Hvordan", frame: "ramme (iframe)", component: "webkomponent", copy: "Kopiér", copied: "Kopieret.", code: "HTML til siden" },
    en: { figure: "What", kept: "Which figures", updating: "the newest, as they come", frozen: "this version for ever", way: "How", frame: "frame (iframe)", component: "web component", copy: "Copy", copied: "Copied.", code: "HTML for the page" }
  };
  var words = WORDS[(document.documentElement.lang || "da").slice(0, 2)] || WORDS.en;

  function attribute(text) {
    return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function choice(form, label, options) {
    var field = document.createElement("label");
    var select = document.createElement("select");
    field.appendChild(document.createTextNode(label + " "));
    options.forEach(function (option, at) {
      var one = document.createElement("option");
      one.value = String(at);
      one.textContent = option;
      select.appendChild(one);
    });
    field.appendChild(select);
    form.appendChild(field);
    return select;
  }

  function offer(place) {
    var given = JSON.parse(place.querySelector("script").textContent);
    // Every section with a table or a chart can be taken out of the page.
    if (given.pieces !== "none") {
      Array.prototype.forEach.call(document.querySelectorAll("main section[aria-labelledby], main article[aria-labelledby]"), function (section) {
        var id = section.getAttribute("aria-labelledby");
        var heading = document.getElementById(id);
        if (!heading || section.closest(".side") || !section.querySelector("table, figure, svg")) { return; }
        given.offers.push({
          name: heading.textContent.trim(),
          frozen: given.pieces === "frozen" ? { full: given.page + "#" + id, piece: true } : null,
          updating: given.pieces === "updating" ? given.page + "#" + id : null
        });
      });
    }
    var form = document.createElement("form");
    var what = choice(form, words.figure, given.offers.map(function (one) { return one.name; }));
    var kept = choice(form, words.kept, [words.updating, words.frozen]);
    var way = choice(form, words.way, [words.frame, words.component]);
    var field = document.createElement("label");
    var code = document.createElement("textarea");
    var copy = document.createElement("button");
    var status = document.createElement("span");
    field.appendChild(document.createTextNode(words.code));
    code.readOnly = true;
    code.rows = 5;
    field.appendChild(code);
    copy.type = "button";
    copy.textContent = words.copy;
    status.setAttribute("role", "status");
    form.appendChild(field);
    form.appendChild(copy);
    form.appendChild(status);

    function write() {
      var one = given.offers[Number(what.value)];
      // What is not there cannot be chosen: some figures only stay, or only follow the newest month; and a piece of a page
      // is no page for a frame.
      kept.options[0].disabled = !one.updating;
      kept.options[1].disabled = !one.frozen;
      if (kept.options[Number(kept.value)].disabled) { kept.value = one.updating ? "0" : "1"; }
      var chosen = kept.value === "0" ? one.updating : one.frozen.full;
      way.options[0].disabled = chosen.indexOf("#") >= 0;
      if (way.options[0].disabled) { way.value = "1"; }
      var address = attribute(chosen);
      var script = "\n<script src=\"" + attribute(given.script) + "\" async><\/script>";
      status.textContent = "";
      code.value = (way.value === "0"
        ? "<iframe src=\"" + address + "\" title=\"" + attribute(given.title) + "\" width=\"100%\" height=\"480\" loading=\"lazy\" style=\"border:0\" data-noegletal></iframe>"
        : "<noegletal-figur src=\"" + address + "\"><a href=\"" + address + "\">" + attribute(given.title) + "</a></noegletal-figur>") + script;
    }

    copy.addEventListener("click", function () {
      code.select();
      var done = function () { status.textContent = " " + words.copied; };
      if (navigator.clipboard) { navigator.clipboard.writeText(code.value).then(done, function () { document.execCommand("copy"); done(); }); } else { document.execCommand("copy"); done(); }
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", write);
    write();
    Array.prototype.forEach.call(place.querySelectorAll(".ready"), function (one) { one.hidden = true; });
    place.appendChild(form);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-offers]"), offer);
})();
