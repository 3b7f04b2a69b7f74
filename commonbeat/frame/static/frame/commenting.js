// Sends a comment without loading the page again. Where anything fails, the form is sent as if this script were absent.
// <form data-inplace="#target"> inside or beside <div id="target" data-inplace-target>…</div>; the answer is the whole page.
"use strict";

async function send(form, button) {
  const typed = new FormData(form, button);
  if (button && button.name && !typed.has(button.name)) typed.append(button.name, button.value);
  const address = form.getAttribute("action") || location.href;
  const reply = await fetch(address, { method: "POST", body: typed, credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const target = form.closest("[data-inplace-target]") || document.querySelector(form.dataset.inplace || "[data-inplace-target]");
  const fresh = target && target.id && page.getElementById(target.id);
  if (!fresh) return arrive(reply, page);
  target.replaceWith(document.adoptNode(fresh));
  fresh.tabIndex = -1;
  (fresh.querySelector(".error-summary, [role=status], .ticket") || fresh).scrollIntoView({ block: "nearest" });
  fresh.focus({ preventScroll: true });
}

// The answer is another page (a ticket, a refusal): show it in place of this one, under its own address.
function arrive(reply, page) {
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  if (reply.redirected) history.pushState({}, "", reply.url);
  const main = document.querySelector("main");
  main.tabIndex = -1;
  main.focus();
  scrollTo(0, 0);
}

document.addEventListener("submit", (submitted) => {
  const form = submitted.target;
  if (!form.matches("form[data-inplace]") || form.dataset.plain || !window.fetch) return;
  submitted.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  send(form, submitted.submitter)
    .catch(() => {
      form.dataset.plain = "yes";
      form.requestSubmit(submitted.submitter);
    })
    .finally(() => form.removeAttribute("aria-busy"));
});

window.addEventListener("popstate", () => location.reload());
