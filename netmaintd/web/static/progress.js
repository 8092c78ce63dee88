// How far an examination is: the page of a round is kept up to date without being loaded anew.
"use strict";

(() => {
  const box = document.querySelector("[data-kemajuan]");
  if (!box || !window.EventSource) return;
  const source = new EventSource(box.dataset.kemajuan);
  source.onmessage = event => {
    for (const [place, html] of Object.entries(JSON.parse(event.data))) {
      const line = box.querySelector(`[data-lokasi="${CSS.escape(place)}"]`);
      if (line) line.innerHTML = html; // escaped by the server's template
    }
  };
  document.documentElement.classList.add("script");
})();
