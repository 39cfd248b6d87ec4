import { BadgeScanner, makeReader, type Reader } from "../../../../client/ui/scan";

/** Our own reader, for browsers without a detector. Its WebAssembly comes from our server. */
async function ownReader(): Promise<Reader> {
  const [{ prepareZXingModule, readBarcodes }, { default: wasm }] = await Promise.all([
    import("zxing-wasm/reader"),
    import("zxing-wasm/reader/zxing_reader.wasm?url"),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (source) => {
    if (!pen) return [];
    const [width, height] = sizeOf(source);
    const scale = Math.min(1, 1280 / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    pen.drawImage(source as CanvasImageSource, 0, 0, canvas.width, canvas.height);
    const image = pen.getImageData(0, 0, canvas.width, canvas.height);
    const codes = await readBarcodes(image, { formats: ["QRCode"], maxNumberOfSymbols: 1 });
    return codes.filter((code) => code.isValid).map((code) => code.text);
  };
}

function sizeOf(source: ImageBitmapSource): [number, number] {
  if (source instanceof HTMLVideoElement) return [source.videoWidth, source.videoHeight];
  if (source instanceof ImageBitmap) return [source.width, source.height];
  return [0, 0];
}

const form = document.querySelector<HTMLFormElement>("form[data-scan]");
if (form) void new BadgeScanner(form, makeReader(ownReader)).start();
