// Figures of this archive in pages of other sites. One script does three things, so one address is all a site needs:
// in a figure's own page it tells the page around it how tall it is; around a frame it listens to that; and it makes
// <noegletal-figur src="ADDRESS">a link</noegletal-figur> show the figure without a frame. It works as a module too.
(function () {
  "use strict";
  var WORDS = {
    da: { loading: "Figuren hentes …", failed: "Figuren kunne ikke hentes." },
    en: { loading: "Loading the figure …", failed: "The figure could not be loaded." }
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

  function words() {
    return WORDS[(document.documentElement.lang || "da").slice(0, 2)] || WORDS.en;
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
            address = new URL(answer.url || address.href);
            return answer.text();
          })
          .then(function (text) { if (self.asked === wanted) { self.show(text, address); } })
          .catch(function () { if (self.asked === wanted) { self.state("error", words().failed); } });
      }

      show(text, address) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var figure = page.querySelector("[data-embed]");
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
