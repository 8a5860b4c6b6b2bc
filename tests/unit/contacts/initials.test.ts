import { expect, it } from "vitest";
import { initialsOf } from "@/lib/setup/initials";

it.each([
  ["Helena Ray", "HR"],
  ["Ada", "A"],
  ["Karl Friedrich von Essen", "KE"],
  ["élodie  åkerlund", "ÉÅ"],
  ["  ", "ME"],
  ["123", "ME"],
  ["'; drop", "D"],
])("the initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
