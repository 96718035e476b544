/* Tooltips of links to the glossary, from their titles. Pointer and keyboard open them; they stay open while either is on them; Escape closes them. */
(() => {
  "use strict";

  const explanations = new Map();
  let open = null;
  let from = null;

  /** Return the tooltip of a link's term, which all links to the term share. */
  function explanation(link) {
    const words = link.title;
    if (!explanations.has(words)) {
      const made = document.createElement("div");
      Object.assign(made, { id: `explanation-${explanations.size + 1}`, className: "explanation", popover: "manual", textContent: words });
      made.setAttribute("role", "tooltip");
      made.addEventListener("pointerleave", hide);
      document.body.append(made);
      explanations.set(words, made);
    }
    return explanations.get(words);
  }

  function hide() {
    open?.hidePopover();
    open = from = null;
  }

  function show(link, shown) {
    if (open === shown) return;
    hide();
    [open, from] = [shown, link];
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
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", place, { passive: true });
})();
