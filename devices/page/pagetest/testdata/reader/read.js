// Reads a PNG from standard input and writes every barcode on it as JSON: the
// symbology identifier that a scanner sends, and the data in hexadecimal.
import fs from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: fs.readFileSync(wasm) } });
const found = await readBarcodes(new Blob([fs.readFileSync(0)]), {
  formats: ["Code128", "ITF", "EANUPC", "QRCode", "DataMatrix", "PDF417", "Aztec"],
  maxNumberOfSymbols: 255,
  tryRotate: false,
  tryInvert: false,
});
const reads = found.map((r) => ({
  Identifier: r.symbologyIdentifier,
  Hex: Buffer.from(r.bytes).toString("hex"),
  X: r.position.topLeft.x,
  Y: r.position.topLeft.y,
}));
fs.writeSync(1, JSON.stringify(reads));
