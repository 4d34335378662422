// A screen handed over. Whatever the browser kept of a page is asked again from the server,
// which alone knows whether the screen was taken back.
import { readAloud } from "./aloud.js";

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.hidden = true;
  location.reload();
});
readAloud();
