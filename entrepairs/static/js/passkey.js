// Passkeys. <form data-passkey="create|get|login"> holds a hidden field "credential"; options
// come from <script type="application/json" id="passkey-data">, or from the form's own address
// when signing in. `webauthnJSON` is allauth's, loaded before this module.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form);
  });
}

async function answer(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const credential = await ask(form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

async function ask(form) {
  if (form.dataset.passkey === "login") {
    const options = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!options.ok) throw new Error(`sign-in options: ${options.status}`);
    return webauthnJSON.get((await options.json()).request_options);
  }
  const given = JSON.parse(document.getElementById("passkey-data").textContent);
  if (form.dataset.passkey === "get") return webauthnJSON.get(given.request_options);
  return webauthnJSON.create(creation(given.creation_options, form.elements.passwordless?.checked));
}

// A key that signs in alone must live on the device and ask for its owner.
function creation(options, passwordless) {
  if (passwordless === undefined) return options;
  const chosen = options.publicKey.authenticatorSelection;
  chosen.residentKey = passwordless ? "required" : "discouraged";
  chosen.requireResidentKey = passwordless;
  if (passwordless) chosen.userVerification = "required";
  return options;
}
