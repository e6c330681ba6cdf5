// A form with data-upload-progress shows how much of its files has been sent. The answer becomes a page as if the
// browser had sent it: after a redirect the next page is opened; a form with errors takes the place of <main>.

const KEPT = "intranet-messages";

// The browser will ask for the next page again, and the answer we hold has used the messages up.
function keepMessages(page) {
  const found = [...page.querySelectorAll(":is(.messages, .toasts) > [data-message]")].map((message) => ({
    level: message.dataset.message,
    text: message.querySelector("[data-message-text]").textContent.trim(),
    undo: message.querySelector("form")?.getAttribute("action"),
  }));
  try {
    if (found.length) sessionStorage.setItem(KEPT, JSON.stringify(found));
  } catch {
    // Storage is forbidden: the next page itself must show that it worked.
  }
}

function show(answer, form) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const main = page.querySelector("main");
  const address = new URL(answer.responseURL);
  const own = new URL(form.action);
  if (answer.status < 400 && (address.pathname !== own.pathname || !main?.querySelector("[data-upload-progress]"))) {
    keepMessages(page);
    location.assign(address);
  } else if (main) {
    document.title = page.title;
    document.querySelector("main").replaceWith(main);
    window.htmx?.process(main);
    window.scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("page:replaced"));
  } else fail(form);
}

function fail(form) {
  const box = form.querySelector("[data-upload-status]");
  const button = form.querySelector(".button[aria-busy='true']");
  button?.removeAttribute("aria-busy");
  form.removeAttribute("aria-busy");
  box.querySelector("progress").hidden = true;
  box.querySelector("[role=status]").textContent = "";
  box.querySelector("[role=alert]").textContent = box.dataset.failed;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const box = form.matches("[data-upload-progress]") && form.querySelector("[data-upload-status]");
  const hasFiles = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  if (!box || !hasFiles || event.defaultPrevented) return;
  event.preventDefault();
  // Pressed twice while the first is on its way.
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  event.submitter?.setAttribute("aria-busy", "true");
  const [bar, status] = [box.querySelector("progress"), box.querySelector("[role=status]")];
  Object.assign(box, { hidden: false }).querySelector("[role=alert]").textContent = "";
  Object.assign(bar, { hidden: false, value: 0 });
  status.textContent = box.dataset.sending;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total ? Math.round((100 * loaded) / total) : 0;
    box.querySelector("[data-percent]").textContent = `${bar.value}%`;
  });
  request.upload.addEventListener("load", () => {
    status.textContent = box.dataset.checking;
  });
  request.addEventListener("load", () => show(request, form));
  for (const kind of ["error", "abort", "timeout"]) request.addEventListener(kind, () => fail(form));
  request.send(new FormData(form, event.submitter));
});
