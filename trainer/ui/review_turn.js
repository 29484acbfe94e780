// Brings the turn that a link named into view, once: what is drawn later must not pull the reader back.

let brought = "";

function scrolledBox(element) {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
    if (scrolls && box.scrollHeight > box.clientHeight + 1) return box;
  }
  return null;
}

export default function (component) {
  const { data } = component;
  if (brought === data.of) return;
  let tries = 0;
  const look = () => {
    const turn = document.querySelector(".tl-at-turn");
    if (!turn) {
      tries += 1;
      if (tries < 40) setTimeout(look, 100);
      return;
    }
    brought = data.of;
    const box = scrolledBox(turn);
    // The call's own box only: the page stays at its head.
    if (!box || box.matches('[data-testid="stMain"]')) return;
    const by = turn.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += by - box.clientHeight / 2;
  };
  setTimeout(look, 150);
}
