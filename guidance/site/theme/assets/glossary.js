/* Tooltips of links to the glossary, from their titles. Pointer and keyboard open them; they stay open while either is on them; Escape closes them. On touch, the first tap opens the explanation, and a link in it leads to the glossary. */
(() => {
  "use strict";

  const explanations = new Map();
  let open = null;
  let from = null;
  let isTapped = false;

  /** Return the tooltip of a link's term, which all links to the term share. */
  function explanation(link) {
    const words = link.title;
    if (!explanations.has(words)) {
      const made = document.createElement("div");
      Object.assign(made, { id: `explanation-${explanations.size + 1}`, className: "explanation", popover: "manual", textContent: words });
      made.setAttribute("role", "tooltip");
      made.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
      document.body.append(made);
      explanations.set(words, made);
    }
    return explanations.get(words);
  }

  function hide() {
    open?.hidePopover();
    open?.querySelector("a")?.remove();
    open = from = null;
    isTapped = false;
  }

  function show(link, shown, tapped = false) {
    if (open === shown) return;
    hide();
    [open, from, isTapped] = [shown, link, tapped];
    shown.setAttribute("role", tapped ? "group" : "tooltip");
    if (tapped) shown.append(Object.assign(document.createElement("a"), { className: "explanation__more", href: link.href, textContent: document.body.dataset.more }));
    shown.showPopover();
    place();
  }

  /** Place the tooltip below the link, or above it if there is no room. */
  function place() {
    if (!open) return;
    const [line, box] = [from.getClientRects()[0], open.getBoundingClientRect()];
    const below = line.bottom + box.height < innerHeight;
    open.style.top = `${below ? line.bottom : Math.max(line.top - box.height, 0)}px`;
    open.style.left = `${Math.max(Math.min(line.left, document.documentElement.clientWidth - box.width - 8), 8)}px`;
  }

  if (!("popover" in HTMLElement.prototype)) return;
  for (const link of document.querySelectorAll(".term-link")) {
    const shown = explanation(link);
    link.setAttribute("aria-describedby", shown.id);
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link, shown));
    link.addEventListener("pointerleave", (event) => event.relatedTarget !== shown && document.activeElement !== link && hide());
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link, shown));
    link.addEventListener("blur", () => !isTapped && hide());
    link.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" || open === shown) return;
      event.preventDefault();
      show(link, shown, true);
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pointerdown", (event) => isTapped && !open.contains(event.target) && event.target !== from && hide());
  addEventListener("scroll", place, { passive: true });
})();
