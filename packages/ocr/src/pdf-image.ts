import sharp from 'sharp';
import { deflateSync } from 'node:zlib';

/** A picture as a PDF image object: JPEG bytes as they are, anything else as losslessly packed pixels. */
export async function pdfImage(image: Buffer): Promise<{ dictionary: string; data: Buffer }> {
  const meta = await sharp(image).metadata();
  const [width, height] = [meta.width ?? 0, meta.height ?? 0];
  const common = `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}`;
  if (meta.format === 'jpeg' && (meta.channels === 1 || meta.channels === 3)) {
    return { dictionary: `${common}/BitsPerComponent 8/ColorSpace/${meta.channels === 1 ? 'DeviceGray' : 'DeviceRGB'}/Filter/DCTDecode>>`, data: image };
  }
  const { data, info } = await sharp(image).flatten({ background: '#fff' }).toColourspace(meta.bitsPerSample === 1 || (meta.channels ?? 3) < 3 ? 'b-w' : 'srgb').raw().toBuffer({ resolveWithObject: true });
  if (meta.bitsPerSample === 1) {
    const bits = packBits(data, width, height, info.channels);
    return { dictionary: `${common}/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode>>`, data: deflateSync(bits, { level: 9 }) };
  }
  return { dictionary: `${common}/BitsPerComponent 8/ColorSpace/${info.channels === 1 ? 'DeviceGray' : 'DeviceRGB'}/Filter/FlateDecode>>`, data: deflateSync(data) };
}

function packBits(data: Buffer, width: number, height: number, channels: number): Buffer {
  const stride = (width + 7) >> 3;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (data[(y * width + x) * channels]! >= 128) out[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
  }
  return out;
}
