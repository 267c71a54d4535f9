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
