// Writes a table as a workbook (XLSX): one sheet with the table, its figures as numbers, and one with where it is from.
// The same table gives the same bytes.
noegletal.workbook = (function () {
  "use strict";
  var encoder = new TextEncoder();
  var start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  var packages = "http://schemas.openxmlformats.org/package/2006/";

  var checks = (function () {
    var table = [];
    for (var at = 0; at < 256; at += 1) {
      var sum = at;
      for (var bit = 0; bit < 8; bit += 1) { sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1; }
      table.push(sum >>> 0);
    }
    return table;
  })();

  function check(bytes) {
    var sum = 0xffffffff;
    for (var at = 0; at < bytes.length; at += 1) { sum = checks[(sum ^ bytes[at]) & 255] ^ (sum >>> 8); }
    return (sum ^ 0xffffffff) >>> 0;
  }

  // Numbers of two (2) and four (4) bytes, the lowest first.
  function numbers(all) {
    var bytes = [];
    all.forEach(function (one) {
      for (var at = 0; at < one[0]; at += 1) { bytes.push((one[1] >>> (8 * at)) & 255); }
    });
    return new Uint8Array(bytes);
  }

  // A ZIP of files, none of them packed tighter: name and text. The day of all is the first that a ZIP knows.
  function zip(files) {
    var parts = [];
    var listing = [];
    var at = 0;
    var add = function (bytes) { parts.push(bytes); at += bytes.length; };
    files.forEach(function (file) {
      var name = encoder.encode(file[0]);
      var content = encoder.encode(file[1]);
      var both = [[2, 20], [2, 0x0800], [2, 0], [2, 0], [2, 0x21], [4, check(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
      listing.push(numbers([[4, 0x02014b50], [2, 20]].concat(both, [[2, 0], [2, 0], [2, 0], [4, 0], [4, at]])), name);
      add(numbers([[4, 0x04034b50]].concat(both)));
      add(name);
      add(content);
    });
    var from = at;
    listing.forEach(add);
    add(numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, at - from], [4, from], [2, 0]]));
    var whole = new Uint8Array(at);
    var to = 0;
    parts.forEach(function (part) { whole.set(part, to); to += part.length; });
    return whole;
  }

  function escaped(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function column(at) {
    var name = "";
    for (var rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) { name = String.fromCharCode(65 + (rest - 1) % 26) + name; }
    return name;
  }

  // A text cell is a text whatever it begins with: it is never run as a formula.
  function cell(place, text, style) {
    return text === "" ? "" : '<c r="' + place + '" s="' + style + '" t="inlineStr"><is><t xml:space="preserve">' + escaped(text) + "</t></is></c>";
  }

  // How figures are shown: thousands apart, as many decimals as on the page, and the sign where the page has it.
  function format(one) {
    var plain = "#,##0" + (one.decimals ? "." + new Array(one.decimals + 1).join("0") : "");
    return one.signed ? "+" + plain + ";-" + plain + ";" + plain : plain;
  }

  function sheet(widths, rows, frozen) {
    return start + '<worksheet xmlns="' + main + '"><sheetViews><sheetView workbookViewId="0">'
      + (frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : "") + "</sheetView></sheetViews><cols>"
      + widths.map(function (width, at) { return '<col min="' + (at + 1) + '" max="' + (at + 1) + '" width="' + width + '" customWidth="1"/>'; }).join("")
      + "</cols><sheetData>" + rows.map(function (cells, at) { return '<row r="' + (at + 1) + '">' + cells + "</row>"; }).join("")
      + "</sheetData></worksheet>";
  }

  function width(texts) {
    return Math.min(60, Math.max(8, Math.max.apply(null, texts.map(function (text) { return text.length; })) + 2));
  }

  // `grid` has heads and rows of { text, number, decimals, signed }; `source` pairs of words; `names` those of the sheets.
  return function (grid, source, names) {
    // Style 0 is words, 1 headings; those of figures come after them.
    var formats = [];
    var styleOf = function (one) {
      var text = format(one);
      if (formats.indexOf(text) < 0) { formats.push(text); }
      return formats.indexOf(text) + 2;
    };
    var rows = [grid.heads.map(function (text, at) { return cell(column(at) + "1", text, 1); }).join("")];
    grid.rows.forEach(function (row, place) {
      rows.push(row.map(function (one, at) {
        var where = column(at) + (place + 2);
        return one.number === null ? cell(where, one.text, 0) : '<c r="' + where + '" s="' + styleOf(one) + '"><v>' + one.number + "</v></c>";
      }).join(""));
    });
    var widths = grid.heads.map(function (head, at) {
      // A long heading may run over several lines; what stands below it decides.
      return width(grid.rows.map(function (row) { return row[at].text; }).concat(head.slice(0, 18)));
    });
    var about = source.map(function (pair, at) { return cell("A" + (at + 1), pair[0], 1) + cell("B" + (at + 1), pair[1], 0); });
    var figures = formats.map(function (_, at) { return '<xf numFmtId="' + (164 + at) + '" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'; }).join("");
    var styles = start + '<styleSheet xmlns="' + main + '">'
      + (formats.length ? '<numFmts count="' + formats.length + '">' + formats.map(function (text, at) { return '<numFmt numFmtId="' + (164 + at) + '" formatCode="' + escaped(text) + '"/>'; }).join("") + "</numFmts>" : "")
      + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
      + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
      + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
      + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
      + '<cellXfs count="' + (formats.length + 2) + '"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
      + '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
      + figures + "</cellXfs></styleSheet>";
    var relation = function (at, kind, target) { return '<Relationship Id="rId' + at + '" Type="' + office + "/" + kind + '" Target="' + target + '"/>'; };
    var part = function (path, kind) { return '<Override PartName="/xl/' + path + '" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.' + kind + '+xml"/>'; };
    return zip([
      ["[Content_Types].xml", start + '<Types xmlns="' + packages + 'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + part("workbook.xml", "sheet.main") + part("styles.xml", "styles") + part("worksheets/sheet1.xml", "worksheet") + part("worksheets/sheet2.xml", "worksheet") + "</Types>"],
      ["_rels/.rels", start + '<Relationships xmlns="' + packages + 'relationships">' + relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>"],
      ["xl/workbook.xml", start + '<workbook xmlns="' + main + '" xmlns:r="' + office + '"><sheets>'
        + names.map(function (name, at) { return '<sheet name="' + escaped(name) + '" sheetId="' + (at + 1) + '" r:id="rId' + (at + 1) + '"/>'; }).join("") + "</sheets></workbook>"],
      ["xl/_rels/workbook.xml.rels", start + '<Relationships xmlns="' + packages + 'relationships">'
        + relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "worksheet", "worksheets/sheet2.xml") + relation(3, "styles", "styles.xml") + "</Relationships>"],
      ["xl/styles.xml", styles],
      ["xl/worksheets/sheet1.xml", sheet(widths, rows, true)],
      ["xl/worksheets/sheet2.xml", sheet([16, 80], about, false)]
    ]);
  };
})();
