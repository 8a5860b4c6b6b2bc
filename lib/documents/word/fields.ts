/** Languages in which authors may write field names; any may be mixed in one template. */
export const nameLanguages = ["en", "de", "fr", "da"] as const;
export type NameLanguage = (typeof nameLanguages)[number];
type Names = readonly [en: string, de: string, fr: string, da: string];

/** How a value is shown where the template has no picture for it. A day is written "YYYY-MM-DD" in the values. */
export type FieldKind = "text" | "day" | "number";

type Described = { readonly names: Names; readonly kind?: FieldKind; readonly also?: readonly string[] };

const groups = {
  contact: { names: ["Contact", "Kontakt", "Contact", "Kontakt"], also: ["CONTA"] },
  company: { names: ["Company", "Firma", "Société", "Virksomhed"] },
  salesperson: {
    names: ["Salesperson", "Verkäufer", "Vendeur", "Sælger"],
    also: ["SALES", "Salesperson Purchaser", "Verkäufer Einkäufer"],
  },
  sender: {
    names: ["Company Information", "Firmendaten", "Informations société", "Virksomhedsoplysninger"],
    also: ["COMPA", "Sender", "Absender", "Expéditeur", "Afsender"],
  },
  segment: { names: ["Segment", "Segment", "Segment", "Målgruppe"] },
  campaign: { names: ["Campaign", "Kampagne", "Campagne", "Kampagne"] },
  line: { names: ["Document", "Dokument", "Document", "Dokument"], also: ["Line", "Zeile", "Ligne", "Linje"] },
} as const satisfies Record<string, { names: Names; also?: readonly string[] }>;
type Group = keyof typeof groups;

const no: Described = { names: ["No", "Nr", "N°", "Nummer"] };
const name: Described = { names: ["Name", "Name", "Nom", "Navn"] };
const name2: Described = { names: ["Name 2", "Name 2", "Nom 2", "Navn 2"] };
const description: Described = { names: ["Description", "Beschreibung", "Description", "Beskrivelse"] };
const jobTitle: Described = { names: ["Job Title", "Position", "Fonction", "Stilling"] };
const phone: Described = { names: ["Phone No", "Telefonnr", "N° téléphone", "Telefon"], also: ["Phone", "Business Phone"] };
const email: Described = { names: ["Email", "E-Mail", "E-mail", "Mail"], also: ["E-mail Address"] };
const address = {
  address: { names: ["Address", "Adresse", "Adresse", "Adresse"], also: ["Address 1", "Street Address"] },
  address2: { names: ["Address 2", "Adresse 2", "Adresse 2", "Adresse 2"] },
  postCode: { names: ["Post Code", "PLZ", "Code postal", "Postnr"], also: ["ZIP Code", "Postal Code", "Postleitzahl"] },
  city: { names: ["City", "Ort", "Ville", "By"] },
  county: { names: ["County", "Bundesregion", "Région", "Amt"], also: ["State", "Bundesland"] },
  country: {
    names: ["Country Region Name", "Länder Regionsname", "Nom pays région", "Lande områdenavn"],
    also: ["Country", "Country or Region", "Land", "Pays"],
  },
} satisfies Record<string, Described>;
const reach = {
  phone,
  fax: { names: ["Fax No", "Faxnr", "N° télécopie", "Telefax"] },
  email,
  homePage: { names: ["Home Page", "Homepage", "Page d'accueil", "Hjemmeside"], also: ["Web Page"] },
  vatRegistrationNo: { names: ["VAT Registration No", "USt-IdNr", "N° identif intracomm", "SE CVR-nr"] },
} satisfies Record<string, Described>;

const described = {
  contact: {
    no,
    name,
    name2,
    firstName: { names: ["First Name", "Vorname", "Prénom", "Fornavn"] },
    middleName: { names: ["Middle Name", "Zweiter Vorname", "Deuxième prénom", "Mellemnavn"] },
    surname: { names: ["Surname", "Nachname", "Nom de famille", "Efternavn"], also: ["Last Name"] },
    initials: { names: ["Initials", "Initialen", "Initiales", "Initialer"] },
    jobTitle,
    mailAddress: { names: ["Mail Address", "Postanschrift", "Adresse postale", "Postadresse"], also: ["Address Block"] },
    ...address,
    countryCode: { names: ["Country Region Code", "Länder Regionscode", "Code pays région", "Lande områdekode"], also: ["Country Code"] },
    mobilePhone: { names: ["Mobile Phone No", "Mobiltelefonnr", "N° téléphone mobile", "Mobiltelefon"], also: ["Mobile Phone"] },
    ...reach,
    languageCode: { names: ["Language Code", "Sprachcode", "Code langue", "Sprogkode"] },
    formalSalutation: {
      names: ["Formal Salutation", "Formelle Anrede", "Salutation formelle", "Formel starthilsen"],
      also: ["CALC Formal Salutation", "Greeting Line"],
    },
    informalSalutation: {
      names: ["Informal Salutation", "Informelle Anrede", "Salutation informelle", "Uformel starthilsen"],
      also: ["CALC Informal Salutation"],
    },
  },
  company: { no, name, name2, ...address, ...reach },
  salesperson: { code: { names: ["Code", "Code", "Code", "Kode"] }, name, jobTitle, phone, email },
  sender: {
    name,
    name2,
    ...address,
    ...reach,
    registrationNo: { names: ["Registration No", "Registrierungsnr", "N° d'immatriculation", "CVR-nr"] },
    bankName: { names: ["Bank Name", "Bankname", "Nom de la banque", "Bank"] },
    bankBranchNo: { names: ["Bank Branch No", "BLZ", "Code établissement", "Bankregnr"] },
    bankAccountNo: { names: ["Bank Account No", "Bankkontonummer", "N° compte bancaire", "Bankkontonr"] },
    giroNo: { names: ["Giro No", "Postgirokonto", "N° CCP", "Gironr"] },
    iban: { names: ["IBAN", "IBAN", "IBAN", "IBAN"] },
    swift: { names: ["SWIFT Code", "SWIFT-Code", "Code SWIFT", "SWIFT-kode"], also: ["SWIFT"] },
  },
  segment: { no, description },
  campaign: { no, description },
  line: {
    date: { names: ["Date", "Datum", "Date", "Dato"], kind: "day" },
    description,
    subject: { names: ["Subject", "Betreff", "Objet", "Emne"] },
    personalText: { names: ["Personal Text", "Persönlicher Text", "Texte personnel", "Personlig tekst"] },
  },
} as const satisfies Record<Group, Record<string, Described>>;

type DescribedGroups = typeof described;
/** The stable name of a field: "contact.firstName". */
export type FieldName = { [G in Group]: `${G}.${keyof DescribedGroups[G] & string}` }[Group];

export type Field = {
  readonly name: FieldName;
  readonly kind: FieldKind;
  /** What Word's list of fields calls it, by language. */
  readonly wordNames: Readonly<Record<NameLanguage, string>>;
  /** All words that authors may write for it, before blanks, dots and accents are taken off; `short` are those without a group. */
  readonly accepted: readonly string[];
  readonly short: readonly string[];
};

/** The columns of the rows of each list. */
export const rowFields = {
  mailingGroups: { code: "text", description: "text" },
  profileAnswers: { questionnaire: "text", question: "text", answer: "text" },
  interactions: { date: "day", description: "text", campaign: "text" },
  people: { no: "text", name: "text", firstName: "text", surname: "text", jobTitle: "text", phone: "text", email: "text" },
  addresses: { code: "text", companyName: "text", address: "text", address2: "text", postCode: "text", city: "text", country: "text" },
} as const satisfies Record<string, Readonly<Record<string, FieldKind>>>;

/** Related rows that `FOR` goes over: the contact's mailing groups, profile answers, interactions, people, alternative addresses. */
export type ListName = keyof typeof rowFields;
export const listNames = Object.keys(rowFields) as ListName[];

export type MergeValue = string | number | null;
export type MergeRow<L extends ListName> = { readonly [F in keyof (typeof rowFields)[L]]?: MergeValue };

/** What one letter is made from: plain values of one contact. What is missing is blank. */
export type MergeValues = {
  /** The recipient's language as a BCP 47 tag, such as "de-AT": how days and numbers are written. */
  readonly language: string;
  readonly fields: { readonly [F in FieldName]?: MergeValue };
  readonly lists?: { readonly [L in ListName]?: readonly MergeRow<L>[] };
};

/** A name as Word shows it in a data source: no blanks, dots or other signs, at most 40 characters. */
const wordName = (words: string): string => words.replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_|_$/g, "");

const languageAt = (language: NameLanguage): 0 | 1 | 2 | 3 => nameLanguages.indexOf(language) as 0 | 1 | 2 | 3;

function describeField(group: Group, key: string, { names, kind = "text", also = [] }: Described): Field {
  const { names: groupNames, also: alsoGroup = [] }: { names: Names; also?: readonly string[] } = groups[group];
  const wordNameIn = (language: NameLanguage) => wordName(`${groupNames[languageAt(language)]} ${names[languageAt(language)]}`);
  const captions = [key, ...names, ...also];
  return {
    name: `${group}.${key}` as FieldName,
    kind,
    wordNames: { en: wordNameIn("en"), de: wordNameIn("de"), fr: wordNameIn("fr"), da: wordNameIn("da") },
    accepted: [group, ...groupNames, ...alsoGroup].flatMap((prefix) => captions.map((caption) => `${prefix} ${caption}`)),
    short: group === "contact" ? captions : [],
  };
}

/** All fields in the order in which a page or a data source lists them. */
export const fields: readonly Field[] = (Object.keys(described) as Group[]).flatMap((group) =>
  Object.entries<Described>(described[group]).map(([key, field]) => describeField(group, key, field)),
);
