// Buttons that print the page: data-print. Without scripts they stay hidden; the browser's own menu prints too.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
