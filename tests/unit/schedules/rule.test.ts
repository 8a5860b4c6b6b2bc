import { describe, expect, it } from "vitest";
import { instantOf, localTime } from "@/lib/filters/instants";
import { timeZoneSchema } from "@/lib/filters/schema";
import { latestDue, nextDue, nextDues } from "@/lib/schedules/rule";
import { type ScheduleRule, scheduleRuleSchema } from "@/lib/schedules/schema";
import { ruleWords, scheduleWords } from "@/lib/schedules/words";

const iso = (dues: (Date | null)[]) => dues.map((due) => due?.toISOString().slice(0, 16) ?? null);
const local = (dues: Date[], zone: string) => dues.map((due) => localTime(due, zone).slice(0, 16));
const at = (moment: string) => new Date(moment);
const firstMonday: ScheduleRule = { every: "month", on: { kind: "weekday", which: 1, weekday: 1 }, time: "09:00" };

it("a time zone is one that JavaScript and Postgres mean the same by: short names, which are others there, are written out", () => {
  const named = ["PST", "IST", "AET", "UTC", "Europe/Berlin", "Asia/Calcutta", "Etc/UTC"].map((name) => timeZoneSchema.parse(name));
  expect(named).toEqual(["America/Los_Angeles", "Asia/Calcutta", "Australia/Sydney", "UTC", "Europe/Berlin", "Asia/Calcutta", "Etc/UTC"]);
  expect(["+02:00", "", "Mars/Olympus", "Europe/Berlin; drop"].filter((name) => timeZoneSchema.safeParse(name).success)).toEqual([]);
});

describe("when a schedule is due", () => {
  it("the first, the fourth and the last weekday of a month", () => {
    const on = (which: 1 | 4 | "last", weekday: number): ScheduleRule => ({
      every: "month",
      on: { kind: "weekday", which, weekday },
      time: "09:00",
    });
    const from = at("2026-01-01T00:00:00Z");
    expect(local(nextDues(on(1, 1), "Etc/UTC", from, 4), "Etc/UTC")).toEqual([
      "2026-01-05T09:00",
      "2026-02-02T09:00",
      "2026-03-02T09:00",
      "2026-04-06T09:00",
    ]);
    expect(local(nextDues(on(4, 7), "Etc/UTC", from, 2), "Etc/UTC")).toEqual(["2026-01-25T09:00", "2026-02-22T09:00"]);
    expect(local(nextDues(on("last", 5), "Etc/UTC", from, 3), "Etc/UTC")).toEqual([
      "2026-01-30T09:00",
      "2026-02-27T09:00",
      "2026-03-27T09:00",
    ]);
  });

  it("the 31st is the last day of a shorter month, leap years included", () => {
    const rule: ScheduleRule = { every: "month", on: { kind: "day", day: 31 }, time: "23:30" };
    expect(local(nextDues(rule, "Etc/UTC", at("2028-01-31T23:30:00Z"), 3), "Etc/UTC")).toEqual([
      "2028-02-29T23:30",
      "2028-03-31T23:30",
      "2028-04-30T23:30",
    ]);
  });

  it("days of the week, every day and once, each after the moment and not at it", () => {
    expect(iso(nextDues({ every: "week", days: [1, 4], time: "08:00" }, "Etc/UTC", at("2026-03-16T08:00:00Z"), 3))).toEqual([
      "2026-03-19T08:00",
      "2026-03-23T08:00",
      "2026-03-26T08:00",
    ]);
    expect(iso(nextDues({ every: "day", time: "08:00" }, "Etc/UTC", at("2026-03-16T07:59:00Z"), 2))).toEqual([
      "2026-03-16T08:00",
      "2026-03-17T08:00",
    ]);
    const once: ScheduleRule = { every: "once", date: "2031-05-01", time: "08:00" };
    expect(iso(nextDues(once, "Etc/UTC", at("2026-03-16T08:00:00Z"), 5))).toEqual(["2031-05-01T08:00"]);
    expect(nextDue(once, "Etc/UTC", at("2031-05-01T08:00:00Z"))).toBeNull();
  });

  it("keeps its local time when the clocks change, in three zones and over the end of a year", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Pacific/Auckland"]) {
      const dues = nextDues({ every: "day", time: "09:00" }, zone, at("2026-01-01T00:00:00Z"), 400);
      expect(dues.length).toBe(400);
      expect(dues.every((due) => localTime(due, zone).endsWith("T09:00:00"))).toBe(true);
      expect(new Set(local(dues, zone)).size).toBe(400);
    }
    expect(iso(nextDues({ every: "week", days: [4], time: "00:30" }, "Pacific/Auckland", at("2026-12-30T00:00:00Z"), 1))).toEqual([
      "2026-12-30T11:30",
    ]);
  });

  it.each([
    ["Europe/Berlin", "02:30", "2026-03-28T20:00:00Z", "2026-03-29T01:00", "2026-03-30T00:30"], // 02:00 to 03:00: at 03:00
    ["America/New_York", "02:15", "2026-03-08T00:00:00Z", "2026-03-08T07:00", "2026-03-09T06:15"],
    ["Pacific/Auckland", "02:59", "2026-09-26T00:00:00Z", "2026-09-26T14:00", "2026-09-27T13:59"],
    ["Europe/Berlin", "02:30", "2026-10-24T20:00:00Z", "2026-10-25T00:30", "2026-10-26T01:30"], // twice: the first, and once only
    ["America/New_York", "01:30", "2026-11-01T00:00:00Z", "2026-11-01T05:30", "2026-11-02T06:30"],
    ["Pacific/Auckland", "02:30", "2026-04-04T00:00:00Z", "2026-04-04T13:30", "2026-04-05T14:30"],
  ])(
    "in %s at %s a time that the clock leaps over runs at the next there is, one shown twice runs once",
    (zone, time, from, first, second) => {
      expect(iso(nextDues({ every: "day", time }, zone, at(from), 2))).toEqual([first, second]);
    },
  );

  it("instantOf is the other way round of localTime wherever the clock shows a time", () => {
    for (let hour = 0; hour < 24 * 370; hour += 13) {
      const moment = new Date(Date.UTC(2026, 0, 1, hour, 20));
      const shown = localTime(moment, "Australia/Lord_Howe"); // half an hour of daylight saving
      expect(localTime(instantOf(shown, "Australia/Lord_Howe"), "Australia/Lord_Howe")).toBe(shown);
    }
  });

  it("of the times that passed the latest is run, and the others are counted", () => {
    const daily: ScheduleRule = { every: "day", time: "09:00" };
    expect(latestDue(daily, "Etc/UTC", at("2026-03-10T09:00:00Z"), at("2026-03-13T12:00:00Z"))).toEqual({
      due: at("2026-03-13T09:00:00Z"),
      missed: 3,
      next: at("2026-03-14T09:00:00Z"),
    });
    expect(latestDue(daily, "Etc/UTC", at("2026-03-10T09:00:00Z"), at("2026-03-10T09:00:01Z"))).toMatchObject({ missed: 0 });
  });
});

describe("a schedule in words", () => {
  it("says when, what, to whom, and without whom", () => {
    const segment = { code: "SM00012", name: "VIP" };
    const template = { code: "MAIL", name: "Spring letter" };
    const told = {
      rule: firstMonday,
      timeZone: "Europe/Berlin",
      segment,
      template,
      notReached: { days: 30, by: "any" as const },
      suppression: [{ name: "Said no (SM00013)" }],
    };
    expect(scheduleWords(told)).toBe(
      "On the first Monday of every month at 09:00 (Europe/Berlin), log and send “Spring letter” to VIP, without those who had an interaction in the last 30 days and who is on Said no (SM00013).",
    );
    expect(scheduleWords({ ...told, segment: null, template: null, notReached: null, suppression: [] })).toBe(
      "On the first Monday of every month at 09:00 (Europe/Berlin), log and send … to ….",
    );
  });

  it.each<[unknown, string]>([
    [{ every: "once", date: "2026-03-02", time: "09:00" }, "Once, on 2 March 2026 at 09:00 (Etc/UTC)"],
    [{ every: "week", days: [5, 1, 1], time: "09:00" }, "Every Monday and Friday at 09:00 (Etc/UTC)"],
    [{ every: "month", on: { kind: "day", day: 2 }, time: "09:00" }, "On the 2nd of every month at 09:00 (Etc/UTC)"],
    [{ every: "month", on: { kind: "day", day: 31 }, time: "09:00" }, "On the 31st of every month, or its last day, at 09:00 (Etc/UTC)"],
    [
      { every: "month", on: { kind: "weekday", which: "last", weekday: 5 }, time: "09:00" },
      "On the last Friday of every month at 09:00 (Etc/UTC)",
    ],
  ])("%j", (rule, words) => expect(ruleWords(scheduleRuleSchema.parse(rule), "Etc/UTC")).toBe(words));
});
