"use strict";

// Runs before the first paint: marks that JavaScript is enabled and that records are selected, loads fonts and sets the colour scheme.
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

  // The link to My selection is in the header from the first paint on, so that nothing moves.
  function hasSelection() {
    try {
      return Boolean(localStorage.getItem("guidance.selection"));
    } catch {
      return false;
    }
  }

  function show() {
    root.dataset.mdColorScheme = chosen() ?? (system.matches ? "slate" : "default");
    root.dispatchEvent(new Event("scheme"));
  }

  const WAIT = 3000; // milliseconds, as browsers wait for a font that blocks text

  // Declared here, the faces at the top of a page are requested before the styles, and also from file: URLs, where preloading does not work.
  function declare(address, family) {
    const [, weight, style] = /-(\d+)-(\w+)\.woff2$/.exec(address);
    const face = new FontFace(family, `url("${address}")`, { weight, style, display: "swap" });
    document.fonts.add(face);
    return face;
  }

  // The first paint waits for these faces. If it waited in vain, the page keeps the face of the system, so that text does not move while someone reads it.
  function showText(faces) {
    const late = setTimeout(() => root.classList.replace("waits", "plain"), WAIT);
    root.classList.add("waits");
    Promise.allSettled(faces.map((face) => face.load())).then(() => {
      clearTimeout(late);
      root.classList.remove("waits");
    });
  }

  const { src, dataset } = document.currentScript;
  const addresses = (names) => (names ?? "").split(" ").filter(Boolean).map((name) => new URL(`fonts/${name}`, src).href);
  const first = addresses(dataset.first);
  const others = location.protocol === "file:" ? addresses(dataset.faces).filter((address) => !first.includes(address)) : [];
  others.forEach((address) => declare(address, dataset.family));
  if (first.length) showText(first.map((address) => declare(address, dataset.family)));
  root.classList.replace("no-js", "js");
  root.classList.toggle("has-selection", hasSelection());
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
})();
