// A live region that is full when the page opens stays silent: repeat the messages in the empty one.

const announcer = document.querySelector("[data-announcer]");
const text = document.querySelector("[data-messages]")?.innerText.trim();
if (announcer && text) {
  setTimeout(() => {
    announcer.textContent = text;
  }, 300);
  // Whoever reads the page line by line must not meet the text twice.
  setTimeout(() => {
    announcer.textContent = "";
  }, 10_000);
}
