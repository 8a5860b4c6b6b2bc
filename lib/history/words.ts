import { z } from "zod";

type Detail = Record<string, unknown>;

/** Reads one number or text out of a detail, whatever was written there years ago. */
const numberOf = (value: unknown) => z.number().catch(0).parse(value);
const textOf = (value: unknown) => z.string().catch("").parse(value);
const partOf = (value: unknown): Detail => z.record(z.string(), z.unknown()).catch({}).parse(value);
const listOf = (value: unknown): unknown[] => z.array(z.unknown()).catch([]).parse(value);

const many = new Intl.NumberFormat("en-GB");
const count = (value: unknown, one: string, more = `${one}s`) => `${many.format(numberOf(value))} ${numberOf(value) === 1 ? one : more}`;

/** A step of the criteria stack: what it did, exactly as it was counted. */
function step(verb: string) {
  return ({ step, numbers }: Detail) => {
    const { added, removed, after } = partOf(numbers);
    const moved = [
      numberOf(added) > 0 && `${many.format(numberOf(added))} added`,
      numberOf(removed) > 0 && `${many.format(numberOf(removed))} removed`,
    ];
    const effect = moved.filter((part) => part !== false).join(", ") || "nobody changed";
    return `${verb} (step ${numberOf(step)}): ${effect}, ${many.format(numberOf(after))} now`;
  };
}

const callWords: Record<string, string> = { reached: "reached", not_reached: "not reached", again: "to be called again" };

const consentWords: Record<string, string> = {
  given: "Recorded that consent was given",
  withdrawn: "Recorded that consent was withdrawn",
  do_not_contact: "Recorded not to contact",
  contact_again: "Recorded that contact is welcome again",
};

/**
 * What each recorded act is called, as a sentence without its subject: "Ada Admin — changed the header". A test holds this table
 * against every operation there is.
 */
export const wordsOfActs: Record<string, (detail: Detail) => string> = {
  "segment.create": () => "Made the segment",
  "segment.delete": ({ lines, steps }) => `Deleted the segment with ${count(lines, "line")} and ${count(steps, "step")}`,
  "segment.updateHeader": () => "Changed the header",
  "segment.add": step("Added contacts"),
  "segment.reduce": step("Reduced the contacts"),
  "segment.refine": step("Refined the contacts"),
  "segment.edit": step("Changed lines by hand"),
  "segment.reuse": step("Used criteria again"),
  "segment.import": step("Imported contacts"),
  "segment.changeLines": ({ changed }) => `Changed ${count(changed, "line")}`,
  "segment.undoLineChanges": ({ changed }) => `Took the change of ${count(changed, "line")} back`,
  "segment.changeStack": ({ change, to }) =>
    `Changed the steps (${textOf(change).replaceAll("_", " ") || "replayed"}); step ${numberOf(to)} is the current one`,
  "segment.undoStackChange": ({ to }) => `Put the steps back as they were before; step ${numberOf(to)} is the current one`,
  "segment.logCoverSheets": ({ interactions }) => `Logged ${count(interactions, "cover sheet")}`,
  "liveSegment.create": ({ kind }) => `Made the ${textOf(kind) || "live"} segment`,
  "liveSegment.saveDraft": () => "Saved the draft",
  "liveSegment.goLive": ({ size }) => `Took the segment live with ${count(size, "member")}`,
  "liveSegment.publish": ({ joined, left, size }) =>
    `Published the new definition: ${many.format(numberOf(joined))} joined, ${many.format(numberOf(left))} left, ${count(size, "member")} now`,
  "liveSegment.edit": () => "Began to edit the live segment",
  "liveSegment.discardEdit": () => "Gave up the changes of the live segment",
  "liveSegment.stop": () => "Stopped the segment",
  "liveSegment.saveAsWorksheet": ({ worksheet, lines }) => `Saved ${count(lines, "contact")} as worksheet ${textOf(worksheet)}`,
  "liveSegment.changeByHand": ({ list, act, contacts }) =>
    `${act === "remove" ? "Took off the list of those" : list === "include" ? "Put" : "Left"} ${act === "remove" ? `${list === "include" ? "put in" : "left out"} by hand` : list === "include" ? "in by hand" : "out by hand"}: ${count(contacts, "contact")}`,
  "liveSegment.archive": () => "Archived the segment",
  "liveSegment.restore": () => "Took the segment out of the archive",
  "liveSegment.keep": () => "Kept the segment from expiring",
  "liveSegment.expire": ({ days }) => `Expired: nobody used it for ${count(days, "day")}`,
  "liveSegment.changeLimits": () => "Changed the limits of live segments",
  "liveSegment.delete": ({ name }) => `Deleted the segment ${textOf(name)}`,
  "savedCriteria.save": ({ code, steps }) => `Saved ${count(steps, "step")} as ${textOf(code)}`,
  "savedCriteria.change": () => "Changed the saved criteria",
  "savedCriteria.delete": ({ code }) => `Deleted the saved criteria ${textOf(code)}`,
  "savedCriteria.restore": ({ code }) => `Took back that the saved criteria ${textOf(code)} were deleted`,
  "savedCriteria.reuse": ({ segmentNo }) => `Used the saved criteria on segment ${textOf(segmentNo)}`,
  "mailingGroup.apply": ({ added, removed, segmentNo }) =>
    `Put ${count(added, "contact")} of segment ${textOf(segmentNo)} into the group${numberOf(removed) > 0 ? `, ${many.format(numberOf(removed))} left it` : ""}`,
  "mailingGroup.undo": ({ removed, putBack }) =>
    `Took ${count(removed, "contact")} out of the group again${numberOf(putBack) > 0 ? `, ${many.format(numberOf(putBack))} came back` : ""}`,
  "segment.changeDocument": ({ languageCode, after }) =>
    partOf(after).documentId || partOf(after).subject
      ? `Gave the segment a document or subject of its own in ${textOf(languageCode)}`
      : `Took ${textOf(languageCode)} back to what the template has`,
  "template.create": () => "Made the interaction template",
  "template.change": () => "Changed the interaction template",
  "template.delete": () => "Deleted the interaction template",
  "template.saveLanguage": ({ languageCode }) => `Saved ${textOf(languageCode) || "a language"} of the interaction template`,
  "template.removeLanguage": ({ languageCode }) => `Took ${textOf(languageCode) || "a language"} away from the interaction template`,
  "template.setDocument": ({ languageCode, documentId }) =>
    `${documentId ? "Gave the interaction template another document" : "Removed the document of the interaction template"} in ${textOf(languageCode)}`,
  "template.setAttachments": ({ languageCode, documentIds }) =>
    `Changed the files that go with the document in ${textOf(languageCode)}: ${count(listOf(documentIds).length, "file")} now`,
  "interactionGroup.save": ({ made }) => (made === true ? "Made the interaction group" : "Changed the interaction group"),
  "interactionGroup.delete": () => "Deleted the interaction group",
  "salutationFormula.save": ({ salutationType, languageCode }) =>
    `Wrote the ${textOf(salutationType)} greeting in ${textOf(languageCode) || "any language"}`,
  "salutationFormula.delete": ({ salutationType, languageCode }) =>
    `Deleted the ${textOf(salutationType)} greeting in ${textOf(languageCode) || "any language"}`,
  "schedule.create": () => "Made the schedule",
  "schedule.change": () => "Changed the schedule, which works as this person from now on",
  "schedule.pause": ({ paused }) => (paused === true ? "Paused the schedule" : "Let the schedule go on"),
  "schedule.delete": ({ name }) => `Deleted the schedule “${textOf(name)}”`,
  "schedule.runNow": () => "Had the schedule run at once",
  "schedule.release": ({ schedules }) => `Let ${count(schedules, "schedule")} go on after a backup was restored`,
  "schedule.run": ({ worksheet, interactions, leftOut, emails }) =>
    `Logged ${count(interactions, "interaction")} as segment ${textOf(worksheet)} by a schedule${numberOf(leftOut) > 0 ? `, ${count(leftOut, "line")} left out` : ""}${numberOf(emails) > 0 ? `, let ${count(emails, "e-mail")} go out` : ""}`,
  "setup.changeCompanyDetails": () => "Changed the company details",
  "apiKey.create": ({ name }) => `Made the API key “${textOf(name)}”`,
  "apiKey.revoke": ({ name }) => `Revoked the API key “${textOf(name)}”`,
  "segment.goBack": ({ from, to }) => `Went back from step ${numberOf(from)} to ${numberOf(to)}`,
  "segment.goForward": ({ from, to }) => `Went forward from step ${numberOf(from)} to ${numberOf(to)}`,
  "segment.goToStep": ({ from, to }) => `Went from step ${numberOf(from)} to ${numberOf(to)}`,
  "segment.exportLines": ({ size }) => `Exported the lines, of ${many.format(numberOf(size))}`,
  "segment.startLog": ({ expected }) => `Began to log ${count(expected, "interaction")}`,
  "segment.log": ({ interactions, leftOut, emails }) =>
    `Logged ${count(interactions, "interaction")}${numberOf(leftOut) > 0 ? `, ${count(leftOut, "line")} left out` : ""}${numberOf(emails) > 0 ? `, let ${count(emails, "e-mail")} go out` : ""}`,
  "letters.make": ({ format }) =>
    `Had its letters made as ${textOf(format) === "docx" ? "a Word file" : textOf(format) === "pdf" ? "PDF" : "Word files"}`,
  "delivery.pause": () => "Paused its e-mails",
  "delivery.continue": () => "Let its e-mails go on",
  "delivery.giveUp": () => "Stopped its e-mails that waited",
  "delivery.sendAgain": ({ messages }) => `Let ${count(messages, "e-mail")} go out again`,
  "delivery.settleUnknown": ({ as }) =>
    textOf(as) === "again" ? "Let an e-mail go out again that may have arrived" : "Said that its e-mail arrived",
  "delivery.releaseHeld": ({ loggedSegments }) =>
    `Let the e-mails of ${count(listOf(loggedSegments).length, "logged segment")} go on after a backup was restored`,
  "delivery.changeMailSetup": ({ passwordChanged }) => `Changed how e-mails go out${passwordChanged === true ? ", the password too" : ""}`,
  "echoes.changeSetup": () => "Changed what is counted of e-mails and where bounces go",
  "echoes.drawBounceKey": () => "Made a new key by which bounces are reported",
  "delivery.sendTestMail": ({ outcome }) =>
    `Sent a test by the mail server${textOf(outcome) === "accepted" ? "" : ", which did not take it"}`,
  "segment.returnToDraft": () => "Took the segment back to draft",
  "segment.repairLines": ({ repaired, problem }) =>
    `Repaired ${count(repaired, "line")} (${textOf(problem).replaceAll("_", " ") || "before logging"})`,
  "loggedSegment.cancel": () => "Canceled the logged segment with all its interactions",
  "loggedSegment.reinstate": () => "Reinstated the logged segment with all its interactions",
  "loggedSegment.followUp": ({ segmentNo, contacts }) => `Made the follow-up segment ${textOf(segmentNo)} of ${count(contacts, "contact")}`,
  "log.deleteCanceled": ({ entries, loggedSegments }) =>
    `Deleted ${count(entries, "canceled interaction")} and ${count(loggedSegments, "canceled logged segment")}`,
  "interactionLogEntry.cancel": ({ changed, entries }) => `Canceled ${count(changed ?? entries, "interaction")}`,
  "interactionLogEntry.reinstate": ({ changed, entries }) => `Reinstated ${count(changed ?? entries, "interaction")}`,
  "interactionLogEntry.evaluate": ({ changed, set, evaluation, attemptFailed }) =>
    textOf(set) === "attemptFailed"
      ? `Marked ${count(changed, "interaction")} as ${attemptFailed === true ? "failed" : "not failed"}`
      : `Evaluated ${count(changed, "interaction")} as ${textOf(evaluation).replaceAll("_", " ") || "nothing"}`,
  "interactionLogEntry.undoEvaluation": ({ restored }) => `Took the evaluation of ${count(restored, "interaction")} back`,
  "call.log": ({ reached }) => (reached === true ? "Logged a phone call" : "Logged a phone call that reached nobody"),
  "callList.record": ({ result }) => `Called from the call list: ${callWords[textOf(result)] ?? "called"}`,
  "interactionLogEntry.addComment": () => "Wrote a comment",
  "interactionLogEntry.editComment": () => "Changed a comment",
  "interactionLogEntry.removeComment": () => "Removed a comment, or brought it back",
  "contact.delete": ({ name }) => `Deleted ${textOf(name) || "the contact"}`,
  "contact.deleteMatching": ({ contacts }) => `Began to delete ${count(contacts, "contact")}`,
  "consent.trustAddresses": () => "Said that addresses work to which e-mails came back",
  "consent.record": ({ said, purposeCode, channels }) =>
    `${consentWords[textOf(said)] ?? "Recorded consent"}${textOf(purposeCode) ? ` for ${textOf(purposeCode)}` : ""} (${listOf(channels).map(textOf).join(", ").replaceAll("_", " ")})`,
  "behaviour.saveType": ({ before }) => (before ? "Changed the type of behaviour" : "Made the type of behaviour"),
  "behaviour.keep": ({ after }) => {
    const { keepDays } = partOf(after);
    return keepDays ? `Said that behaviour is kept for ${count(keepDays, "day")}` : "Said that behaviour is kept for ever";
  },
  "behaviour.sweep": ({ rows, keepDays }) => `Deleted ${count(rows, "row")} older than ${count(keepDays, "day")}`,
  "purpose.save": ({ before }) => (before ? "Changed the purpose" : "Made the purpose"),
  "template.setPurpose": ({ after }) => `Gave the template the purpose ${textOf(after)}`,
  "contact.merge": ({ merged }) => `Merged ${listOf(merged).map(nameAndNumber).join(", ") || "other contacts"} into it`,
  "import.start": ({ fileName }) => `Began the import of ${textOf(fileName) || "a file"}`,
  "import.resume": () => "Went on with the import",
  "user.add": ({ name }) => `Added the user ${textOf(name)}`,
  "user.change": () => "Changed the user",
  "user.resetPassword": ({ endedSessions }) => `Reset the password; ${count(endedSessions, "session")} ended`,
  "user.createFirstAdministrator": () => "Set Winnow up as its first administrator",
  "account.change": () => "Changed their own account",
  "account.changePassword": ({ endedSessions }) => `Changed their password; ${count(endedSessions, "other session")} ended`,
  "account.endSession": () => "Ended one of their sessions",
  "account.endOtherSessions": ({ endedSessions }) => `Ended ${count(endedSessions, "other session")} of their own`,
  "view.save": ({ name, after }) => `Saved the view “${textOf(name) || textOf(partOf(after).name)}”`,
  "view.delete": ({ name }) => `Deleted the view “${textOf(name)}”`,
  "view.restore": ({ name }) => `Took back that the view “${textOf(name)}” was deleted`,
  "queryTemplate.save": ({ after }) => `Saved the query template “${textOf(partOf(after).name)}”`,
  "queryTemplate.delete": ({ name }) => `Deleted the query template “${textOf(name)}”`,
  "queryTemplate.restore": ({ name }) => `Took back that the query template “${textOf(name)}” was deleted`,
  "demo.load": () => "Loaded the demo company",
};

/** Operations that write nothing of their own into the trail, and why. */
export const silentActs: Record<string, string> = {
  "behaviour.record": "each row says itself where it came from and when",
  "callList.take": "who has a call at the moment",
  "callList.keep": "who has a call at the moment",
  "callList.leave": "who has a call at the moment",
  "segment.applyCriteria": "each step is recorded under its kind",
  "segment.addLines": "recorded as the edit that it is",
  "segment.removeLines": "recorded as the edit that it is",
  "segment.removeMatchingLines": "recorded as the edit that it is",
  "segment.removeDuplicates": "recorded as the edit that it is",
  "segment.previewStackChange": "tries a change and takes it back",
  "liveSegment.copy": "recorded as the segment that was made",
  "apiKey.revokeOfUser": "recorded as the key that was revoked",
  "document.store": "recorded when it is given to a template, a segment or a line",
  "document.write": "recorded when it is given to a template, a segment or a line",
  "upload.create": "recorded when the import of the file begins",
  "upload.writePart": "recorded when the import of the file begins",
  "upload.complete": "recorded when the import of the file begins",
  "demo.startLoad": "recorded by the job that loads",
  "view.setDefault": "only how one's own list opens",
  "habits.setPin": "only how one's own screen looks",
  "habits.orderPins": "only how one's own screen looks",
  "habits.recordVisit": "only one's own trace",
};

/** The sentence of an act; of one that is not known, its name. */
export function actInWords(operation: string, detail: Detail): string {
  return wordsOfActs[operation]?.(detail) ?? operation;
}

function nameAndNumber(contact: unknown): string {
  const { name, contactNo } = partOf(contact);
  return `${textOf(name)} (${textOf(contactNo)})`;
}
