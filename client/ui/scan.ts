/** Reading a badge or a screen's code: the camera, or a photo where there is no camera. */

import { text } from "./texts";

/** Gives the texts of the codes seen in `source`; empty when there is none. */
export type Reader = (source: ImageBitmapSource) => Promise<string[]>;

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own detector when it has one; else ours, loaded only then. */
export async function makeReader(fallback: () => Promise<Reader>): Promise<Reader> {
  const maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  const known = maker ? await maker.getSupportedFormats().catch(() => []) : [];
  if (!maker || !known.includes("qr_code")) return fallback();
  const detector = new maker({ formats: ["qr_code"] });
  return async (source) => (await detector.detect(source)).map((code) => code.rawValue);
}

export class BadgeScanner {
  private readonly field: HTMLInputElement;
  private readonly video: HTMLVideoElement;
  private readonly status: HTMLElement;
  private done = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly reader: Promise<Reader>,
  ) {
    this.field = needed(form, 'input[name="badge"]');
    this.video = needed(form, "video");
    this.status = needed(form, "[data-scan-status]");
    const photo = needed<HTMLLabelElement>(form, "[data-scan-photo]");
    photo.hidden = false;
    photo.querySelector("input")?.addEventListener("change", (event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) void this.readPhoto(file);
    });
  }

  /** Opens the camera and looks four times a second; without camera, says what to do instead. */
  async start(): Promise<void> {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    try {
      if (!devices) throw new DOMException("needs HTTPS", "NotAllowedError");
      const wanted = { video: { facingMode: "user", width: { ideal: 1280 } } };
      this.video.srcObject = await devices.getUserMedia(wanted);
    } catch {
      this.say(text("scan.no_camera"));
      return;
    }
    this.video.hidden = false;
    await this.video.play();
    window.setTimeout(() => void this.look(), 250);
  }

  private async look(): Promise<void> {
    if (this.done) return;
    const found = this.video.readyState >= 2 ? await this.read(this.video) : null;
    if (found) this.send(found);
    else window.setTimeout(() => void this.look(), 250);
  }

  private async readPhoto(file: File): Promise<void> {
    this.say(text("scan.reading"));
    const bitmap = await createImageBitmap(file).catch(() => null);
    const found = bitmap ? await this.read(bitmap) : null;
    if (found) this.send(found);
    else this.say(text("scan.not_found"));
  }

  private async read(source: ImageBitmapSource): Promise<string | null> {
    const codes = await (await this.reader)(source);
    return codes[0] ?? null;
  }

  private send(code: string): void {
    this.done = true;
    const stream = this.video.srcObject;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
    this.say(text("scan.found"));
    this.field.value = code;
    this.form.requestSubmit();
  }

  private say(words: string): void {
    this.status.hidden = false;
    this.status.textContent = words;
  }
}

function needed<T extends HTMLElement>(form: HTMLElement, selector: string): T {
  const found = form.querySelector<T>(selector);
  if (!found) throw new Error(`The scanner needs ${selector} in its form.`);
  return found;
}
