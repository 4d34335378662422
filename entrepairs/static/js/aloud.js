// Reading aloud, with the voices of the device and no others: a voice that is not local sends
// the text away, so it is never used, and the button stays hidden.
const speech = window.speechSynthesis;

export function readAloud() {
  if (!speech) return;
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => speech.cancel());
}

function localVoice(tag) {
  const wanted = tag.toLowerCase().split("-")[0];
  const speaks = (voice) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === wanted;
  return speech.getVoices().find((voice) => voice.localService === true && speaks(voice));
}

function offer() {
  for (const button of document.querySelectorAll("[data-aloud]")) {
    const voice = localVoice(button.closest("[lang]").lang);
    button.hidden = !voice;
    button.onclick = voice ? () => say(button, voice) : null;
  }
}

function say(button, voice) {
  speech.cancel();
  for (const part of parts(button)) {
    const words = new SpeechSynthesisUtterance(part.textContent);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    speech.speak(words);
  }
}

// <button data-aloud="id of a part">: its lines one by one; without an id, what is marked beside.
function parts(button) {
  const whole = document.getElementById(button.dataset.aloud);
  if (!whole) return button.parentElement.querySelectorAll("[data-said]");
  return whole.querySelectorAll("h2, dt, dd, p");
}
