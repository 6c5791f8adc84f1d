/** A label that stays before the camera is one scan. It counts again when it was out of sight for a while. */
export function createSightings(forgetMs = 1_500): (text: string, at: number) => boolean {
  const last = new Map<string, number>();
  return (text, at) => {
    const seen = last.get(text);
    last.set(text, at);
    return seen === undefined || at - seen > forgetMs;
  };
}
