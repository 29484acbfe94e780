// Brings the turn that a link named into view, once: what is drawn later must not pull the reader back.

export default function (component) {
  const { data, parentElement: home } = component;
  if (home.brought === data.of) return;
  let tries = 0;
  const look = () => {
    const turn = document.querySelector(".tl-at-turn");
    if (turn) {
      home.brought = data.of;
      turn.scrollIntoView({ block: "center" });
    } else if (tries < 40) {
      tries += 1;
      setTimeout(look, 100);
    }
  };
  setTimeout(look, 150);
}
