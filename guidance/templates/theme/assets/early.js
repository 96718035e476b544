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
  // From a folder it cannot be asked for early, and may come when it comes.
  function fonts(script) {
    for (const name of (script.dataset.fonts ?? "").split(" ").filter(Boolean)) {
      const href = new URL(`fonts/${name}`, script.src).href;
      document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }));
    }
  }

  function patience() {
    for (const face of document.fonts) face.display = "swap";
  }

  if (location.protocol === "file:") addEventListener("DOMContentLoaded", patience);
  else fonts(document.currentScript);
  root.classList.replace("no-js", "js");
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
})();
