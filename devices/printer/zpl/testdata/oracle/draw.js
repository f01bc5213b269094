// Reads one label format from standard input and writes its picture as PNG.
// Arguments: width and height in millimetres, dots per millimetre.
import fs from "node:fs";
import { ready } from "zpl-renderer-js";

const [width, height, dotsPerMM] = process.argv.slice(2).map(Number);
const { api } = await ready;
const zpl = fs.readFileSync(0, "utf8");
const png = await api.zplToBase64Async(zpl, width, height, dotsPerMM);
fs.writeSync(1, Buffer.from(png, "base64"));
process.exit(0);
