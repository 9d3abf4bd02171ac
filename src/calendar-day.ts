/** Whether the calendar has the day with which a text begins, as `2026-02-28` does and `2026-02-30` does not, which Date takes for 2 March. */
export function beginsOnADay(text: string): boolean {
  const day = text.slice(0, 10);
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
