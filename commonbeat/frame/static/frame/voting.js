// Answers an opinion without loading the page again: the next card comes in place of this one and is read out.
// Where anything fails, the form is sent as if this script were absent; a vote sent twice counts once.
"use strict";

async function answer(form, button) {
  const typed = new FormData(form, button);
  if (button && button.name && !typed.has(button.name)) typed.append(button.name, button.value);
  const headers = { "HX-Request": "true" };
  const reply = await fetch(form.action, { method: "POST", body: typed, headers, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.getElementById("card");
  if (!reply.ok || reply.redirected || !fresh) throw new Error("no card");
  document.getElementById("card").replaceWith(document.adoptNode(fresh));
  const before = document.getElementById("before");
  if (before) before.remove();
  const next = fresh.querySelector("#asked, h2");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  fresh.scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (submitted) => {
  const form = submitted.target;
  if (!form.matches("form[data-vote]") || form.dataset.plain || !window.fetch) return;
  submitted.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  answer(form, submitted.submitter).catch(() => {
    form.dataset.plain = "yes";
    form.requestSubmit(submitted.submitter);
  });
});
