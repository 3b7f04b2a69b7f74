// Improves the room: minutes save themselves, a lost connection loses nothing, the tally of time runs.
// Without this script every form is sent as it stands; where a save fails the words stay in this device's storage.
"use strict";

const status = document.querySelector("[data-status]");
const say = (words, lost = false) => {
  status.textContent = words;
  status.classList.toggle("lost", lost);
};

// Minutes: kept on the device with each key, sent a moment after the last one, let go when the server has them.
function minute(form) {
  const words = form.elements.words, version = form.elements.version, was = form.elements.was;
  const name = `minutes ${form.action}`;
  let timer = 0, busy = false;
  const keep = () => {
    try {
      localStorage.setItem(name, JSON.stringify({ words: words.value, was: was.value, version: version.value }));
    } catch { /* a full or forbidden storage: the page still holds the words */ }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  async function save() {
    if (busy || words.value === was.value) return;
    busy = true;
    const sent = words.value, typed = new FormData(form);
    typed.delete("form_key");
    typed.append("quietly", "yes");
    try {
      const reply = await fetch(form.action, { method: "POST", body: typed, credentials: "same-origin" });
      if (reply.status === 409) return form.submit();
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const saved = page.getElementById("saved");
      if (!reply.ok || !saved) throw new Error("not saved");
      take(saved, sent);
      say(`${status.dataset.saved} ${saved.dataset.at}`);
    } catch {
      say(status.dataset.lost, true);
      later(4000);
    } finally {
      busy = false;
    }
    if (words.value !== was.value) later(800);
  }
  // What stands on the server now. Somebody else's lines come in where nothing was typed since; else with the next save.
  function take(saved, sent) {
    const now = saved.querySelector("textarea").value;
    if (words.value === sent) {
      words.value = was.value = now;
      version.value = saved.dataset.version;
      localStorage.removeItem(name);
    } else {
      was.value = sent;
      if (now === sent) version.value = saved.dataset.version;
      keep();
    }
  }
  const kept = JSON.parse(localStorage.getItem(name) || "null");
  if (kept && kept.words !== words.value) {
    [words.value, was.value, version.value] = [kept.words, kept.was, kept.version];
    later(0);
  } else localStorage.removeItem(name); // what was kept has arrived
  words.addEventListener("input", () => {
    keep();
    later(1200);
  });
  addEventListener("online", () => later(0));
  form.addEventListener("submit", () => clearTimeout(timer));
}
document.querySelectorAll("form[data-note]").forEach(minute);

// Every other form of the room: sent without leaving the page, so that what was typed is still there where it fails.
document.addEventListener("submit", async (submitted) => {
  const form = submitted.target;
  if (!form.matches("form[data-room]") || !window.fetch) return;
  submitted.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  const typed = new FormData(form);
  const button = submitted.submitter;
  if (button && button.name) typed.set(button.name, button.value);
  try {
    const reply = await fetch(form.action, { method: "POST", body: typed, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (reply.redirected) return arrive(reply.url);
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
    history.pushState({}, "", reply.url);
    document.querySelector("main").focus();
    scrollTo(0, 0);
  } catch {
    say(status.dataset.wait, true);
  } finally {
    form.removeAttribute("aria-busy");
  }
});

function arrive(address) {
  const there = new URL(address);
  if (there.pathname === location.pathname) {
    history.replaceState(null, "", address);
    location.reload();
  } else location.assign(address);
}
addEventListener("popstate", () => location.reload());

setInterval(() => {
  for (const one of document.querySelectorAll("[data-runs]")) {
    one.dataset.seconds = Number(one.dataset.seconds) + 1;
    one.textContent = `${one.dataset.seconds} s`;
  }
}, 1000);
