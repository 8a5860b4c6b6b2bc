"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { NumberField } from "@/components/ui/number-field";
import { Select } from "@/components/ui/select";
import { labelFormats, labelSheets, labelsPerSheet } from "@/lib/printing/schema";
import { type PrintAddress, printHref } from "./print-address";

const orders = [
  { value: "company", label: "By company, as on the worksheet" },
  { value: "postCode", label: "By post code" },
  { value: "post", label: "By country and post code" },
  { value: "name", label: "By name" },
] as const;

/** In which order; for labels also on which sheet and from which label on. Each choice shows at once. */
export function PrintChoices({ path, address, labels }: { path: string; address: PrintAddress; labels?: boolean }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const choose = (changes: Partial<PrintAddress>) => start(() => router.replace(printHref(path, address, changes), { scroll: false }));
  return (
    <fieldset aria-busy={pending} className="mt-3 flex flex-wrap items-end gap-3 border-0">
      <legend className="sr-only">What is printed</legend>
      <Select
        className="w-64"
        label="Order"
        options={orders}
        value={orders.some(({ value }) => value === address.order) ? address.order : "company"}
        onValueChange={(order) => (order ? choose({ order }) : undefined)}
      />
      {labels ? (
        <>
          <Select
            className="w-64"
            label="Labels"
            options={labelFormats.map((value) => ({ value, label: labelSheets[value].name }))}
            value={address.format}
            onValueChange={(format) => (format ? choose({ format, start: Math.min(address.start, labelsPerSheet(format)) }) : undefined)}
          />
          <NumberField
            className="w-28"
            label="First label"
            value={address.start}
            min={1}
            max={labelsPerSheet(address.format)}
            onValueChange={(first) => (first !== null && first !== address.start ? choose({ start: first }) : undefined)}
          />
        </>
      ) : null}
    </fieldset>
  );
}
