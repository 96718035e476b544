"use strict";

// Scripts of every page: the button of the colour scheme, the navigation drawer, and scrolling boxes.

(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-scheme-button]");
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.mdColorScheme === "slate"));

  button.addEventListener("click", () => {
    root.dataset.mdColorScheme = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
    try {
      localStorage.setItem("scheme", root.dataset.mdColorScheme);
    } catch {
      // Without localStorage the choice is valid for this page only.
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

  // `inert` keeps keyboard and screen reader out of a closed drawer, and out of the page behind an open one.
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

  state.checked = false; // some browsers restore the state of a checkbox on reload
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

// Show the entry of the current page in a navigation that is longer than the window, once its height is set.
(() => {
  const rail = document.querySelector(".md-sidebar--primary .md-sidebar__scrollwrap");
  const here = [...(rail?.querySelectorAll("[aria-current]") ?? [])].at(-1);
  if (!here) return;
  new ResizeObserver((_, watch) => {
    const place = here.getBoundingClientRect(), frame = rail.getBoundingClientRect();
    if (rail.scrollHeight <= rail.clientHeight || place.bottom <= frame.bottom) return;
    rail.scrollTop += place.top - frame.top - rail.clientHeight / 2;
    watch.disconnect();
  }).observe(rail);
})();

// Make tables and code that are wider than the window focusable, so that they can be scrolled by keyboard. The heading above is their name.
// The role is group, not region: several below the same heading would be landmarks of the same name.
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
