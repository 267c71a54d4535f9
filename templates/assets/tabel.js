// Tables: sorted by any column where their order is free, filtered where they are long, copied and taken home as they are
// seen now. Without this script they stand whole, sorted by their first column. What is chosen stays in the address.
(function () {
  "use strict";
  var words = noegletal.words({
    da: {
      sorted: "Sorteret efter {column}, {way}.", up: "stigende", down: "faldende",
      filter: "Vis kun rækker med", below: "Kun under målet", clear: "Vis alle", shown: "{some} af {all} rækker vises.",
      tools: "Tag tabellen med: {caption}", copy: "Kopiér", csv: "CSV", workbook: "Excel", copied: "Tabellen er kopieret.",
      saved: "{name} er hentet.", failed: "Det lykkedes ikke.",
      mind: "Bemærk", table: "Tabel", page: "Side", edition: "Udgave", source: "Kilde", licence: "Licens", address: "Adresse", only: "Udvalg",
      legend: "Tegn", note: "note", onlyWith: "rækker med »{text}«", onlyBelow: "kun under målet"
    },
    en: {
      sorted: "Sorted by {column}, {way}.", up: "ascending", down: "descending",
      filter: "Show only rows with", below: "Only below target", clear: "Show all", shown: "{some} of {all} rows are shown.",
      tools: "Take the table with you: {caption}", copy: "Copy", csv: "CSV", workbook: "Excel", copied: "The table has been copied.",
      saved: "{name} has been downloaded.", failed: "That did not work.",
      mind: "Note", table: "Table", page: "Page", edition: "Edition", source: "Source", licence: "Licence", address: "Address", only: "Selection",
      legend: "Sign", note: "note", onlyWith: "rows with “{text}”", onlyBelow: "only below target"
    }
  });
  var order = new Intl.Collator(noegletal.locale === "da-DK" ? "da" : "en", { numeric: true });
  var make = noegletal.make;
  // A table with more rows than this is not seen at a glance.
  var many = 15;

  function list(all) { return Array.prototype.slice.call(all); }
  function filled(text, by) { return text.replace(/\{(\w+)\}/g, function (_, name) { return by[name]; }); }
  function plain(text) { return text.replace(/[\s\u00a0]+/g, " ").trim(); }
  function button(text) { var made = make("button", "tool", text); made.type = "button"; return made; }

  // The text of a cell that the eye takes for its value: without the words for those who listen, remarks and marks.
  function value(cell) {
    var copy = cell.cloneNode(true);
    list(copy.querySelectorAll(".vh, .remark, .mark, svg")).forEach(function (part) { part.remove(); });
    return plain(copy.textContent);
  }

  // What stands beside the value in its cell.
  function notes(cell) {
    return list(cell.querySelectorAll(".remark, .mark")).map(function (part) {
      var sign = part.classList.contains("mark") ? part.firstChild : part;
      return plain(sign.textContent);
    }).filter(Boolean).join("; ");
  }

  // A number as the page writes it, in the page's language; null for words, and for a cell that holds only a reason.
  function number(text) {
    var english = noegletal.locale !== "da-DK";
    var bare = text.replace(/\u2212/g, "-");
    if (!(english ? /^[+-]?\d[\d,]*(\.\d+)?$/ : /^[+-]?\d[\d.]*(,\d+)?$/).test(bare)) { return null; }
    return Number(english ? bare.replace(/,/g, "") : bare.replace(/\./g, "").replace(",", "."));
  }

  // The same of what begins as a number, such as `85 pct.`: for sorting.
  function begins(cell) {
    if (cell.classList.contains("gone")) { return null; }
    var first = /^[+\u2212-]?[\d.,]+/.exec(value(cell));
    return first ? number(first[0].replace(/[.,]$/, "")) : null;
  }

  // Å is aa, æ is ae, ø is oe, accents fall away, as in the search; a single a or o finds them too.
  function spelt(text) {
    return text.normalize("NFC").toLowerCase().replace(/å/g, "aa").replace(/æ/g, "ae").replace(/ø/g, "oe")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function loose(text) { return text.replace(/aa/g, "a").replace(/oe/g, "o"); }
  function has(text, asked) {
    var own = spelt(text);
    return spelt(asked).split(/\s+/).filter(Boolean).every(function (word) {
      return own.indexOf(word) >= 0 || loose(own).indexOf(loose(word)) >= 0;
    });
  }

  // One table with what readers can do to it.
  function Kept(table, first) {
    this.table = table;
    this.body = table.tBodies[0];
    this.rows = list(this.body.rows);
    this.heads = list(table.tHead.rows[0].cells);
    this.caption = plain(table.caption ? table.caption.textContent : document.title);
    this.region = table.closest(".scroll, .table-scroll") || table;
    // What stands in the address; only the first table of a page has the short names.
    this.suffix = first ? "" : "-" + table.id;
    this.status = make("span", "quiet");
    this.status.setAttribute("role", "status");
    this.sorts = table.hasAttribute("data-sort");
    this.at = 1;
    this.text = "";
    this.below = false;
    this.filtered = false;
  }

  Kept.prototype.say = function (text) { this.status.textContent = text; };

  // Puts the rows in order: `at` is the column from one, below zero for the other way.
  Kept.prototype.sort = function (at) {
    var column = Math.abs(at) - 1;
    if (!this.sorts || !this.heads[column] || !this.heads[column].querySelector("button")) { return; }
    this.at = at;
    this.heads.forEach(function (head, place) {
      if (place === column) { head.setAttribute("aria-sort", at > 0 ? "ascending" : "descending"); } else { head.removeAttribute("aria-sort"); }
    });
    var numeric = this.rows.some(function (row) { return row.cells[column] && begins(row.cells[column]) !== null; }) && column > 0;
    var keyed = this.rows.map(function (row, place) {
      var cell = row.cells[column];
      var key = !cell || cell.classList.contains("gone") ? null : numeric ? begins(cell) : value(cell);
      return { row: row, place: place, total: row.classList.contains("total"), key: key === "" ? null : key };
    });
    keyed.sort(function (a, b) {
      // Totals stay at the foot, and cells without a value come after those with one, whichever way is up.
      if (a.total !== b.total) { return a.total ? 1 : -1; }
      if ((a.key === null) !== (b.key === null)) { return a.key === null ? 1 : -1; }
      if (a.key === null) { return a.place - b.place; }
      var by = numeric ? a.key - b.key : order.compare(a.key, b.key);
      return (at > 0 ? by : -by) || a.place - b.place;
    });
    keyed.forEach(function (one) { this.body.appendChild(one.row); }, this);
  };

  Kept.prototype.offerSorting = function () {
    var kept = this;
    var pictures = Boolean(this.body.querySelector("svg"));
    this.heads.forEach(function (head, at) {
      if (pictures && kept.rows.some(function (row) { return row.cells[at] && row.cells[at].querySelector("svg"); })) { return; }
      var press = make("button", "");
      press.type = "button";
      while (head.firstChild) { press.appendChild(head.firstChild); }
      head.appendChild(press);
      press.addEventListener("click", function () {
        kept.sort(Math.abs(kept.at) === at + 1 ? -kept.at : at + 1);
        kept.say(filled(words.sorted, { column: heading(head), way: kept.at > 0 ? words.up : words.down }));
        kept.keep(true);
      });
    });
    this.heads[0].setAttribute("aria-sort", "ascending");
  };

  Kept.prototype.isLong = function () {
    return this.rows.filter(function (row) { return !row.classList.contains("total"); }).length > many;
  };

  // Hides the rows that a reader does not want to see; totals stay.
  Kept.prototype.filter = function () {
    var kept = this;
    var some = 0;
    var all = 0;
    this.filtered = true;
    this.rows.forEach(function (row) {
      if (row.classList.contains("total")) { return; }
      all += 1;
      row.hidden = !(has(value(row.cells[0]), kept.text) && (!kept.below || row.querySelector(".missed")));
      some += row.hidden ? 0 : 1;
    });
    if (this.clear) { this.clear.hidden = !this.text && !this.below; }
    return filled(words.shown, { some: some, all: all });
  };

  Kept.prototype.offerFilter = function () {
    var kept = this;
    var line = make("div", "table-filter");
    var label = make("label", "", words.filter + " ");
    var field = make("input", "");
    field.type = "search";
    field.autocomplete = "off";
    label.appendChild(field);
    line.appendChild(label);
    this.field = field;
    field.addEventListener("input", function () { kept.text = plain(field.value); kept.say(kept.filter()); kept.keep(false); });
    if (this.body.querySelector(".missed")) {
      var only = make("label", "");
      this.box = make("input", "");
      this.box.type = "checkbox";
      only.appendChild(this.box);
      only.appendChild(document.createTextNode(" " + words.below));
      line.appendChild(only);
      this.box.addEventListener("change", function () { kept.below = kept.box.checked; kept.say(kept.filter()); kept.keep(true); });
    }
    this.clear = button(words.clear);
    this.clear.hidden = true;
    this.clear.addEventListener("click", function () {
      kept.text = "";
      kept.below = false;
      kept.show();
      kept.say(kept.filter());
      kept.keep(true);
      field.focus();
    });
    line.appendChild(this.clear);
    this.region.parentNode.insertBefore(line, this.region);
  };

  // Fields as the table stands.
  Kept.prototype.show = function () {
    if (this.field && this.field.value.trim() !== this.text) { this.field.value = this.text; }
    if (this.box) { this.box.checked = this.below; }
  };

  // What is chosen goes into the address; with `step` the way back leads to what was chosen before.
  Kept.prototype.keep = function (step) {
    var address = new URL(location.href);
    var set = function (name, text) { if (text) { address.searchParams.set(name, text); } else { address.searchParams.delete(name); } };
    set("filter" + this.suffix, this.text);
    set("under" + this.suffix, this.below ? "1" : "");
    set("sort" + this.suffix, this.at === 1 ? "" : String(this.at));
    if (address.href === location.href) { return; }
    // From a disk a page may not change its address.
    try { history[step ? "pushState" : "replaceState"](null, "", address.href); } catch (_) { /* The table is as chosen all the same. */ }
  };

  Kept.prototype.restore = function () {
    var asked = new URLSearchParams(location.search);
    this.text = this.field ? asked.get("filter" + this.suffix) || "" : "";
    this.below = Boolean(this.box) && asked.get("under" + this.suffix) === "1";
    var at = parseInt(asked.get("sort" + this.suffix), 10) || 1;
    if (this.sorts && at !== this.at) { this.sort(at); }
    this.show();
    if (this.text || this.below || this.filtered) { this.filter(); }
  };

  function heading(head) {
    var unit = head.querySelector(".unit");
    var whole = plain(head.textContent);
    return unit ? plain(whole.slice(0, whole.length - plain(unit.textContent).length)) + " (" + plain(unit.textContent) + ")" : whole;
  }

  // The table as it is seen now: headings and rows of { text, number, decimals }. A column of pictures has no text and is
  // left out; remarks and marks stand in a column of their own, so that the figures beside them stay figures.
  Kept.prototype.grid = function () {
    var columns = [];
    var rows = list(this.body.rows).filter(function (row) { return !row.hidden; });
    this.heads.forEach(function (head, at) {
      var cells = rows.map(function (row) { return row.cells[at]; });
      var pictures = cells.some(function (cell) { return cell && cell.querySelector("svg"); });
      if (pictures && cells.every(function (cell) { return !cell || !value(cell); })) { return; }
      var name = heading(head);
      columns.push({
        name: name,
        cells: cells.map(function (cell) {
          var text = cell ? value(cell) : "";
          var found = cell && cell.tagName === "TD" && cell.classList.contains("n") && !cell.classList.contains("gone") ? number(text) : null;
          var decimals = found === null ? "" : (/[.,](\d+)$/.exec(text.replace(noegletal.locale === "da-DK" ? /\./g : /,/g, "")) || ["", ""])[1];
          return { text: text, number: found, decimals: decimals.length, signed: /^\+/.test(text) };
        })
      });
      if (cells.some(function (cell) { return cell && notes(cell); })) {
        columns.push({ name: name + ", " + words.note, cells: cells.map(function (cell) { return { text: cell ? notes(cell) : "", number: null }; }) });
      }
    });
    return {
      heads: columns.map(function (column) { return column.name; }),
      rows: rows.map(function (_, at) { return columns.map(function (column) { return column.cells[at]; }); })
    };
  };

  // Where the table is from, as pairs of words.
  Kept.prototype.source = function () {
    var find = function (query) { return document.querySelector(query); };
    var permanent = find("a[rel~=bookmark]") || find("link[rel=canonical]");
    var marks = list(document.querySelectorAll("header.page .marks > *")).map(function (mark) { return plain(mark.textContent); });
    var only = [this.text && filled(words.onlyWith, { text: this.text }), this.below && words.onlyBelow].filter(Boolean);
    var licence = find("a[rel~=license]");
    var legend = this.region.nextElementSibling;
    while (legend && !legend.classList.contains("legend") && legend.classList.contains("table-tools")) { legend = legend.nextElementSibling; }
    var signs = legend && legend.classList.contains("legend") ? list(legend.children).map(function (sign) {
      return [words.legend + " " + plain(sign.firstElementChild.textContent), plain(sign.lastElementChild.textContent)];
    }) : [];
    // That figures are made up, or not published yet, goes with them.
    var warned = list(document.querySelectorAll(".banner.synthetic, .banner.preview, .banner.embargo")).map(function (banner) {
      return [words.mind, plain(banner.textContent)];
    });
    return warned.concat([
      [words.table, this.caption], [words.page, document.title], [words.edition, marks.join(", ")], [words.only, only.join(", ")],
      [words.source, (find("meta[name=author]") || { content: "" }).content], [words.licence, licence ? plain(licence.textContent) + ", " + licence.href : ""],
      [words.address, permanent ? permanent.href : location.href]
    ]).filter(function (pair) { return pair[1]; }).concat(signs);
  };

  // A text that a spreadsheet would run as a formula is made harmless; a figure stays a figure.
  function harmless(text) { return /^[=+\-@\t\r]/.test(text) ? "'" + text : text; }
  // A figure without dots between thousands, with the comma that a Danish spreadsheet reads; in English with a point.
  function written(cell) {
    if (cell.number === null) { return harmless(cell.text); }
    var text = cell.number.toFixed(cell.decimals);
    return noegletal.locale === "da-DK" ? text.replace(".", ",") : text;
  }

  function lines(kept, between, field) {
    var grid = kept.grid();
    var rows = [grid.heads.map(harmless)].concat(grid.rows.map(function (row) { return row.map(written); }));
    return rows.concat([[]], kept.source().map(function (pair) { return pair.map(harmless); }))
      .map(function (row) { return row.map(field).join(between); }).join("\r\n") + "\r\n";
  }

  function tabbed(kept) { return lines(kept, "\t", function (text) { return text.replace(/[\t\r\n]+/g, " "); }); }
  function csv(kept) {
    var between = noegletal.locale === "da-DK" ? ";" : ",";
    return "\ufeff" + lines(kept, between, function (text) {
      return text.indexOf(between) >= 0 || /["\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    });
  }

  // The name of a file: the way to the page, and the table.
  Kept.prototype.file = function (ending) {
    var home = document.querySelector("header.site .name a");
    var root = home ? home.href.replace(/index\.html$/, "") : "";
    var permanent = document.querySelector("a[rel~=bookmark]");
    var here = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
    var way = permanent ? permanent.href.split("/").filter(Boolean).slice(-2).join("/") : here.indexOf(root) === 0 ? here.slice(root.length) : "";
    return way.split("/").concat(this.table.id).filter(Boolean).join("-") + ending;
  };

  function save(name, bytes, type) {
    var link = make("a", "");
    link.href = URL.createObjectURL(new Blob([bytes], { type: type }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  Kept.prototype.offerTools = function () {
    var kept = this;
    var line = make("div", "table-tools");
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", filled(words.tools, { caption: this.caption }));
    [
      [words.copy, function () { return noegletal.copy(tabbed(kept)).then(function () { return words.copied; }); }],
      [words.csv, function () {
        var name = kept.file(".csv");
        save(name, csv(kept), "text/csv;charset=utf-8");
        return Promise.resolve(filled(words.saved, { name: name }));
      }],
      [words.workbook, function () {
        return noegletal.load("workbook").then(function () {
          var name = kept.file(".xlsx");
          save(name, noegletal.workbook(kept.grid(), kept.source(), [words.table, words.source]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
          return filled(words.saved, { name: name });
        });
      }]
    ].forEach(function (one) {
      var press = button(one[0]);
      press.addEventListener("click", function () {
        one[1]().catch(function () { return words.failed; }).then(function (said) { kept.say(said); });
      });
      line.appendChild(press);
    });
    line.appendChild(this.status);
    this.region.parentNode.insertBefore(line, this.region.nextSibling);
  };

  // Where a table is no wider than the page, its headings stay on the page; else they stay in the region it scrolls in,
  // which is then no taller than the window.
  Kept.prototype.stick = function () {
    var region = this.region;
    if (region === this.table || !window.ResizeObserver) { return; }
    var table = this.table;
    var long = this.rows.length > many;
    var look = function () {
      var wide = table.offsetWidth > region.clientWidth + 1;
      region.classList.toggle("fits", !wide);
      region.classList.toggle("tall", wide && long);
    };
    // It is told of the first size as well, when the page has been laid out.
    new ResizeObserver(look).observe(region);
  };

  var all = list(document.querySelectorAll("main table")).filter(function (table) {
    return table.tBodies.length === 1 && table.tHead && table.tHead.rows.length === 1 && !table.tHead.querySelector("[colspan]");
  });
  var kept = [];
  // A table that a script has made, such as that of two side by side, is offered when it is there.
  noegletal.table = function (table) {
    var one = new Kept(table, kept.length === 0);
    if (one.rows.length < 2) { return; }
    kept.push(one);
    if (one.sorts) { one.offerSorting(); }
    if (one.sorts && one.isLong()) { one.offerFilter(); }
    one.offerTools();
    one.stick();
    one.restore();
  };
  all.forEach(noegletal.table);
  window.addEventListener("popstate", function () { kept.forEach(function (one) { one.restore(); }); });
})();
