// Buttons that copy a text or print the page; the style sheet shows them only where this script runs.
// <button type="button" data-copy="ID of what is copied" data-done="Copied"> or <button type="button" data-print>
"use strict";

document.documentElement.classList.add("can-print");
if (navigator.clipboard) document.documentElement.classList.add("can-copy");

document.addEventListener("click", async (pressed) => {
  const button = pressed.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return print();
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.value || source.textContent.trim());
  button.textContent = button.dataset.done;
});
