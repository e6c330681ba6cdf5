// A date typed as 14.12.2026, or chosen in the browser's own calendar.

const POLISH = /^\s*(\d{1,2})[\s.\-/]+(\d{1,2})[\s.\-/]+(\d{4})\s*$/;
const ISO = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/;

function iso(text) {
  const polish = POLISH.exec(text);
  const [year, month, day] = polish ? [polish[3], polish[2], polish[1]] : (ISO.exec(text)?.slice(1) ?? []);
  return day ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

const polish = (date) => date.split("-").reverse().join(".");

function prepare() {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  for (const picker of document.querySelectorAll("[data-date-picker][hidden]")) {
    picker.hidden = false;
    const label = picker.closest(".date-field").querySelector("input").labels[0];
    const button = picker.querySelector("button");
    if (label) button.setAttribute("aria-label", `${button.textContent.trim()}: ${label.firstChild.textContent.trim()}`);
  }
}

for (const kind of ["htmx:load", "page:replaced"]) document.addEventListener(kind, prepare);
prepare();

document.addEventListener("click", (event) => {
  const picker = event.target.closest("[data-date-picker] button")?.closest("[data-date-picker]");
  if (!picker) return;
  const calendar = picker.querySelector("input");
  calendar.value = iso(picker.closest(".date-field").querySelector("input").value);
  calendar.showPicker();
});

document.addEventListener("change", (event) => {
  const box = event.target.closest(".date-field");
  if (!box) return;
  const field = box.querySelector("input");
  if (event.target === field) {
    // 1.2.2026 becomes 01.02.2026, so that the person sees how it was understood.
    const understood = iso(field.value);
    if (understood) field.value = polish(understood);
  } else if (event.target.value) {
    field.value = polish(event.target.value);
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
