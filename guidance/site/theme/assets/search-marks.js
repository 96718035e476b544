/* What of a result is shown, and which of its words are marked: those that the reader typed, in any form, and no others. */
"use strict";
(() => {
  const { fold, remembering, stems } = globalThis.guidanceStemmer;
  const WORD = /[\p{L}\p{M}\p{N}]+(?:[-’'.,][\p{L}\p{M}\p{N}]+)*/gu;

  const stemsOfWord = remembering(stems);
  const sentencesOf = remembering(text => text.split(/(?<=[.!?])\s+/u).map(sentence => ({ sentence, stems: new Set(stems(sentence)) })));

  /* The length of the marked part of a word: the whole of a typed word, the beginning of one that is still being typed, or 0. */
  function marked(word, { stems, begun }) {
    if (stemsOfWord(word).some(root => stems.has(root))) return word.length;
    return begun && fold(word).startsWith(begun) ? begun.length : 0;
  }

  /* Split a text into pieces, each with a flag that says whether it is marked. */
  function pieces(text, answer) {
    const found = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const length = marked(word, answer);
      if (!length) continue;
      found.push([text.slice(end, index), false], [word.slice(0, length), true]);
      end = index + length;
    }
    return [...found, [text.slice(end), false]].filter(([piece]) => piece);
  }

  const has = (text, answer) => pieces(text, answer).some(([, isMarked]) => isMarked);

  /* The sentence of a text with the most words of the query, or else of its synonyms, and the sentences behind it up to the length. */
  function snippet(text, answer, instead, length = 190) {
    const sentences = sentencesOf(text), others = new Set(instead.flatMap(({ found }) => stems(found)));
    const worth = sentences.map(({ sentence, stems: roots }) => 2 * [...roots].filter(root => answer.stems.has(root)).length + [...roots].filter(root => others.has(root)).length + Number(has(sentence, answer)));
    const best = worth.indexOf(Math.max(...worth));
    let told = sentences[best].sentence;
    for (const { sentence } of sentences.slice(best + 1)) {
      if (told.length + sentence.length >= length) break;
      told += ` ${sentence}`;
    }
    return told.length > length * 1.5 ? `${told.slice(0, told.lastIndexOf(" ", length * 1.4))} …` : told;
  }

  /* Up to four keywords, questions or facets with words of the query that stand neither in the title nor in the snippet. */
  function places(result, labels, told, answer) {
    const seen = new Set(stems(`${result.title} ${told}`));
    const isNew = text => stems(text).some(root => answer.stems.has(root) && !seen.has(root)) || (answer.begun && has(text, answer) && !has(`${result.title} ${told}`, answer));
    return [...(result.keywords || []), ...(result.asked || []), result.place, ...labels].filter(text => text && isNew(text)).slice(0, 4);
  }

  globalThis.guidanceMarks = { pieces, places, snippet };
})();
