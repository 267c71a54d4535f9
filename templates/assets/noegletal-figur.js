// Figures of this archive in pages of other sites. One script does three things, so one address is all a site needs:
// in a figure's own page it tells the page around it how tall it is; around a frame it listens to that; and it makes
// <noegletal-figur src="ADDRESS">a link</noegletal-figur> show the figure without a frame: a figure's own page, or the
// piece of any page that has the id after # in the address. It works as a module too.
(function () {
  "use strict";
  var WORDS = {
    da: { loading: "Figuren hentes …", failed: "Figuren kunne ikke hentes.", source: "Kilde:", explained: "Tallene med forklaring", symbols: "Symboler" },
    en: { loading: "Loading the figure …", failed: "The figure could not be loaded.", source: "Source:", explained: "The figures explained", symbols: "Symbols" }
  };
  var TALLEST = 20000;

  // In a frame: the page around it cannot see how tall the figure is.
  function tellHeight() {
    var told = 0;
    function tell() {
      var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      if (height === told) { return; }
      told = height;
      window.parent.postMessage({ noegletal: "height", height: height }, "*");
    }
    if (window.ResizeObserver) { new ResizeObserver(tell).observe(document.documentElement); }
    window.addEventListener("load", tell);
    tell();
  }

  // Around frames: only the page that a frame was asked to show may say how tall that frame is.
  function listen(event) {
    var said = event.data;
    if (!said || said.noegletal !== "height" || typeof said.height !== "number" || !(said.height > 0)) { return; }
    Array.prototype.forEach.call(document.querySelectorAll("iframe[data-noegletal]"), function (frame) {
      var asked = new URL(frame.getAttribute("src"), document.baseURI);
      if (frame.contentWindow === event.source && asked.origin === event.origin) {
        frame.style.height = Math.min(said.height, TALLEST) + "px";
      }
    });
  }

  function words(page) {
    return WORDS[((page || document).documentElement.lang || "da").slice(0, 2)] || WORDS.en;
  }

  // A piece of a page, made into a figure: the page's title and warnings, the piece, and where it is from.
  function taken(page, address) {
    var found = address.hash && page.getElementById(decodeURIComponent(address.hash.slice(1)));
    var canonical = page.querySelector("link[rel=canonical]");
    if (!found || !canonical) { return null; }
    var from = canonical.getAttribute("href");
    var figure = page.createElement("div");
    var title = page.createElement("h1");
    var footer = page.createElement("footer");
    var source = page.createElement("p");
    function link(text, href) {
      var one = page.createElement("a");
      one.textContent = text;
      one.href = href;
      return one;
    }
    function add(parts) { parts.forEach(function (part) { source.append(part, " "); }); }
    title.textContent = page.title;
    figure.appendChild(title);
    Array.prototype.forEach.call(page.querySelectorAll(".banner.synthetic, .banner.preview, .banner.embargo"), function (one) { figure.appendChild(one); });
    figure.appendChild(found.matches("h1, h2, h3, h4") ? found.closest("section, article, figure") || found : found);
    var cited = page.querySelector("[aria-labelledby=henvis] p");
    var author = page.querySelector("meta[name=author]");
    var symbols = page.querySelector("footer.site a[href*='symboler/']");
    var licence = page.querySelector("footer.site a[rel=license]");
    add([words(page).source, cited ? cited.textContent : (author ? author.content + "." : ""), link(words(page).explained, from + address.hash)]);
    if (symbols) { add([link(words(page).symbols, new URL(symbols.getAttribute("href"), address).href)]); }
    if (licence) { add([link(licence.textContent, licence.getAttribute("href"))]); }
    footer.appendChild(source);
    figure.appendChild(footer);
    Array.prototype.forEach.call(figure.querySelectorAll("a[href^='#']"), function (one) { one.href = from + one.getAttribute("href"); });
    return figure;
  }

  // Addresses in a figure are relative to its own page; here they stand in another.
  function settle(root, base) {
    Array.prototype.forEach.call(root.querySelectorAll("script, iframe, object, embed, base"), function (one) {
      one.parentNode.removeChild(one);
    });
    Array.prototype.forEach.call(root.querySelectorAll("*"), function (one) {
      Array.prototype.slice.call(one.attributes).forEach(function (attribute) {
        if (/^on/i.test(attribute.name)) { one.removeAttribute(attribute.name); }
      });
      var href = one.getAttribute("href");
      if (href && href.charAt(0) !== "#") {
        var address = new URL(href, base);
        if (/^(https?|mailto):$/.test(address.protocol)) { one.setAttribute("href", address.href); } else { one.removeAttribute("href"); }
      }
    });
    return root;
  }

  function define() {
    class Figure extends HTMLElement {
      static get observedAttributes() { return ["src"]; }

      connectedCallback() { this.load(); }

      attributeChangedCallback(name, before, now) { if (before !== null && before !== now && this.isConnected) { this.load(); } }

      // The states: loading, ready, error. What stands inside the element, a link, shows until the figure does.
      state(state, note) {
        var status = document.createElement("p");
        this.setAttribute("state", state);
        this.setAttribute("aria-busy", String(state === "loading"));
        if (!this.shadowRoot) { this.attachShadow({ mode: "open" }); }
        this.shadowRoot.textContent = "";
        status.setAttribute("role", "status");
        status.setAttribute("part", "status");
        status.textContent = note;
        this.shadowRoot.appendChild(document.createElement("slot"));
        this.shadowRoot.appendChild(status);
      }

      load() {
        var address;
        var wanted = this.getAttribute("src");
        var self = this;
        this.asked = wanted;
        try {
          address = new URL(wanted, document.baseURI);
        } catch (_) {
          address = null;
        }
        if (!wanted || !address || !/^https?:$/.test(address.protocol)) { return this.state("error", words().failed); }
        this.state("loading", words().loading);
        fetch(address.href, { credentials: "omit" })
          .then(function (answer) {
            if (!answer.ok) { throw new Error("answer " + answer.status); }
            var hash = address.hash;
            address = new URL(answer.url || address.href);
            address.hash = hash;
            return answer.text();
          })
          .then(function (text) { if (self.asked === wanted) { self.show(text, address); } })
          .catch(function () { if (self.asked === wanted) { self.state("error", words().failed); } });
      }

      show(text, address) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var figure = page.querySelector("[data-embed]") || taken(page, address);
        var style = page.querySelector("link[rel=stylesheet]");
        if (!figure || !style) { throw new Error("no figure"); }
        var sheet = document.createElement("link");
        var holder = document.createElement("div");
        sheet.rel = "stylesheet";
        sheet.href = new URL(style.getAttribute("href"), address).href;
        holder.className = "embed";
        holder.lang = page.documentElement.lang;
        holder.setAttribute("part", "figure");
        while (figure.firstChild) { holder.appendChild(document.importNode(figure.firstChild, true)); figure.removeChild(figure.firstChild); }
        this.shadowRoot.textContent = "";
        this.shadowRoot.appendChild(sheet);
        this.shadowRoot.appendChild(settle(holder, address));
        this.setAttribute("state", "ready");
        this.setAttribute("aria-busy", "false");
        this.dispatchEvent(new CustomEvent("noegletal-ready", { bubbles: true }));
      }
    }
    customElements.define("noegletal-figur", Figure);
  }

  if (document.querySelector("[data-embed]")) {
    if (window.parent !== window) { tellHeight(); }
    return;
  }
  // A page may name the script once for each figure.
  if (window.noegletalFigur) { return; }
  window.noegletalFigur = true;
  window.addEventListener("message", listen);
  if (window.customElements && !customElements.get("noegletal-figur")) { define(); }
})();
