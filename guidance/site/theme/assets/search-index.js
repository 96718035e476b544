/* Index of the search: which results have a word, in which field, and how often. Results are scored by BM25+, as in MiniSearch, but no object is made for a word of a result. */
"use strict";
(() => {
  const { stem, words } = globalThis.guidanceStemmer;
  const SATURATION = 1.2, LENGTH = 0.5, LEAST = 0.5; /* k, b and d of BM25+ */
  const BEGUN = 0.375, LONGER = 0.3; /* the weight of a word that only begins with what was typed, and how it falls with each letter more */

  class Index {
    /* `pieces` are the texts of which all fields consist, such as single words; `results` and `tokens` the numbers of results and of pieces in their fields; `weights` those of the fields, in their order. */
    constructor(pieces, results, tokens, weights) {
      this.weights = weights;
      this.size = results;
      this.ofResults = new Float64Array(results); /* weights */
      this.wordsOf = pieces.map(words);
      this.pieces = new Map(); /* of each word and each stem, the pieces that have it, once for each time */
      this.isStem = new Set();
      this.words = new Map(); /* numbers of the words */
      this.numbersOf = this.wordsOf.map((found, piece) => found.map(word => this.note(word, piece)));
      this.tokens = { pieces: new Uint32Array(tokens), fields: new Uint32Array(tokens), number: 0 };
      this.lengths = new Uint32Array(weights.length * results); /* of the fields of the results: the numbers of their different words */
      this.averages = weights.map(() => 0);
      this.seenIn = new Uint32Array(this.words.size);
      this.added = 0;
    }

    note(word, piece) {
      const root = stem(word);
      this.isStem.add(root);
      for (const term of root === word ? [word] : [root, word]) {
        const having = this.pieces.get(term);
        if (having) having.push(piece);
        else this.pieces.set(term, [piece]);
      }
      if (!this.words.has(word)) this.words.set(word, this.words.size);
      return this.words.get(word);
    }

    /* Add the next result, given the numbers of the pieces of its fields. */
    add(fields, weight) {
      const result = this.added++;
      this.ofResults[result] = weight;
      for (const [number, pieces] of fields.entries()) {
        const field = number * this.size + result;
        for (const piece of pieces) {
          this.tokens.pieces[this.tokens.number] = piece;
          this.tokens.fields[this.tokens.number++] = field;
          for (const word of this.numbersOf[piece]) {
            if (this.seenIn[word] === field + 1) continue;
            this.seenIn[word] = field + 1;
            this.lengths[field] += 1;
          }
        }
        this.averages[number] = (this.averages[number] * result + this.lengths[field]) / (result + 1);
      }
    }

    /* Sort the fields by the pieces that they have, once all results are added. */
    finish() {
      const { pieces, fields, number } = this.tokens;
      this.starts = new Uint32Array(this.wordsOf.length + 2);
      for (let token = 0; token < number; token += 1) this.starts[pieces[token] + 2] += 1;
      for (let piece = 2; piece < this.starts.length; piece += 1) this.starts[piece] += this.starts[piece - 1];
      this.fields = new Uint32Array(number);
      for (let token = 0; token < number; token += 1) this.fields[this.starts[pieces[token] + 1]++] = fields[token];
      this.tokens = this.seenIn = this.numbersOf = null;
      this.times = new Uint16Array(this.lengths.length);
    }

    /* The results that have a word or a stem, as a map of their numbers to their scores and to the terms that were looked for. */
    of(term) {
      return this.score(term, term, 1, new Map());
    }

    /* The results that have a term which begins like this. */
    begunBy(start) {
      const found = this.of(start);
      for (const term of this.pieces.keys()) {
        if (term.length > start.length && term.startsWith(start)) this.score(term, start, BEGUN * term.length / (term.length + LONGER * (term.length - start.length)), found);
      }
      return found;
    }

    /* The fields that have a term, in their order. How often each has it is in `times`. */
    fieldsWith(term) {
      const found = [];
      for (const piece of this.pieces.get(term) || []) {
        for (let at = this.starts[piece]; at < this.starts[piece + 1]; at += 1) if (!this.times[this.fields[at]]++) found.push(this.fields[at]);
      }
      return Uint32Array.from(found).sort();
    }

    score(term, looked, weight, found) {
      const fields = this.fieldsWith(term), all = this.size;
      for (let at = 0; at < fields.length;) {
        const number = Math.floor(fields[at] / all), first = at;
        while (at < fields.length && fields[at] < (number + 1) * all) at += 1;
        const rarity = Math.log(1 + (all - (at - first) + 0.5) / (at - first + 0.5));
        for (const field of fields.subarray(first, at)) {
          const result = field - number * all, times = this.times[field], length = LENGTH * this.lengths[field] / this.averages[number];
          const raw = rarity * (LEAST + times * (SATURATION + 1) / (times + SATURATION * (1 - LENGTH + length)));
          const score = weight * this.weights[number] * this.ofResults[result] * raw, entry = found.get(result);
          if (entry) entry.score += score;
          else found.set(result, { score, looked: [looked] });
          this.times[field] = 0;
        }
      }
      return found;
    }
  }

  const join = (into, looked) => looked.forEach(term => into.includes(term) || into.push(term));

  /* The results that are in all of some maps. */
  const inAll = maps => maps.reduce((one, other) => {
    const both = new Map();
    for (const [result, { score, looked }] of other) {
      const entry = one.get(result);
      if (!entry) continue;
      join(entry.looked, looked);
      both.set(result, { score: entry.score + score, looked: entry.looked });
    }
    return both;
  });

  /* The results that are in any of some maps. */
  const inAny = maps => maps.reduce((one, other) => {
    for (const [result, { score, looked }] of other) {
      const entry = one.get(result);
      if (!entry) one.set(result, { score, looked });
      else {
        entry.score += score;
        join(entry.looked, looked);
      }
    }
    return one;
  });

  /* The results of a map, best first: those with more of the terms that were looked for weigh more. */
  const ranked = map => [...map].map(([result, { score, looked }]) => ({ result, score: score * (looked.length || 1) })).sort((one, other) => other.score - one.score);

  globalThis.guidanceIndex = { inAll, inAny, Index, ranked };
})();
