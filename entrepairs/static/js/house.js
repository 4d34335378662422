// The few things a page does by itself. Each is bound by a data- attribute, and each page
// works without any of them.
import { quickLeave, signOut } from "./leave.js";
import { keepForms } from "./keep.js";

function bind(root) {
  root.querySelectorAll("[data-tick-all]").forEach(tickAll);
  if (root !== document) root.querySelector("[data-focus]")?.focus(); // at load: autofocus
  root.querySelectorAll("select[data-submit]").forEach(submitOnChange);
  keepForms(root);
}

// <input type="checkbox" data-tick-all="rows"> ticks every box named "rows" of its form.
function tickAll(box) {
  const boxes = () => [...box.form.elements].filter((one) => one.name === box.dataset.tickAll);
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => boxes().forEach((one) => (one.checked = box.checked)));
}

function submitOnChange(select) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Ctrl-K goes to the search box.
document.addEventListener("keydown", (event) => {
  const seek = document.querySelector("[data-seek]");
  if (seek && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    seek.focus();
  }
});

// A menu closes on Escape, and when the focus leaves it.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  if (event.target.closest?.("[data-print]")) window.print();
});

// A page brought back from the browser's memory is asked again: the screen may have changed
// hands since, or somebody signed out.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.hidden = true;
  location.reload();
});

quickLeave();
signOut();
bind(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) bind(event.target);
});
