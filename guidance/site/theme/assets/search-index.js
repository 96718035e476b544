/* Index of the search: which results have a word, in which field, and how often. Results are scored by BM25+, as in MiniSearch, but no object is made for a word of a result. */
"use strict";
(() => {
  const { beginnings, stem, words } = globalThis.guidanceStemmer;
  const SATURATION = 1.2, LENGTH = 0.5, LEAST = 0.5; /* k, b and d of BM25+ */
  const BEGUN = 0.375, LONGER = 0.3; /* the weight of a word that only begins with what was typed, and how it falls with each letter more */

  const PLAIN = /^[a-z]+$/; /* a piece that is a word as it stands; most are */

  function grown(numbers) {
    const larger = new Uint32Array(2 * numbers.length);
    larger.set(numbers);
    return larger;
  }

  class Index {
    /* `pieces` are the texts of which all fields consist, such as single words; `results` is the number of results; `weights` are those of the fields, in their order. */
    constructor(pieces, results, weights) {
      this.weights = weights;
      this.size = results;
      this.ofResults = new Float64Array(results); /* weights */
      this.wordsOf = pieces.map(piece => (PLAIN.test(piece) ? [piece] : words(piece)));
      this.words = new Map(); /* each with its number, and the pieces that have it, once for each time */
      this.byLetter = new Map(); /* the words that begin with it */
      this.stems = new Map(); /* each with its words, of the letters that were asked for */
      this.stemmed = new Set(); /* these letters */
      this.numbersOf = this.wordsOf.map((found, piece) => found.map(word => this.note(word, piece)));
      this.tokens = new Uint32Array(2 ** 12); /* pairs of a piece and its field */
      this.number = 0; /* of what is in use of it */
      this.lengths = new Uint32Array(weights.length * results); /* of the fields of the results: the numbers of their different words */
      this.averages = weights.map(() => 0);
      this.seenIn = new Uint32Array(this.words.size);
      this.added = 0;
    }

    note(word, piece) {
      const known = this.words.get(word);
      if (known) {
        known.pieces.push(piece);
        return known.number;
      }
      const number = this.words.size;
      this.words.set(word, { number, pieces: [piece] });
      if (this.byLetter.has(word[0])) this.byLetter.get(word[0]).push(word);
      else this.byLetter.set(word[0], [word]);
      return number;
    }

    /* Find the stems of all words that may have one which begins like this. To find the stems of all words would take most of the time to the first result. */
    prepare(start) {
      for (const letter of beginnings(start)) {
        if (this.stemmed.has(letter)) continue;
        this.stemmed.add(letter);
        for (const word of this.byLetter.get(letter) || []) {
          const root = stem(word);
          if (this.stems.has(root)) this.stems.get(root).push(word);
          else this.stems.set(root, [word]);
        }
      }
    }

    /* Whether any word has this stem. */
    isStem(term) {
      this.prepare(term);
      return this.stems.has(term);
    }

    /* The pieces that have a term: a word, or a form of a stem. */
    piecesWith(term) {
      this.prepare(term);
      return [...new Set([term, ...(this.stems.get(term) || [])])].flatMap(word => this.words.get(word)?.pieces || []);
    }

    /* The words and stems that begin like this. */
    termsBegunBy(start) {
      this.prepare(start);
      const terms = [...(this.byLetter.get(start[0]) || []), ...this.stems.keys()];
      return new Set(terms.filter(term => term.length > start.length && term.startsWith(start)));
    }

    /* Add a result with its weight; its fields follow, in their order. */
    add(weight) {
      this.ofResults[this.added++] = weight;
    }

    /* Add a field of the last result, given what calls a function with the number of each of its pieces. */
    addField(number, decode) {
      const result = this.added - 1, field = number * this.size + result;
      decode(piece => {
        if (this.number === this.tokens.length) this.tokens = grown(this.tokens);
        this.tokens[this.number++] = piece;
        this.tokens[this.number++] = field;
        for (const word of this.numbersOf[piece]) {
          if (this.seenIn[word] === field + 1) continue;
          this.seenIn[word] = field + 1;
          this.lengths[field] += 1;
        }
      });
      this.averages[number] = (this.averages[number] * result + this.lengths[field]) / (result + 1);
    }

    /* Sort the fields by the pieces that they have, once all results are added. */
    finish() {
      const { tokens, number } = this;
      this.starts = new Uint32Array(this.wordsOf.length + 2);
      for (let at = 0; at < number; at += 2) this.starts[tokens[at] + 2] += 1;
      for (let piece = 2; piece < this.starts.length; piece += 1) this.starts[piece] += this.starts[piece - 1];
      this.fields = new Uint32Array(number / 2);
      for (let at = 0; at < number; at += 2) this.fields[this.starts[tokens[at] + 1]++] = tokens[at + 1];
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
      for (const term of this.termsBegunBy(start)) this.score(term, start, BEGUN * term.length / (term.length + LONGER * (term.length - start.length)), found);
      return found;
    }

    /* The fields that have a term, in their order. How often each has it is in `times`. */
    fieldsWith(term) {
      const found = [];
      for (const piece of this.piecesWith(term)) {
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
