/** The newest day of the demo company's history: its last interactions and the day its segments were made. */
export const newestDemoDay = "2009-01-22";

/** How many days every date moves so that the newest day of the demo company is the day before `today`. */
export function daysToMove(today: string): number {
  return Math.round((Date.parse(today) - Date.parse(newestDemoDay)) / dayMs) - 1;
}

const dayMs = 86_400_000;

/** A day of the demo company as it is written into the database. */
export function movedDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
