// <form data-keep="mission-…"> keeps its text on this device every few seconds, for this member
// only, and gives it back after a time-out. Never a password, a file, nor a field marked
// data-private. A page that says the form succeeded carries <meta data-kept-done="mission-…">,
// or the form simply submits and is forgotten when the next page is not the same form.
const EVERY = 3000; // milliseconds
const OLDEST = 7 * 24 * 3600 * 1000; // a week
const PREFIX = "entrepairs-keep:";
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button", "reset"]);

export function keepForms(root) {
  const member = document.body.dataset.member;
  document.querySelectorAll("[data-kept-done]").forEach((sign) => {
    drop(keyOf(member, sign.dataset.keptDone));
  });
  if (!member) return;
  forgetSent(member);
  root.querySelectorAll("form[data-keep]").forEach((form) => keep(form, member));
}

export function forgetAll() {
  keys().forEach(drop);
}

function keep(form, member) {
  const key = keyOf(member, form.dataset.keep);
  const fresh = read(form);
  restore(form, key, fresh);
  let before = JSON.stringify(read(form));
  const timer = setInterval(() => {
    if (!form.isConnected) return clearInterval(timer);
    const now = JSON.stringify(read(form));
    if (now !== before) save(key, { at: Date.now(), fields: JSON.parse(now) });
    before = now;
  }, EVERY);
  form.addEventListener("submit", () => {
    save(key, { at: Date.now(), fields: read(form), sent: true });
    clearInterval(timer);
  });
}

// After a submission the text goes once another page than the form is reached while signed in.
function forgetSent(member) {
  keys().forEach((key) => {
    const kept = load(key);
    if (!kept || Date.now() - kept.at > OLDEST) return drop(key);
    const name = key.slice(PREFIX.length + member.length + 1);
    if (kept.sent && !document.querySelector(`form[data-keep="${CSS.escape(name)}"]`)) drop(key);
  });
}

function restore(form, key, fresh) {
  const kept = load(key);
  if (!kept || JSON.stringify(kept.fields) === JSON.stringify(fresh)) return;
  // A form that came back with its errors already holds what was typed.
  if (document.querySelector(".wrong")) return drop(key);
  for (const field of fields(form)) {
    const value = kept.fields[idOf(field)];
    if (value === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else field.value = value;
  }
  const note = form.querySelector("[data-kept-note]");
  if (note) note.hidden = false;
}

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.type) && !field.closest("[data-private]"),
  );
}

function idOf(field) {
  return ["checkbox", "radio"].includes(field.type) ? `${field.name}=${field.value}` : field.name;
}

function read(form) {
  return Object.fromEntries(
    fields(form).map((field) => [
      idOf(field),
      ["checkbox", "radio"].includes(field.type) ? field.checked : field.value,
    ]),
  );
}

const keyOf = (member, name) => `${PREFIX}${member}:${name}`;

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function load(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function save(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // No room, or storage refused: the form still works.
  }
}

function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
