// A signature drawn with a finger, put into its form as a PNG. Strokes are bounded; without this script the form has
// a typed name instead.
"use strict";
document.documentElement.classList.add("script");

const MOST_POINTS = 6000, WIDTH_PX = 900, PEN_PX = 3.2;

const draw = (canvas, strokes, before) => {
  const pen = canvas.getContext("2d");
  pen.clearRect(0, 0, canvas.width, canvas.height);
  if (before) pen.drawImage(before, 0, 0, canvas.width, canvas.height);
  pen.lineWidth = PEN_PX * canvas.width / 380;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#0b1f3a";
  for (const stroke of strokes) {
    pen.beginPath();
    for (const [x, y] of stroke) pen.lineTo(x * canvas.width, y * canvas.height);
    if (stroke.length === 1) pen.lineTo(stroke[0][0] * canvas.width + 1, stroke[0][1] * canvas.height);
    pen.stroke();
  }
};

const pad = box => {
  const canvas = box.querySelector("canvas"), field = box.querySelector("[name=gambar]");
  let strokes = [], stroke = null, points = 0, before = null;
  const fit = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (!width) return;
    canvas.width = WIDTH_PX;
    canvas.height = Math.round(WIDTH_PX * height / width);
    draw(canvas, strokes, before);
  };
  const keep = () => {
    field.value = strokes.length || before ? canvas.toDataURL("image/png") : "";
    box.dataset.titik = points;
  };
  const add = event => {
    const at = canvas.getBoundingClientRect();
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      if (points >= MOST_POINTS) return;
      stroke.push([(one.clientX - at.left) / at.width, (one.clientY - at.top) / at.height]);
      points += 1;
    }
  };
  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0 || !event.isPrimary || points >= MOST_POINTS) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    strokes.push(stroke = []);
    add(event);
    if (!stroke.length) stroke.push([(event.offsetX || 0) / canvas.clientWidth, (event.offsetY || 0) / canvas.clientHeight]);
    draw(canvas, strokes, before);
  });
  canvas.addEventListener("pointermove", event => {
    if (!stroke || !event.isPrimary) return;
    add(event);
    draw(canvas, strokes, before);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => {
    if (!stroke) return;
    stroke = null;
    keep();
  });
  box.querySelector("button").addEventListener("click", () => {
    strokes = [], points = 0, before = null;
    draw(canvas, strokes, before);
    keep();
  });
  // A form that came back with a fault still has what was drawn.
  if (field.value) {
    const image = new Image();
    image.onload = () => { before = image; fit(); };
    image.src = field.value;
  }
  new ResizeObserver(fit).observe(canvas);
};

for (const box of document.querySelectorAll("[data-tanda-tangan]")) pad(box);

for (const form of document.querySelectorAll("form[data-sekali]")) {
  form.addEventListener("submit", () => setTimeout(() => { form.querySelector(".send").disabled = true; }));
  addEventListener("pageshow", () => { form.querySelector(".send").disabled = false; });
}

for (const button of document.querySelectorAll("[data-bagikan]")) {
  const text = document.getElementById(button.dataset.bagikan);
  button.hidden = !(navigator.share || navigator.clipboard);
  button.addEventListener("click", async () => {
    text.select();
    if (navigator.share) await navigator.share({ text: text.value }).catch(() => {});
    else await navigator.clipboard.writeText(text.value);
  });
}
