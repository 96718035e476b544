"use strict";

// Before anything is drawn: tells the styles that scripts run, and sets the reader's colour scheme.
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

  root.classList.replace("no-js", "js");
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
})();
