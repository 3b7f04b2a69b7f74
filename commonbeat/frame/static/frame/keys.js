// The desk from the keyboard: j and k move between rows, Enter opens (the browser's own), x ticks the row, r replies,
// h holds, n goes on, ? shows the list of keys.
"use strict";

const links = () => [...document.querySelectorAll(".inbox > li :is(h2, h3) a")];

function move(step) {
  const all = links();
  if (!all.length) return;
  const row = document.activeElement.closest(".inbox > li");
  const at = all.findIndex((link) => row && row.contains(link));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  all[next].closest("li").scrollIntoView({ block: "nearest" });
}

function tick() {
  const row = document.activeElement.closest(".inbox > li");
  const box = row && row.querySelector("input[type=checkbox]");
  if (box) box.click();
}

// The link with this letter in the row that is looked at, else on the whole page where it shows one thing.
function go(key) {
  const row = document.activeElement.closest(".inbox > li");
  const within = row || (document.querySelector(".inbox") ? null : document);
  const link = within && within.querySelector(`a[data-key="${key}"]`);
  if (link) link.click();
}

const hasRows = () => Boolean(document.querySelector(".inbox"));

const KEYS = {
  j: () => move(1),
  k: () => (hasRows() ? move(-1) : go("k")),
  r: () => go("r"),
  h: () => go("h"),
  n: () => (hasRows() ? document.querySelector('a[rel="next"]')?.click() : go("n")),
  x: tick,
  "?": () => document.querySelector("details.keys")?.toggleAttribute("open"),
};

document.addEventListener("keydown", (pressed) => {
  const typing = pressed.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
  if (typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey || !KEYS[pressed.key]) return;
  pressed.preventDefault();
  KEYS[pressed.key]();
});
