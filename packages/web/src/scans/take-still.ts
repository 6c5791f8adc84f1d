import type { Quad } from './page-edges.ts';

/** The part of the picture in which the page lies, with a margin: the archive straightens it afterwards. */
export function cropOf(quad: Quad | undefined, width: number, height: number, margin = 0.03): { x: number; y: number; width: number; height: number } {
  if (!quad) return { x: 0, y: 0, width, height };
  const clamp = (part: number): number => Math.min(1, Math.max(0, part));
  const [xs, ys] = [quad.map((one) => one.x), quad.map((one) => one.y)];
  const [x, y] = [Math.round(clamp(Math.min(...xs) - margin) * width), Math.round(clamp(Math.min(...ys) - margin) * height)];
  return { x, y, width: Math.round(clamp(Math.max(...xs) + margin) * width) - x, height: Math.round(clamp(Math.max(...ys) + margin) * height) - y };
}

interface PhotoTaker {
  takePhoto(): Promise<Blob>;
}

const sharpEnough = 1_800;

/** A4 wants some two thousand pixels across. Where the moving picture has fewer, the camera is asked for a photo. */
async function photoOf(track: MediaStreamTrack, least: number): Promise<Blob | undefined> {
  const Taker = (globalThis as { ImageCapture?: new (track: MediaStreamTrack) => PhotoTaker }).ImageCapture;
  if (!Taker) return undefined;
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 3_000));
  const photo = await Promise.race([new Taker(track).takePhoto().catch(() => undefined), late]);
  if (!photo) return undefined;
  const { width, height, close } = await createImageBitmap(photo).then((bitmap) => ({ width: bitmap.width, height: bitmap.height, close: () => bitmap.close() }));
  close();
  return Math.min(width, height) > least ? photo : undefined;
}

export async function takeStill(video: HTMLVideoElement, quad: Quad | undefined): Promise<Blob> {
  const { videoWidth: width, videoHeight: height } = video;
  const short = Math.min(width, height);
  const track = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined;
  const photo = short < sharpEnough && track ? await photoOf(track, short) : undefined;
  if (photo) return photo;
  const crop = cropOf(quad, width, height);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [crop.width, crop.height];
  canvas.getContext('2d')?.drawImage(video, crop.x, crop.y, crop.width, crop.height, 0, 0, crop.width, crop.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))), 'image/jpeg', 0.92));
}
