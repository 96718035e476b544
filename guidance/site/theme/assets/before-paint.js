"use strict";

// Runs before the first paint: marks that JavaScript is enabled, preloads fonts and sets the colour scheme.
// The reader's choice is in localStorage; without one, the page follows the system's setting.
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

  // `font-display: optional` drops a font that loads late, hence fonts are requested before the styles.
  function ask(address) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: address }));
  }

  // Preloading does not work with file: URLs. There the faces are declared again with `font-display: swap`.
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
