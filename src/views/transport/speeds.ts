// The speeds to choose from: virtual seconds for a second of screen.

export const SPEEDS: readonly number[] = [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 100];

/** 0.3 → `0.30×`, 10 → `10×`. */
export function formatSpeed(speed: number): string {
  return speed < 1 ? `${speed.toFixed(2)}×` : `${speed}×`;
}

/** For a menu. @param current is among them, whatever it is */
export function speedOptions(current: number): { value: string; label: string }[] {
  const speeds = SPEEDS.includes(current) ? SPEEDS : [...SPEEDS, current].sort((a, b) => a - b);
  return speeds.map((value) => ({ value: String(value), label: formatSpeed(value) }));
}
