// Brings the turn that a link named into view, once: what is drawn later must not pull the reader back.

let brought = "";

export default function (component) {
  const { data } = component;
  if (brought === data.of) return;
  let tries = 0;
  const look = () => {
    const turn = document.querySelector(".tl-at-turn");
    if (turn) {
      brought = data.of;
      const box = turn.closest(".st-key-tl-reviewcall");
      let within = turn.parentElement;
      while (within && within !== document.body) {
        if (within.scrollHeight > within.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(within).overflowY)) break;
        within = within.parentElement;
      }
      if (within && box && box.parentElement.contains(within)) {
        const by = turn.getBoundingClientRect().top - within.getBoundingClientRect().top;
        within.scrollTop += by - within.clientHeight / 3;
      }
      return;
    }
    tries += 1;
    if (tries < 40) setTimeout(look, 100);
  };
  setTimeout(look, 150);
}
