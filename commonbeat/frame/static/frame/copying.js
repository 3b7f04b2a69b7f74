// Shows the buttons that copy a text or print the page: without this script there is nothing for them to do.
// <button type="button" data-copy="ID of what is copied" data-done="Copied" hidden> or <button type="button" data-print hidden>
"use strict";

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  if (!button.hasAttribute("data-print") && !navigator.clipboard) continue;
  button.hidden = false;
}

document.addEventListener("click", async (pressed) => {
  const button = pressed.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return print();
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.value || source.textContent.trim());
  button.textContent = button.dataset.done;
});
