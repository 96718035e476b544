"use strict";

// Before anything is drawn: tells the styles that scripts run, asks for the fonts, and sets the reader's colour scheme.
// The choice is kept on the reader's machine; without one, the system's setting counts, and goes on counting.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return localStorage.getItem("scheme");
    } catch {
      return null;
    }
  }

  function show() {
    root.dataset.mdColorScheme = chosen() ?? (system.matches ? "slate" : "default");
    root.dispatchEvent(new Event("scheme"));
  }

  // A font that comes too late stays away, so that text never jumps: hence it is asked for before the styles.
  function ask(address) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: address }));
  }

  // From a folder nothing can be asked for early. There the faces are declared once more, and may come when they come.
  function declare(address, family) {
    const [, weight, style] = /-(\d+)-(\w+)\.woff2$/.exec(address);
    document.fonts.add(new FontFace(family, `url("${address}")`, { weight, style, display: "swap" }));
  }

  const { src, dataset } = document.currentScript;
  const addresses = (names) => (names ?? "").split(" ").filter(Boolean).map((name) => new URL(`fonts/${name}`, src).href);
  if (location.protocol === "file:") addresses(dataset.faces).forEach((address) => declare(address, dataset.family));
  else addresses(dataset.first).forEach(ask);
  root.classList.replace("no-js", "js");
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
})();
