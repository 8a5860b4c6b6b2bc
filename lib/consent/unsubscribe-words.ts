import type { RecipientLanguage } from "./schema";

/** What the page behind an unsubscribe link says. `purpose` is what the recipient knows it by, `address` a masked address or null. */
export type UnsubscribeWords = {
  title: string;
  subscribed: (purpose: string, address: string | null) => string;
  unsubscribed: (purpose: string, address: string | null) => string;
  unsubscribedFromAll: (address: string | null) => string;
  /** The button that ends this purpose, the one that ends everything, and the one that takes it back. */
  purpose: (purpose: string) => string;
  everything: string;
  undo: string;
  /** What the two buttons do. */
  explained: string;
  backAgain: string;
  byHand: string;
  unknownTitle: string;
  unknown: string;
  tooOften: string;
  away: string;
};

const to = (word: string, address: string | null) => (address === null ? "" : ` ${word} ${address}`);

const words: Record<RecipientLanguage, UnsubscribeWords> = {
  en: {
    title: "Your e-mails",
    subscribed: (purpose, address) => `You get e-mails about “${purpose}”${to("at", address)}.`,
    unsubscribed: (purpose, address) => `You get no more e-mails about “${purpose}”${to("at", address)}.`,
    unsubscribedFromAll: (address) => `You get no more e-mails from us${to("at", address)}.`,
    purpose: (purpose) => `Stop e-mails about “${purpose}”`,
    everything: "Stop all e-mails",
    undo: "Subscribe again",
    explained: "It holds at once. You need no password and no reason.",
    backAgain: "You are subscribed again.",
    byHand: "We were told so before. Answer one of our e-mails if that is not right.",
    unknownTitle: "This link is not complete",
    unknown: "Open it from the e-mail once more, or copy all of it. You can also answer the e-mail with the word “unsubscribe”.",
    tooOften: "This link was pressed many times. Wait five minutes and try again.",
    away: "This could not be done just now. Try again in a few minutes.",
  },
  de: {
    title: "Ihre E-Mails",
    subscribed: (purpose, address) => `Sie erhalten E-Mails zu „${purpose}“${to("an", address)}.`,
    unsubscribed: (purpose, address) => `Sie erhalten keine E-Mails mehr zu „${purpose}“${to("an", address)}.`,
    unsubscribedFromAll: (address) => `Sie erhalten keine E-Mails mehr von uns${to("an", address)}.`,
    purpose: (purpose) => `E-Mails zu „${purpose}“ abbestellen`,
    everything: "Alle E-Mails abbestellen",
    undo: "Wieder anmelden",
    explained: "Es gilt sofort. Sie brauchen weder ein Kennwort noch einen Grund.",
    backAgain: "Sie sind wieder angemeldet.",
    byHand: "Das wurde uns schon früher mitgeteilt. Antworten Sie auf eine unserer E-Mails, wenn es nicht stimmt.",
    unknownTitle: "Dieser Link ist nicht vollständig",
    unknown:
      "Öffnen Sie ihn noch einmal aus der E-Mail, oder kopieren Sie ihn ganz. Sie können auch mit dem Wort „abbestellen“ auf die E-Mail antworten.",
    tooOften: "Dieser Link wurde sehr oft benutzt. Versuchen Sie es in fünf Minuten noch einmal.",
    away: "Das ging gerade nicht. Versuchen Sie es in einigen Minuten noch einmal.",
  },
  da: {
    title: "Dine e-mails",
    subscribed: (purpose, address) => `Du får e-mails om “${purpose}”${to("på", address)}.`,
    unsubscribed: (purpose, address) => `Du får ikke flere e-mails om “${purpose}”${to("på", address)}.`,
    unsubscribedFromAll: (address) => `Du får ikke flere e-mails fra os${to("på", address)}.`,
    purpose: (purpose) => `Afmeld e-mails om “${purpose}”`,
    everything: "Afmeld alle e-mails",
    undo: "Tilmeld igen",
    explained: "Det gælder med det samme. Du behøver hverken adgangskode eller begrundelse.",
    backAgain: "Du er tilmeldt igen.",
    byHand: "Det har vi fået at vide før. Svar på en af vores e-mails, hvis det ikke er rigtigt.",
    unknownTitle: "Dette link er ikke fuldstændigt",
    unknown: "Åbn det igen fra e-mailen, eller kopiér det hele. Du kan også svare på e-mailen med ordet “afmeld”.",
    tooOften: "Linket er blevet brugt mange gange. Vent fem minutter, og prøv igen.",
    away: "Det kunne ikke gøres lige nu. Prøv igen om et par minutter.",
  },
  fr: {
    title: "Vos e-mails",
    subscribed: (purpose, address) => `Vous recevez des e-mails au sujet de « ${purpose} »${to("à", address)}.`,
    unsubscribed: (purpose, address) => `Vous ne recevez plus d’e-mails au sujet de « ${purpose} »${to("à", address)}.`,
    unsubscribedFromAll: (address) => `Vous ne recevez plus d’e-mails de notre part${to("à", address)}.`,
    purpose: (purpose) => `Ne plus recevoir « ${purpose} »`,
    everything: "Ne plus recevoir aucun e-mail",
    undo: "S’abonner à nouveau",
    explained: "C’est immédiat. Il ne faut ni mot de passe ni motif.",
    backAgain: "Vous êtes de nouveau abonné.",
    byHand: "Cela nous a déjà été dit. Répondez à l’un de nos e-mails si ce n’est pas exact.",
    unknownTitle: "Ce lien n’est pas complet",
    unknown:
      "Ouvrez-le à nouveau depuis l’e-mail ou copiez-le en entier. Vous pouvez aussi répondre à l’e-mail avec le mot « désabonner ».",
    tooOften: "Ce lien a été utilisé de nombreuses fois. Attendez cinq minutes et réessayez.",
    away: "Ce n’était pas possible à l’instant. Réessayez dans quelques minutes.",
  },
};

/** The words of the page in a language. */
export function unsubscribeWords(language: RecipientLanguage): UnsubscribeWords {
  return words[language];
}

/** The language of a code such as DEU, DES, DAN or FRC, or of a browser's wish such as `de-AT,de;q=0.9`; null for others. */
export function recipientLanguageOf(text: string | null): RecipientLanguage | null {
  const start = text?.trim().slice(0, 2).toLowerCase();
  return start === "en" || start === "de" || start === "da" || start === "fr" ? start : null;
}

/** An address that only who owns it recognises: `a•••@example.com`. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return "•••";
  return `${[...email][0]}•••${email.slice(at)}`;
}
