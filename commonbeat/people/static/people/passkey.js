// Passkeys: the one thing that cannot be done without a script. Without one, codes by e-mail work.
"use strict";
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.webauthnJSON || !window.webauthnJSON.supported()) continue;
  form.hidden = false;
  const trouble = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (press) => {
    press.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}

async function ask(form) {
  if (form.dataset.passkey === "get") {
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
    return window.webauthnJSON.get((await answer.json()).request_options);
  }
  const options = JSON.parse(document.getElementById("passkey-options").textContent).creation_options;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return window.webauthnJSON.create(options);
}
