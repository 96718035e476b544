/* How closely a result fits a query as a whole: by the words of the query that stand together in its title, in one of its questions or in one sentence, and by the query as a phrase. */
"use strict";
(() => {
  const { remembering } = globalThis.guidanceStemmer;
  const TOGETHER = 5, NAMED = 2, SYNONYM = 0.6;
  const within = (part, whole) => ` ${whole} `.includes(` ${part} `);

  /* Create the function that compares results with queries. `rootsIn` gives the stems of the words of a text that are no stop words. */
  function closeness(rootsIn) {
    const together = text => rootsIn(text).join(" ");
    const titleOf = remembering(result => together(result.title));
    const keywordsOf = remembering(result => [...(result.keywords || []), ...(result.asked || [])].map(together));
    const textOf = remembering(result => together(result.text || ""));
    const passagesOf = remembering(result => [titleOf(result), ...keywordsOf(result), ...(result.text || "").split(/(?<=[.!?])\s+/u).map(together), together(result.place || "")].map(text => new Set(text.split(" "))));

    const titleRootsOf = remembering(result => new Set(rootsIn(result.title)));
    const rootsOf = remembering(result => new Set(passagesOf(result).flatMap(roots => [...roots])));
    const isIn = (form, roots) => form.roots.every(root => roots.has(root));

    /* The share of a query, by the rarity of its words, that stands together in one passage of a result. */
    function nearness(result, units) {
      const here = units.map(({ rarity, forms }) => ({ rarity, forms: forms.filter(form => isIn(form, rootsOf(result))) })).filter(({ forms }) => forms.length);
      let most = 0;
      for (const roots of passagesOf(result)) {
        let share = 0;
        for (const { rarity, forms } of here) {
          const form = forms.find(each => isIn(each, roots));
          if (form) share += form.isTyped ? rarity : rarity * SYNONYM;
        }
        most = Math.max(most, share);
      }
      return most / units.reduce((sum, { rarity }) => sum + rarity, 0);
    }

    /* The share of a query that is the name of a result: all words of its title. */
    function nameShare(result, units) {
      const title = titleRootsOf(result), named = units.filter(({ forms }) => forms.some(form => form.isTyped && isIn(form, title)));
      const roots = new Set(named.flatMap(({ forms }) => forms.filter(form => form.isTyped).flatMap(form => form.roots)));
      return [...title].every(root => roots.has(root)) ? named.reduce((sum, { rarity }) => sum + rarity, 0) / units.reduce((sum, { rarity }) => sum + rarity, 0) : 0;
    }

    /* Factor for a result that contains the query as a phrase. */
    function phraseFactor(result, phrase) {
      if (titleOf(result) === phrase) return 6;
      if (keywordsOf(result).includes(phrase)) return result.group === "record" ? 2 : 4;
      if (!phrase.includes(" ")) return 1;
      if (within(phrase, titleOf(result))) return 2;
      if (keywordsOf(result).some(keyword => within(phrase, keyword))) return 1.6;
      return within(phrase, textOf(result)) ? 1.4 : 1;
    }

    /* Factor by which a result fits the units of a query; `phrase` is empty unless it has all of them. */
    return (result, units, phrase) => (units.length > 1 ? (1 + TOGETHER * nearness(result, units) ** 2) * (1 + NAMED * nameShare(result, units) ** 2) : 1) * (phrase ? phraseFactor(result, phrase) : 1);
  }

  globalThis.guidanceCloseness = closeness;
})();
