const iso = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** The last days of the months before this one, newest first. */
export function monthEndsBefore(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: count }, (_, index) => iso(Date.UTC(year, month - 1 - index, 0)));
}
