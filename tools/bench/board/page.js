/** What the bench does and measures inside the page. */
window.cost = { move: [], frame: [], long: [] };
new PerformanceObserver((list) => list.getEntries().forEach((one) => cost.long.push(one.duration))).observe({ type: "longtask" });

let begun = 0;
addEventListener("pointermove", () => { begun = performance.now(); }, true);
addEventListener("pointermove", () => { cost.move.push(performance.now() - begun); });

const ask = requestAnimationFrame.bind(window);
window.requestAnimationFrame = (fn) =>
  ask((time) => {
    const start = performance.now();
    fn(time);
    cost.frame.push(performance.now() - start);
  });

const wheel = (more) => {
  const event = new WheelEvent("wheel", { clientX: 600, clientY: 300, cancelable: true, ...more });
  document.querySelector(".board-glass").dispatchEvent(event);
};

window.bench = {
  prepare(strokes) {
    stage.seed(["seyes", "blank"]);
    stage.fill("p2", strokes, "maker");
    window.update = stage.Y.encodeStateAsUpdate(stage.live("maker").open("page:p2").doc);
    // The page arrives as bytes, as from the server: who made it is gone.
    stage.hub.rooms.get("page:p2").clear();
    stage.forget("maker");
    return window.update.length;
  },
  pan: (seconds) =>
    new Promise((done) => {
      const start = performance.now();
      const step = () => {
        const t = (performance.now() - start) / 1000;
        if (t > seconds) return done();
        wheel({ deltaX: 22 * Math.cos(t * 2.1), deltaY: 15 * Math.sin(t * 2.9) });
        return requestAnimationFrame(step);
      };
      step();
    }),
  /** Half a second of pinching, then the time to become sharp. */
  zoom: (delta) =>
    new Promise((done) => {
      let n = 0;
      const step = () => {
        if (n++ === 30) return setTimeout(done, 1500);
        wheel({ deltaY: delta, ctrlKey: true });
        return requestAnimationFrame(step);
      };
      step();
    }),
  /** Milliseconds from a key to the frame that shows what it did; null when it did nothing. */
  key: (key) =>
    new Promise((done) => {
      const before = stage.strokes("p2", "lea").length;
      const start = performance.now();
      stage.ready = 0;
      const event = new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true });
      document.querySelector(".board-glass").dispatchEvent(event);
      if (stage.strokes("p2", "lea").length === before) return done(null);
      const look = () => (stage.ready ? done(stage.ready - start) : requestAnimationFrame(look));
      return requestAnimationFrame(look);
    }),
  heap() {
    delete window.update;
    gc();
    return performance.memory.usedJSHeapSize / 1e6;
  },
};
