/** A time of day as people type it, made "HH:MM" of 24 hours: 9, 930, 9.30 and 9:30 are 09:00 and 09:30. What is no time stays as it is. */
export function readTime(typed: string): string {
  const written = typed.trim();
  const [, hours = "", minutes = "00"] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(written) ?? [];
  const isTime = hours !== "" && Number(hours) < 24 && Number(minutes) < 60;
  return isTime ? `${hours.padStart(2, "0")}:${minutes}` : written;
}
