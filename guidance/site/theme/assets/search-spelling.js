/* Spelling: the known word that was perhaps meant by an unknown one. It is offered as that, never as a hit. */
"use strict";
(() => {
  const VOWEL = /[aeiouy]/;
  const ALIKE = ["ck", "cs", "sz", "fv", "gj", "mn", "dt", "bp", "qk", "iy"];
  const SLIGHT = 0.5, LIGHT = 0.75, PLAIN = 1, GRAVE = 2;

  const isVowel = letter => VOWEL.test(letter);
  const isAlike = (one, other) => ALIKE.some(pair => pair.includes(one) && pair.includes(other));

  /* The weight of a letter added to or left out of a word: little where it doubles a neighbour or sounds like it. */
  const extra = (word, at) => ([word[at - 1], word[at + 1]].some(next => next && (next === word[at] || isAlike(next, word[at]))) ? SLIGHT : isVowel(word[at]) ? LIGHT : PLAIN);

  /* The weight of one letter in the place of another. */
  const instead = (one, other) => (one === other ? 0 : isAlike(one, other) ? SLIGHT : isVowel(one) && isVowel(other) ? LIGHT : isVowel(one) === isVowel(other) ? PLAIN : GRAVE);

  /* The weight of all errors between two words: letters added, left out, replaced, or swapped with their neighbour. */
  function errors(one, other, most) {
    let before = [], last = [0];
    for (let at = 1; at <= other.length; at += 1) last[at] = last[at - 1] + extra(other, at - 1);
    for (let row = 1; row <= one.length; row += 1) {
      const next = [last[0] + extra(one, row - 1)];
      for (let at = 1; at <= other.length; at += 1) {
        const [letter, wanted] = [one[row - 1], other[at - 1]];
        next[at] = Math.min(last[at] + extra(one, row - 1), next[at - 1] + extra(other, at - 1), last[at - 1] + instead(letter, wanted));
        if (letter === other[at - 2] && one[row - 2] === wanted) next[at] = Math.min(next[at], before[at - 2] + SLIGHT);
      }
      if (Math.min(...next, ...last) > most) return GRAVE * most + GRAVE;
      [before, last] = [last, next];
    }
    return last[other.length];
  }

  /* How many errors a word of this length may have, by their weight. */
  const allowed = word => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 6 ? SLIGHT : word.length < 10 ? PLAIN : GRAVE);

  /* One letter left out makes a word of six letters one of five, which may have that error all the same. */
  const isCut = (word, known) => word.length === 5 && known.length === 6;

  /* Return the best known word, or "". The first letter is taken to be right. `uses` gives the number of uses of each known word. */
  function suggestion(word, uses) {
    const most = allowed(word);
    if (!most) return "";
    let best = { word: "", errors: word.length === 5 ? PLAIN : most, uses: 0 };
    for (const [known, number] of uses) {
      if (known[0] !== word[0] || Math.abs(known.length - word.length) > (word.length < 9 ? 1 : 2) || known.length < 4) continue;
      const limit = isCut(word, known) ? PLAIN : most, found = errors(word, known, limit);
      if (found > limit) continue;
      if (found < best.errors || (found === best.errors && number > best.uses)) best = { word: known, errors: found, uses: number };
    }
    return best.word;
  }

  globalThis.guidanceSuggestion = suggestion;
})();
