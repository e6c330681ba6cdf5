// The counter of characters: silent at first, seen and said when the end is near. The server is the judge, so a
// pasted text that is too long stays whole and says by how much it must be cut.

const NEAR = 0.2;
let saying;

// Django counts code points, and a line break as the two characters that browsers send.
const length = (text) => [...text].length + (text.match(/\n/g)?.length ?? 0);

function count(field) {
  const counter = field.id && document.querySelector(`[data-counter-for="${CSS.escape(field.id)}"]`);
  if (!counter) return;
  field.removeAttribute("maxlength");
  const limit = Number(counter.dataset.limit);
  const left = limit - length(field.value);
  const { left: leftWords, over } = counter.dataset;
  counter.hidden = left > Math.max(20, limit * NEAR);
  counter.classList.toggle("field__count--over", left < 0);
  counter.textContent = left < 0 ? `${over} ${-left}` : `${leftWords} ${left}`;
  const status = counter.nextElementSibling;
  clearTimeout(saying);
  saying = setTimeout(() => {
    status.textContent = counter.hidden ? "" : counter.textContent;
  }, 1000);
}

for (const kind of ["input", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.matches("input, textarea")) count(event.target);
  });
}
