// Counts what informs a reader of the report and never scores: pastes, and leavings of the page.
// Texts that were pasted are not looked at. Counts wait here until they are taken.

const seen = { paste: 0, blur: 0 };
let taken = false;

function watch() {
  if (taken) return;
  taken = true;
  document.addEventListener("paste", () => { seen.paste += 1; }, true);
  document.addEventListener("visibilitychange", () => { if (document.hidden) seen.blur += 1; });
}

export default function (component) {
  watch();
  const { setTriggerValue, data } = component;
  if (data.screen !== false) {
    setTriggerValue("screen", `${window.screen.width}×${window.screen.height}`);
  }
  const timer = setInterval(() => {
    if (!data.counting || (!seen.paste && !seen.blur)) return;
    const counts = { ...seen };
    seen.paste = seen.blur = 0;
    setTriggerValue("seen", counts);
  }, 10000);
  return () => clearInterval(timer);
}
