// Read a part of the page aloud, with a voice that lives on this device: no word leaves it.
// <button data-aloud="id of the part" hidden>; shown only when such a voice exists.

const synth = window.speechSynthesis;

function voiceFor(lang) {
  const short = lang.slice(0, 2).toLowerCase();
  return synth.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(short));
}

function prepare() {
  for (const button of document.querySelectorAll("[data-aloud]")) {
    const part = document.getElementById(button.dataset.aloud);
    const lang = part?.closest("[lang]")?.lang || "fr";
    const voice = part && voiceFor(lang);
    button.hidden = !voice;
    if (!voice) continue;
    button.onclick = () => {
      if (synth.speaking) { synth.cancel(); return; }
      const told = new SpeechSynthesisUtterance(part.innerText);
      told.voice = voice;
      told.lang = voice.lang;
      synth.speak(told);
    };
  }
}

if (synth) {
  prepare();
  synth.addEventListener("voiceschanged", prepare);
  window.addEventListener("pagehide", () => synth.cancel());
}
