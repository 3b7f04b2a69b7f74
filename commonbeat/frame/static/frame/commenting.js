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
  if (!fresh) return arrive(reply, page, { address, sent: [...typed].filter(([, value]) => typeof value === "string") });
  target.replaceWith(document.adoptNode(fresh));
  fresh.tabIndex = -1;
  (fresh.querySelector(".error-summary, [role=status], .ticket") || fresh).scrollIntoView({ block: "nearest" });
  fresh.focus({ preventScroll: true });
}

// The answer is another page (a ticket, a refusal): show it in place of this one. A ticket stands only in the answer to
// its form: what was sent stays with this place in the tab's own history, as it does without this script.
function arrive(reply, page, form) {
  if (reply.redirected) history.pushState({}, "", reply.url);
  else if (page.querySelector(".ticket")) history.pushState(form, "");
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
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

// Loaded again where a ticket stood: the same form sent again shows the same ticket and adds nothing.
async function showAgain({ address, sent }) {
  const reply = await fetch(address, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (!page.querySelector(".ticket")) return;
  document.title = page.title;
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
}
if (history.state && history.state.sent) showAgain(history.state).catch(() => {});
