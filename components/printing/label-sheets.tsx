import { classNames } from "@/components/ui/class-names";
import { type LabelFormat, labelRows, labelSheets, labelsPerSheet } from "@/lib/printing/schema";
import { AddressLines } from "./address-lines";
import paper from "./paper.module.css";

export type LabelSheetsProps = {
  labels: readonly { contactNo: string; lines: readonly string[] }[];
  format: LabelFormat;
  /** The place of the first label on the first sheet, from 1. */
  start: number;
};

/** Sheets of labels, each exactly as large as its paper. */
export function LabelSheets({ labels, format, start }: LabelSheetsProps) {
  const { width, height, columns } = labelSheets[format];
  const perSheet = labelsPerSheet(format);
  const places = [...Array.from({ length: start - 1 }, () => null), ...labels];
  const sheets = Array.from({ length: Math.ceil(places.length / perSheet) }, (_, at) => places.slice(at * perSheet, (at + 1) * perSheet));
  const look = {
    gridTemplateColumns: `repeat(${columns}, ${width}mm)`,
    gridAutoRows: `${height}mm`,
    paddingTop: `${(297 - height * labelRows) / 2}mm`,
  };
  return sheets.map((sheet, at) => (
    <section
      key={sheet.find((label) => label)?.contactNo ?? at}
      aria-label={`Sheet ${at + 1}`}
      className={classNames(paper.paper, paper.labels)}
      style={look}
    >
      {sheet.map((label, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a contact may have several labels, and places never move
        <address key={place} className={classNames(paper.label, "not-italic")}>
          {label ? <AddressLines lines={label.lines} /> : null}
        </address>
      ))}
    </section>
  ));
}
