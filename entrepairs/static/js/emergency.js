// The emergency page asks to be kept on this device, and can be printed.
const { worker, scope } = document.currentScript.dataset;
navigator.serviceWorker?.register(worker, { scope });
const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
