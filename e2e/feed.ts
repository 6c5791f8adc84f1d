import { writeFileSync } from 'node:fs';
import QRCode from 'qrcode';
import sharp from 'sharp';

export const [width, height] = [1280, 960];

/** A picture that the browser takes for what its camera sees, over and over. */
export async function writeFeed(path: string, picture: Buffer): Promise<void> {
  const { data } = await sharp(picture).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  const frame = Buffer.concat([Buffer.from('FRAME\n'), data, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame, frame]));
}

const table = { r: 74, g: 68, b: 60 };

/** A printed label on the lid of a box, not quite straight. */
export async function labelPicture(code: string): Promise<Buffer> {
  const label = await QRCode.toBuffer(code, { width: 300, margin: 3, errorCorrectionLevel: 'M' });
  const turned = await sharp(label).rotate(9, { background: table }).toBuffer();
  return sharp({ create: { width, height, channels: 3, background: table } }).composite([{ input: turned, left: 470, top: 300 }]).png().toBuffer();
}

/** A sheet of paper on a dark table, a little turned. */
export async function pagePicture(page: string): Promise<Buffer> {
  const sheet = await sharp(page).resize({ height: 800 }).rotate(4, { background: table }).toBuffer();
  return sharp({ create: { width, height, channels: 3, background: table } }).composite([{ input: sheet, gravity: 'centre' }]).png().toBuffer();
}
