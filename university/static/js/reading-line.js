// The thin line at the top: how far down the text one is. It counts for nothing but orientation.
export function start(line) {
  const text = document.querySelector(".reading");
  if (!text) return;
  const draw = () => {
    const { top, height } = text.getBoundingClientRect();
    const way = height - window.innerHeight;
    const share = way > 0 ? Math.min(1, Math.max(0, -top / way)) : 0;
    line.style.transform = `scaleX(${share})`;
  };
  addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  addEventListener("resize", draw, { passive: true });
  draw();
}
