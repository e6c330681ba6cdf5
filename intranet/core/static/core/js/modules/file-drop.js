// Files may be chosen, dropped or pasted; each is listed and can be taken back. The server checks again.

const chosen = new WeakMap();
const part = (zone, name) => zone.querySelector(`[data-file-drop-${name}]`);
const field = (zone) => zone.querySelector("input[type=file]");

function size(bytes) {
  const [unit, divisor] = bytes < 1024 ** 2 ? ["KB", 1024] : ["MB", 1024 ** 2];
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${number.format(Math.max(0.1, bytes / divisor))}\u00a0${unit}`;
}

function show(zone, files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  field(zone).files = transfer.files;
  chosen.set(field(zone), files);
  const list = part(zone, "list");
  list.hidden = !files.length;
  list.replaceChildren(...files.map((file) => {
    const item = zone.querySelector("template").content.cloneNode(true);
    item.querySelector(".file-drop__name").textContent = file.name;
    item.querySelector(".file-drop__size").textContent = size(file.size);
    item.querySelector("button span span").textContent = file.name;
    return item;
  }));
}

function complaint(zone, file) {
  const { wrongKind, tooLarge } = part(zone, "error").dataset;
  const kinds = field(zone).accept.split(",").filter(Boolean);
  if (kinds.length && !kinds.some((kind) => file.name.toLowerCase().endsWith(kind))) return `${wrongKind} ${file.name}`;
  const { maxBytes } = field(zone).dataset;
  return maxBytes && file.size > Number(maxBytes) ? `${tooLarge} ${file.name} (${size(file.size)})` : "";
}

function add(zone, added) {
  const input = field(zone);
  if (input.disabled) return;
  const complaints = added.map((file) => complaint(zone, file)).filter(Boolean);
  const good = added.filter((file) => !complaint(zone, file));
  const before = chosen.get(input) ?? [];
  const isNew = (file) => !before.some((one) => one.name === file.name && one.size === file.size);
  show(zone, input.multiple ? [...before, ...good.filter(isNew)] : [good.at(0) ?? before.at(0)].filter(Boolean));
  part(zone, "error").textContent = complaints.join("; ");
  const status = part(zone, "status");
  if (good.length) status.textContent = `${status.dataset.added} ${good.map((file) => file.name).join(", ")}`;
}

const zoneOf = (event) => event.target.closest?.("[data-file-drop-zone]");

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-file-drop]")) add(zoneOf(event), [...event.target.files]);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest(".file-drop__remove");
  if (!button) return;
  const zone = zoneOf(event);
  const [at, files] = [[...part(zone, "list").children].indexOf(button.closest("li")), chosen.get(field(zone))];
  part(zone, "status").textContent = `${part(zone, "status").dataset.removed} ${files[at].name}`;
  show(zone, files.filter((_, index) => index !== at));
  (part(zone, "list").querySelectorAll("button")[Math.max(0, at - 1)] ?? field(zone)).focus();
});

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = zoneOf(event);
    if (!zone || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.toggle("is-over", kind === "dragover");
    if (kind === "drop") add(zone, [...event.dataTransfer.files]);
  });
}

document.addEventListener("paste", (event) => {
  const [input, second] = document.querySelectorAll("[data-file-drop][data-paste]");
  const files = [...(event.clipboardData?.files ?? [])];
  if (!input || second || !files.length) return;
  event.preventDefault();
  const zone = input.closest("[data-file-drop-zone]");
  const [stamp, { screenshot }] = [new Date().toTimeString().slice(0, 8).replaceAll(":", "."), part(zone, "status").dataset];
  // Browsers call every pasted picture "image.png".
  add(zone, files.map((file) => (file.name === "image.png" ? new File([file], `${screenshot} ${stamp}.png`, file) : file)));
});

function prepare() {
  for (const hint of document.querySelectorAll("[data-file-drop-hint][hidden]")) hint.hidden = false;
}
for (const kind of ["htmx:load", "page:replaced"]) document.addEventListener(kind, prepare);
prepare();
