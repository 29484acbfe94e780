// The caller's lines read aloud, the trainee's words taken down: both by the browser alone.
// This function runs again after every redraw; what must outlive a redraw is kept outside of it.

const done = new Map(); // attempt -> number of the last line that was read out or passed over
const desks = new WeakMap(); // root of a component -> what it does at the moment

const synthesis = window.speechSynthesis;
const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
const canRead = Boolean(synthesis && window.SpeechSynthesisUtterance);
const canDictate = Boolean(Recognition);

if (canRead) window.addEventListener("pagehide", () => synthesis.cancel());

export default function (component) {
  const root = component.parentElement;
  let desk = desks.get(root);
  if (!desk) desks.set(root, (desk = makeDesk(root)));
  desk.draw(component);
  return () => {
    desk.leave();
    desks.delete(root);
  };
}

function makeDesk(root) {
  const at = (id) => root.querySelector(`#${id}`);
  const box = root.querySelector(".voice");
  const keep = new Set(); // browsers drop an utterance that nobody holds, and its end with it
  let data, send, state, told = "", recognition = null;
  let reading = false, dictating = false, given = {};

  const tell = (word) => {
    told = word;
    at("status").textContent = word ? data.words[word] : "";
  };

  // -- reading ---------------------------------------------------------------------------------

  function lastTurn() {
    const turn = data.lines.length ? data.lines[data.lines.length - 1].turn : -1;
    return data.lines.filter((line) => line.turn === turn);
  }

  function passOver() {
    // Only the caller's last words are worth reading to somebody who has just begun to listen.
    const first = lastTurn()[0];
    const before = first ? first.number - 1 : -1;
    done.set(data.attempt, Math.max(done.get(data.attempt) ?? -1, before));
  }

  function readNew() {
    if (!canRead || !reading || recognition) return;
    if (!done.has(data.attempt)) passOver();
    const fresh = data.lines.filter((line) => line.number > done.get(data.attempt));
    if (!fresh.length) return;
    done.set(data.attempt, fresh[fresh.length - 1].number);
    fresh.forEach((line) => read(line.text));
  }

  function read(text) {
    const [voice, missing] = pickVoice(data.language);
    if (missing) return tell("no_voice");
    if (told === "no_voice" || told === "read_failed") tell("");
    // Sentence by sentence: some voices fall silent in the middle of a long text.
    for (const part of text.match(/\S.*?(?:[.!?…]+["»”)]*(?=\s)|$)/gms) || []) {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.lang = data.language;
      if (voice) utterance.voice = voice;
      utterance.onend = () => keep.delete(utterance);
      utterance.onerror = (event) => {
        utterance.onend();
        if (!["canceled", "interrupted"].includes(event.error)) tell("read_failed");
      };
      keep.add(utterance);
      synthesis.speak(utterance);
    }
  }

  function hush() {
    if (canRead && (synthesis.speaking || synthesis.pending)) synthesis.cancel();
  }

  // -- dictation -------------------------------------------------------------------------------

  function listen() {
    hush(); // or the caller's own words would be taken down
    const mine = new Recognition();
    let final = "", interim = "", problem = "";
    mine.lang = data.language;
    mine.interimResults = true;
    mine.onresult = (event) => {
      final = interim = "";
      for (const result of Array.from(event.results)) {
        if (result.isFinal) final += result[0].transcript;
        else interim += result[0].transcript;
      }
      at("interim").textContent = final + interim;
    };
    mine.onerror = (event) => {
      const known = { "not-allowed": "refused", "no-speech": "silence", aborted: "silence" };
      problem = known[event.error] || "failed";
    };
    mine.onend = () => {
      if (recognition !== mine) return;
      recognition = null;
      at("interim").textContent = "";
      const text = (final || interim).trim();
      tell(text ? "taken_down" : problem || "silence");
      if (text) send("heard", text);
      buttons();
      readNew();
    };
    try {
      recognition = mine;
      mine.start();
      tell("listening");
    } catch {
      recognition = null;
      tell("failed");
    }
    buttons();
  }

  function dropDictation() {
    const dropped = recognition;
    recognition = null;
    if (dropped) dropped.abort();
    at("interim").textContent = "";
    if (["listening", "taken_down"].includes(told)) tell("");
  }

  // -- controls --------------------------------------------------------------------------------

  function buttons() {
    at("read").checked = reading;
    at("dictate").checked = dictating;
    at("read-buttons").hidden = !reading;
    at("dictate-buttons").hidden = !dictating;
    at("listen").textContent = data.words[recognition ? "finish" : "listen"];
    at("listen").setAttribute("aria-pressed", String(Boolean(recognition)));
  }

  at("read").onchange = () => {
    reading = at("read").checked;
    if (reading) {
      passOver();
      readNew(); // here and now: browsers let a page speak in answer to a click
    } else {
      hush();
      tell("");
    }
    buttons();
    state("reading", reading);
  };
  at("dictate").onchange = () => {
    dictating = at("dictate").checked;
    if (!dictating) dropDictation();
    buttons();
    state("dictation", dictating);
  };
  at("repeat").onclick = () => {
    if (recognition) return;
    hush();
    lastTurn().forEach((line) => read(line.text));
  };
  at("stop").onclick = hush;
  at("listen").onclick = () => (recognition ? recognition.stop() : listen());

  return {
    draw(component) {
      data = component.data;
      send = component.setTriggerValue;
      state = component.setStateValue;
      box.lang = data.page_language;
      box.setAttribute("aria-label", data.words.label);
      for (const one of root.querySelectorAll("[data-word]")) {
        one.textContent = data.words[one.dataset.word];
      }
      tell(told);
      at("read").disabled = !canRead;
      at("read-why").hidden = canRead;
      at("dictate").disabled = !canDictate;
      at("dictate-why").hidden = canDictate;
      box.hidden = !canRead && !canDictate;
      // A redraw that answers an older click must not turn a switch back.
      if (data.reading !== given.reading) reading = canRead && data.reading;
      if (data.dictation !== given.dictation) dictating = canDictate && data.dictation;
      given = { reading: data.reading, dictation: data.dictation };
      buttons();
      readNew();
    },
    leave() {
      dropDictation();
      hush();
    },
  };
}

/** A voice of that language, rather one of this computer; and whether the browser has none. */
function pickVoice(language) {
  const voices = synthesis.getVoices();
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  const wanted = language.toLowerCase();
  const fitting = voices.filter((voice) => tag(voice).split("-")[0] === wanted.split("-")[0]);
  const rank = (voice) => (voice.localService ? 0 : 2) + (tag(voice) === wanted ? 0 : 1);
  fitting.sort((one, other) => rank(one) - rank(other));
  return [fitting[0], voices.length > 0 && !fitting.length];
}
