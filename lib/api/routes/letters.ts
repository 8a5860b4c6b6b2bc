import { z } from "zod";
import { openKeptFile } from "@/lib/exports/kept-file";
import { keptFileSchema } from "@/lib/exports/schema";
import { lettersMessage } from "@/lib/letters/errors";
import { makeLetters } from "@/lib/letters/make-letters";
import { findEntryLetter, findLettersOf, listLetters, readEntryLetter } from "@/lib/letters/queries";
import { letterStates, lettersChoiceSchema } from "@/lib/letters/schema";
import { type ApiRoute, keptFileRoute, queryRoute, resultRoute, storedFileRoute } from "../route";
import { entryNoInPath, entryPositionOf, paging } from "../shapes/asked";
import { jobBegun, keysetPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/letters";

const tag = "Letters";
const path = z.strictObject({ entryNo: entryNoInPath.shape.entryNo.describe("The number of the logged segment.") });
const loggedOf = ({ path: { entryNo } }: { path: { entryNo: number } }) => ({ loggedSegmentEntryNo: entryNo });
const noLogged = "There is no such logged segment.";

/** The letters on paper of logged segments. */
export const letterRoutes: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/letter-files", id: "getLetterFiles", tag },
    summary: "How many letters a logged segment has, what became of them, and the files that were made",
    callable: findLettersOf,
    takes: z.strictObject({ path }),
    input: loggedOf,
    answer: shapes.lettersOf,
    reply: (letters) => letters,
    nothing: noLogged,
  }),
  resultRoute({
    ...{ method: "POST", path: "/logged-segments/{entryNo}/letter-files", id: "makeLetters", tag, status: 202 },
    summary: "Begins to make a file of the letters: one Word file, a Word file each in a ZIP, or PDF",
    description:
      "Letters that were made before are in it as they were; who may not be written to any more is not. The result of the job names the file by `exportId`.",
    callable: makeLetters,
    takes: z.strictObject({ path, body: z.strictObject(lettersChoiceSchema.shape) }),
    input: ({ path: named, body }) => ({ ...loggedOf({ path: named }), ...body }),
    answer: jobBegun,
    reply: (begun) => begun,
    message: lettersMessage,
  }),
  queryRoute({
    ...{ method: "GET", path: "/logged-segments/{entryNo}/letters", id: "listLetters", tag },
    summary: "The letters of a logged segment in the order of its entries, of one state or all",
    callable: listLetters,
    takes: z.strictObject({ path, query: z.strictObject({ ...paging, state: z.enum(letterStates).optional() }) }),
    input: ({ path: named, query: { cursor, limit, state = null } }) => ({
      ...loggedOf({ path: named }),
      ...{ limit, state, after: entryPositionOf(cursor).after },
    }),
    answer: pageOf(shapes.letterRow),
    reply: ({ rows, next }) => keysetPage(rows, null, next, null),
    nothing: noLogged,
  }),
  queryRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/letter", id: "getEntryLetter", tag },
    summary: "What became of the letter of an entry, and the files it is in",
    callable: findEntryLetter,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path: named }) => named,
    answer: shapes.entryLetter,
    reply: (letter) => letter,
    nothing: "Nobody asked for a letter of this entry, or there is no such entry.",
  }),
  storedFileRoute({
    ...{ method: "GET", path: "/interaction-log-entries/{entryNo}/letter/content", id: "readEntryLetter", tag },
    summary: "The letter of an entry as a Word file, as it was made",
    callable: readEntryLetter,
    takes: z.strictObject({ path: entryNoInPath }),
    input: ({ path: named }) => named,
    nothing: "No letter was made of this entry.",
  }),
  keptFileRoute({
    ...{ method: "GET", path: "/exports/{exportId}/file", id: "readExportFile", tag: "Exports" },
    summary: "A file that a job made and that is kept for seven days, such as letters",
    callable: openKeptFile,
    takes: z.strictObject({ path: z.strictObject({ exportId: keptFileSchema.shape.exportId }) }),
    input: ({ path: named }) => named,
    nothing: "There is no such file, or the days are over for which it was kept.",
  }),
];
