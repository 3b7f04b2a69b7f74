// While a file is checked: show how far it is, and the whole page anew once it is done.
const place = document.getElementById("again");
const timer = setInterval(async () => {
  const reply = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!reply || !reply.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("again");
  if (!fresh) {
    clearInterval(timer);
    location.reload();
  } else if (fresh.innerHTML !== place.innerHTML) place.innerHTML = fresh.innerHTML;
}, 2000);
