// The workbench with fewer steps: a selection becomes the passage, keys walk the text. Nothing needs it.
(() => {
  "use strict";

  const AROUND = 60; // characters sent to tell places apart; the server stores its own
  const text = document.getElementById("text");
  const form = document.getElementById("work");
  const quote = form?.elements.quote;
  if (!form || !quote) return;

  const find = document.getElementById("find");
  const search = document.getElementById("words");
  const left = document.getElementById("words-left");
  const most = Number(quote.dataset.mostWords);

  function count() {
    const number = quote.value.trim() ? quote.value.trim().split(/\s+/).length : 0;
    const words = number > most ? left.dataset.far : left.dataset.words;
    left.textContent = number
      ? words.replace("{count}", number).replace("{most}", most)
      : "";
    quote.setAttribute("aria-invalid", String(number > most));
  }

  function pass() {
    if (find && window.htmx && !search.value.trim()) window.htmx.trigger(find, "passage");
  }

  // typed by hand, the words around that a selection sent no longer belong to it
  quote.addEventListener("input", () => {
    form.elements.before.value = form.elements.after.value = "";
    count();
    pass();
  });
  count();

  // a place was asked for and another passage is taken: the question is gone
  const forget = () => document.getElementById("places")?.remove();

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.default"));
  });

  search?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && window.htmx) {
      event.preventDefault();
      window.htmx.trigger(find, "passage");
    }
    if (event.key === "ArrowDown") walk(event, 0);
  });

  // what is ticked while another list is on its way stays as it is, with its clause
  let stood = [];
  document.addEventListener("htmx:beforeSwap", ({ target }) => {
    if (target.id === "clauses") stood = [...target.querySelectorAll("[name=target]")];
  });
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "clauses") return;
    const now = new Map([...target.querySelectorAll("[name=target]")].map((box) => [box.value, box]));
    for (const box of stood) {
      if (now.has(box.value)) now.get(box.value).checked = box.checked;
      else if (box.checked) (target.querySelector("ul") ?? target).prepend(box.closest("li"));
    }
    stood = [];
  });

  // up and down between the boxes of the list that are in sight
  document.getElementById("clauses")?.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") walk(event, 1);
    if (event.key === "ArrowUp") walk(event, -1);
  });

  function walk(event, by) {
    const boxes = [...document.querySelectorAll("#clauses input")].filter((box) =>
      box.checkVisibility(),
    );
    const now = boxes.indexOf(document.activeElement);
    const next = by ? boxes[now + by] : boxes[0];
    if (by && now < 0) return;
    event.preventDefault();
    (next ?? (by < 0 ? search : null))?.focus();
  }

  if (!text) return;
  const whole = text.textContent;

  // letters of scripts that put no space between words: any two of them may be parted
  const letter = /[\p{L}\p{N}\p{M}]/u;
  const loose = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;

  function joins(place) {
    const [before, after] = [whole[place - 1] ?? "", whole[place] ?? ""];
    if (/\p{M}/u.test(after)) return true;
    if (loose.test(before) || loose.test(after)) return false;
    if (letter.test(before) && letter.test(after)) return true;
    const number = /[.,\u066b\u066c]/;
    const digit = /\p{Nd}/u;
    return (
      (number.test(before) && digit.test(after) && digit.test(whole[place - 2] ?? "")) ||
      (number.test(after) && digit.test(before) && digit.test(whole[place + 1] ?? ""))
    );
  }

  function take(start, end) {
    while (start < end && /\s/.test(whole[start])) start += 1;
    while (end > start && /\s/.test(whole[end - 1])) end -= 1;
    if (start === end) return;
    while (joins(start)) start -= 1;
    while (joins(end)) end += 1;
    const words = whole.slice(start, end).replace(/\s+/g, " ");
    if (quote.value === words && form.elements.before.value === around(start)[0]) return;
    quote.value = words;
    [form.elements.before.value, form.elements.after.value] = around(start, end);
    forget();
    count();
    pass();
  }

  const around = (start, end = start) => [
    whole.slice(Math.max(0, start - AROUND), start),
    whole.slice(end, end + AROUND),
  ];

  // where a boundary of the selection is, in characters of the text
  function offset(node, place) {
    const range = document.createRange();
    range.selectNodeContents(text);
    range.setEnd(node, place);
    return range.toString().length;
  }

  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
      take(
        offset(range.startContainer, range.startOffset),
        offset(range.endContainer, range.endOffset),
      );
    }, 120);
  });

  // keys: a selection of whole words that moves and grows
  let words;
  let sentences;
  let from = -1;
  let to = -1;

  function cut(granularity) {
    const parts = new Intl.Segmenter(text.lang || undefined, { granularity }).segment(whole);
    return [...parts]
      .filter((part) => granularity !== "word" || part.isWordLike)
      .map((part) => [part.index, part.index + part.segment.length]);
  }

  function point(place) {
    const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (place <= passed + node.length) return [node, place - passed];
      passed += node.length;
    }
    return [text, text.childNodes.length];
  }

  function show() {
    const [start, end] = [words[Math.min(from, to)][0], words[Math.max(from, to)][1]];
    const range = document.createRange();
    range.setStart(...point(start));
    range.setEnd(...point(end));
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
    const [box, pane] = [range.getBoundingClientRect(), text.getBoundingClientRect()];
    if (box.top < pane.top + 20) text.scrollBy(0, box.top - pane.top - 60);
    if (box.bottom > pane.bottom - 20) text.scrollBy(0, box.bottom - pane.bottom + 60);
    take(start, end);
  }

  const wordAt = (place) => {
    const found = words.findIndex(([, end]) => end > place);
    return found < 0 ? words.length - 1 : found;
  };

  function bySentence(by) {
    const now = sentences.findIndex(([, end]) => end > words[to][0]);
    const next = sentences[Math.max(0, Math.min(sentences.length - 1, now + by))];
    return wordAt(next[0]);
  }

  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      (search ?? quote).focus();
      return;
    }
    const forward = getComputedStyle(text).direction === "rtl" ? -1 : 1;
    const steps = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 0, ArrowUp: 0 };
    if (!(event.key in steps)) return;
    words ??= cut("word");
    sentences ??= cut("sentence");
    if (!words.length) return;
    event.preventDefault();
    if (from < 0) from = to = startAt();
    else if (steps[event.key]) to = Math.max(0, Math.min(words.length - 1, to + steps[event.key]));
    else to = bySentence(event.key === "ArrowDown" ? 1 : -1);
    if (!event.shiftKey) from = to;
    show();
  });

  // the first key begins at what is selected, else at the first word in sight
  function startAt() {
    const selection = document.getSelection();
    if (selection.rangeCount && text.contains(selection.anchorNode)) {
      return wordAt(offset(selection.anchorNode, selection.anchorOffset));
    }
    if (!text.scrollTop) return 0;
    return wordAt(Math.floor((whole.length * text.scrollTop) / text.scrollHeight));
  }

  text.addEventListener("pointerdown", () => {
    from = to = -1;
  });

  // a link into the text scrolls its pane, also after saving
  function reveal() {
    const named = decodeURIComponent(location.hash.slice(1));
    const spot = named ? document.getElementById(named) : text.querySelector(".spot:has(+ .quote-candidate)");
    if (spot && text.contains(spot)) {
      text.scrollTop += spot.getBoundingClientRect().top - text.getBoundingClientRect().top - 80;
    }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
