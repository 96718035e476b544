"use strict";

// What every page does: the button of the colour scheme, and the drawer that holds the navigation on narrow screens.

(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-scheme-button]");
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.mdColorScheme === "slate"));

  button.addEventListener("click", () => {
    root.dataset.mdColorScheme = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
    try {
      localStorage.setItem("scheme", root.dataset.mdColorScheme);
    } catch {
      // Where nothing may be kept, the choice holds for this page.
    }
    show();
  });
  root.addEventListener("scheme", show);
  show();
})();

(() => {
  const button = document.querySelector("[data-drawer-button]");
  const drawer = document.getElementById(button.getAttribute("aria-controls"));
  const state = document.querySelector("[data-md-toggle=drawer]");
  const narrow = matchMedia("(max-width: 76.234375em)");
  const behind = document.querySelectorAll("#main, .md-footer, .md-tabs, .header__name");

  // A closed drawer is out of reach for keyboard and screen reader, and so is what an open one covers.
  function show() {
    const open = narrow.matches && state.checked;
    button.setAttribute("aria-expanded", String(open));
    drawer.inert = narrow.matches && !open;
    for (const part of behind) part.inert = open;
  }

  function set(open) {
    if (state.checked !== open) state.click();
  }

  function close() {
    if (!state.checked) return;
    set(false);
    button.focus();
  }

  state.checked = false; // some browsers keep the state of a checkbox over a reload
  state.addEventListener("change", show);
  narrow.addEventListener("change", () => (set(false), show()));
  button.addEventListener("click", () => {
    set(!state.checked);
    if (state.checked) (drawer.querySelector("[aria-current=page]") ?? drawer.querySelector("a")).focus();
  });
  document.querySelector("[data-drawer-overlay]").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow.matches) close();
  });
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("a")) set(false);
  });
  show();
})();

// What is wider than the window scrolls by keyboard too, under the name of the heading above it; a group, since several below one heading are no landmarks.
addEventListener("load", () => {
  const headings = [...document.querySelectorAll("#main :is(h1, h2, h3)[id]")];

  function name(box) {
    const wide = box.scrollWidth > box.clientWidth;
    const above = headings.findLast((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (wide && above) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-labelledby", above.id);
    } else {
      for (const attribute of ["tabindex", "role", "aria-labelledby"]) box.removeAttribute(attribute);
    }
  }

  const watch = new ResizeObserver((entries) => entries.forEach((entry) => name(entry.target)));
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
    name(box);
    watch.observe(box);
  }
});
