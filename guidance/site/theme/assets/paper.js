/* The paper for which documents to print are linked: chosen once on the page of downloads, and kept in this browser. */
"use strict";
(() => {
  const KEY = "guidance.paper";
  const choice = document.getElementById("paper");
  if (!choice) return;
  const buttons = [...choice.querySelectorAll("[data-paper]")];

  /* The link and the facts of one format of a document. */
  const part = (line, name) => line.querySelector(`:scope > ${name}, :scope > * > ${name}`);

  function exchange(one, other) {
    const [link, otherLink] = [one, other].map((line) => part(line, "a"));
    for (const name of ["href", "download"]) {
      const value = link.getAttribute(name);
      link.setAttribute(name, otherLink.getAttribute(name));
      otherLink.setAttribute(name, value);
    }
    for (const name of ["[data-format]", "[data-size]"]) {
      const [fact, otherFact] = [part(one, name), part(other, name)];
      if (fact && otherFact) [fact.textContent, otherFact.textContent] = [otherFact.textContent, fact.textContent];
    }
    [one.dataset.edition, other.dataset.edition] = [other.dataset.edition, one.dataset.edition];
  }

  /* Link each document that has this edition to it, and the others to their usual one. */
  function show(paper) {
    for (const line of document.querySelectorAll(".downloads--printed > li")) {
      if (line.dataset.edition === paper) continue;
      const [format, usual] = [paper, buttons[0].dataset.paper].map((edition) => line.querySelector(`li[data-edition="${edition}"]`));
      if (format ?? usual) exchange(line, format ?? usual);
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.paper === paper));
  }

  choice.addEventListener("click", (event) => {
    const { paper } = event.target.closest("button")?.dataset ?? {};
    if (!paper) return;
    show(paper);
    try {
      localStorage.setItem(KEY, paper);
    } catch {
      // Without localStorage the choice is valid for this page only.
    }
  });

  choice.hidden = false;
  try {
    const paper = localStorage.getItem(KEY);
    if (buttons.some((button) => button.dataset.paper === paper)) show(paper);
  } catch {
    // Without localStorage no choice is known.
  }
})();
