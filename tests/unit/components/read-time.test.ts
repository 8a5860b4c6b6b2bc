import { expect, it } from "vitest";
import { readTime } from "@/components/ui/read-time";

it.each([
  ["9", "09:00"],
  ["930", "09:30"],
  ["0930", "09:30"],
  [" 9:30 ", "09:30"],
  ["9.30", "09:30"],
  ["23:59", "23:59"],
  ["0", "00:00"],
])("reads %s as the time of day %s", (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

it.each(["", "24:00", "12:60", "9:5", "9 pm", "12345"])("leaves %s, which is no time of 24 hours, as it is", (typed) => {
  expect(readTime(typed)).toBe(typed);
});
