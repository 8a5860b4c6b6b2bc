import { csvLine } from "@/lib/csv/csv-line";
import { fields, type NameLanguage } from "./fields";

/**
 * A data source for authors: Word takes the file under Mailings, Select Recipients, Use an Existing List, and then offers every field by
 * its name in the language. One row of field names follows, so that a preview in Word shows which field stands where.
 */
export function authorsDataSource(language: NameLanguage): string {
  const byteOrderMark = "\ufeff"; // without it Word asks which encoding the file has
  return byteOrderMark + csvLine(fields.map(({ wordNames }) => wordNames[language])) + csvLine(fields.map(({ name }) => `<${name}>`));
}
