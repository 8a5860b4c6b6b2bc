import { expect, it } from "vitest";
import { layerWords, lineKey, lineOfKey } from "@/components/segments/line-words";

it("a line is named by its contact, and from the second on by which it is", () => {
  expect([1, 2, 12].map((layer) => lineKey({ contactNo: "K00012", layer }))).toEqual(["K00012", "K00012~2", "K00012~12"]);
  for (const line of [
    { contactNo: "K00012", layer: 1 },
    { contactNo: "K00012", layer: 2 },
    { contactNo: "A~B", layer: 3 },
  ])
    expect(lineOfKey(lineKey(line))).toEqual(line);
  for (const contactNo of ["K~1", "K~", "~2", "K~0", "K~2x"]) expect(lineOfKey(contactNo)).toEqual({ contactNo, layer: 1 });
});

it("only lines from the second on are marked", () => {
  expect([1, 2, 3, 4, 11, 12, 21, 22].map(layerWords)).toEqual([
    null,
    "2nd line",
    "3rd line",
    "4th line",
    "11th line",
    "12th line",
    "21st line",
    "22nd line",
  ]);
});
