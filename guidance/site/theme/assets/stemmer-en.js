/* Stemmer for English, so that spellings and forms of a word match each other. Every other language needs a script of its own. */
"use strict";
(() => {
  const LETTERS = { "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe" };

  /* Memoize a function of one argument. */
  function remembering(work) {
    const answers = new Map();
    return given => {
      if (!answers.has(given)) answers.set(given, work(given));
      return answers.get(given);
    };
  }

  /* Return a text in lower case without accents, apostrophes and separators within numbers. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæøđłœ]/g, letter => LETTERS[letter])
      .replace(/[’']s\b|[’']/g, "").replace(/(\d)[.,](?=\d{3})/g, "$1");
  }

  /* The words of a text, folded, with their hyphens. */
  const written = text => fold(text).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || [];

  /* The words of a text; a hyphenated word gives the word without hyphens and each of its parts. */
  const words = text => written(text).flatMap(word => (word.includes("-") ? [word.replaceAll("-", ""), ...word.split("-")] : [word]));

  /* Map British to American spelling. */
  function spelling(word) {
    return word.length < 5 ? word : word.replace(/our(?=s|ed|ing|able|al|ful|er|ist|$)/, "or").replace(/([iy])s(?=(es?|ed|ers?|ing|ations?)$)/, "$1z")
      .replace(/amme(s?)$/, "am$1").replace(/tre(s?)$/, "ter$1").replace(/ense$/, "ence");
  }

  const ENDINGS = [
    [/([ai])(?:bilities|bility|ble)$/, "$1bl", 2], [/(isms?|ists?)$/, "", 5], [/(izations?|izing|ized|izers?|ize)$/, "iz", 3], [/(ations?|ating|ated|ates?|ative|ators?)$/, "", 4],
    [/ments?$/, "", 6], [/(ences?|ances?|ent|ants?)$/, "", 4], [/ion$/, "", 5], [/(ive|al|or|ness)$/, "", 4], [/(ing|ed|(?<!nd)er|ly)$/, "", 3], [/e$/, "", 4],
  ];

  /* Forms that no ending shows, and words that only look like a form of another. */
  const IRREGULAR = {
    became: "become", began: "begin", begun: "begin", bought: "buy", bound: "bind", broke: "break", broken: "break", brought: "bring", built: "build", came: "come", caught: "catch",
    center: "central", centre: "central", children: "child", chose: "choose", chosen: "choose", crises: "crisis", dealt: "deal", driven: "drive", drove: "drive", fallen: "fall", feet:
    "foot", fell: "fall", felt: "feel", forbade: "forbid", forbidden: "forbid", fought: "fight", found: "find", generally: "general", generated: "generate", generating: "generate", gone:
    "go", grew: "grow", grown: "grow", heard: "hear", held: "hold", hid: "hide", hidden: "hide", importance: "important", importantly: "important", kept: "keep", knew: "know", known:
    "know", laid: "lay", leaves: "leave", led: "lead", left: "leave", lives: "life", lost: "lose", made: "make", meant: "mean", men: "man", met: "meet", offered: "offer", offering:
    "offer", paid: "pay", people: "person", publication: "publish", ran: "run", risen: "rise", rose: "rise", seen: "see", sent: "send", shaming: "shame", shown: "show", sold: "sell",
    sought: "seek", specialised: "special", specialist: "special", specialize: "special", specialized: "special", spent: "spend", spoke: "speak", spoken: "speak", stole: "steal", stolen:
    "steal", stood: "stand", taken: "take", taught: "teach", thought: "think", told: "tell", took: "take", understood: "understand", went: "go", wives: "wife", women: "woman", won:
    "win", written: "write", wrote: "write",
  };

  /* Adjectives of countries that the ending -ian does not show. */
  const COUNTRIES = {
    american: "america", belgian: "belgium", british: "britain", canadian: "canada", cypriot: "cyprus", czech: "czechia", danish: "denmark", dutch: "netherlands", finnish: "finland",
    french: "france", german: "germany", greek: "greece", hungarian: "hungary", icelandic: "iceland", irish: "ireland", italian: "italy", kazakh: "kazakhstan", kyrgyz: "kyrgyzstan",
    maltese: "malta", norwegian: "norway", polish: "poland", portuguese: "portugal", spanish: "spain", swedish: "sweden", swiss: "switzerland", tajik: "tajikistan", turkish: "turkey",
    turkmen: "turkmenistan", ukrainian: "ukraine", uzbek: "uzbekistan",
  };
  const FORMS = { ...IRREGULAR, ...COUNTRIES };

  /* Words that lose no ending, since they would become another word. */
  const AS_IT_IS = new Set([
    "committee", "counter", "crisis", "customer", "customs", "direction", "directive", "director", "early", "employee", "employer", "experiment", "factor", "former", "general", "generate",
    "generation", "important", "internal", "layer", "letter", "nations", "news", "normal", "objective", "offer", "officer", "partial", "passive", "police", "policy", "position", "positive",
    "poster", "prevalent", "several", "severe", "shame", "subjective", "theme", "underlying", "united", "universal", "university", "warrant",
  ]);

  /* Numbers in words. */
  const NUMBERS = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 };

  const singular = word => (word.length < 4 ? word : word.replace(/(ss|x|ch|sh|zz)es$/, "$1").replace(/ies$/, "y").replace(/([^sui])s$/, "$1"));
  const known = word => (Object.hasOwn(FORMS, word) ? FORMS[word] : word);

  /* The stem of a word: the same for company and companies, regulate and regulation, deter and deterrence. */
  const stem = remembering(word => {
    const form = AS_IT_IS.has(word) ? word : known(singular(known(word)));
    return AS_IT_IS.has(form) ? form : stemOf(spelling(form));
  });

  function stemOf(word) {
    if (word.length < 4 || /\d/.test(word)) return word;
    word = singular(word).replace(/(..)ian$/, "$1ia");
    for (let again = true; again;) {
      const ending = ENDINGS.find(([pattern, , least]) => pattern.test(word) && word.replace(pattern, "").length >= least);
      again = Boolean(ending);
      if (ending) word = word.replace(ending[0], ending[1]);
    }
    return word.replace(/([bdfglmnprt])\1$/, "$1").replace(/([^aeiou])y$/, "$1i");
  }

  const stems = text => words(text).map(stem);

  /* The first letters of the words that may have a stem which begins like this: a stem begins as its word does, unless the form is irregular. */
  const beginnings = start => new Set([start[0], ...Object.keys(FORMS).filter(form => stem(form).startsWith(start)).map(form => form[0])]);

  globalThis.guidanceStemmer = { beginnings, fold, NUMBERS, remembering, stem, stems, words, written };
})();
