// Leaving fast: Escape three times within two seconds, or the button. The form signs out and
// answers a neutral page; with a script the place in the history is replaced as well.
import { forgetAll } from "./keep.js";

const WITHIN = 2000; // milliseconds for the three keys
let presses = [];

export function quickLeave() {
  const form = document.querySelector("form[data-quick-leave]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
    if (presses.length >= 3) leave(form);
  });
}

async function leave(form) {
  document.documentElement.hidden = true;
  document.title = " ";
  forgetAll();
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      redirect: "follow",
    });
    location.replace(answer.url);
  } catch {
    location.replace("about:blank"); // without network at least nothing stays on the screen
  }
}

// What was kept of unfinished texts goes away with the person.
export function signOut() {
  document.querySelectorAll("form[data-sign-out]").forEach((form) => {
    form.addEventListener("submit", forgetAll);
  });
}
