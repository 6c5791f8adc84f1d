const hour = 3_600_000;
const round = (value: number): number => Math.round(value * 10) / 10;

export interface HourOfAir {
  at: string;
  temperature: number;
  humidity: number;
}

/** A year of a store room's air by the hour up to `now`: warmer and damper in summer, a little by day, never quite even; in its last day something leaks. */
export function yearOfAir(now: Date): HourOfAir[] {
  return Array.from({ length: 365 * 24 }, (_, n) => {
    const left = 365 * 24 - 1 - n;
    const at = new Date(now.getTime() - left * hour);
    const season = Math.sin(((at.getUTCMonth() + at.getUTCDate() / 31 - 4) / 12) * 2 * Math.PI);
    const daytime = Math.sin(((at.getUTCHours() + 8 - 9) / 24) * 2 * Math.PI);
    const uneven = Math.sin(n * 0.37) * 0.3 + Math.sin(n * 0.051) * 0.4;
    const humidity = 52 + 4 * season + 0.8 * daytime + uneven * 2;
    const leak = left < 30 ? 58 + (30 - left) * 0.19 : null;
    return { at: at.toISOString(), temperature: round(19 + 2.6 * season + 0.5 * daytime + uneven), humidity: round(leak ?? Math.min(59, humidity)) };
  });
}
