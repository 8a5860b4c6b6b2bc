/** Languages by the codes that Business Central gives them, where the first two letters are not the tag already. */
const tags: Record<string, string> = {
  BGR: "bg-BG",
  CHS: "zh-CN",
  CSY: "cs-CZ",
  DAN: "da-DK",
  DEA: "de-AT",
  DES: "de-CH",
  DEU: "de-DE",
  ELL: "el-GR",
  ENA: "en-AU",
  ENC: "en-CA",
  ENG: "en-GB",
  ENI: "en-IE",
  ENP: "en-PH",
  ENU: "en-US",
  ENZ: "en-NZ",
  ESM: "es-MX",
  ESN: "es-ES",
  ESO: "es-CO",
  ESP: "es-ES",
  ESR: "es-PE",
  ESS: "es-AR",
  ETI: "et-EE",
  FIN: "fi-FI",
  FRA: "fr-FR",
  FRB: "fr-BE",
  FRC: "fr-CA",
  FRS: "fr-CH",
  HRV: "hr-HR",
  HUN: "hu-HU",
  IND: "id-ID",
  ISL: "is-IS",
  ITA: "it-IT",
  ITS: "it-CH",
  JPN: "ja-JP",
  KOR: "ko-KR",
  LTH: "lt-LT",
  LVI: "lv-LV",
  MSL: "ms-MY",
  NLB: "nl-BE",
  NLD: "nl-NL",
  NON: "nn-NO",
  NOR: "nb-NO",
  PLK: "pl-PL",
  PTB: "pt-BR",
  PTG: "pt-PT",
  ROM: "ro-RO",
  RUS: "ru-RU",
  SKY: "sk-SK",
  SLV: "sl-SI",
  SRP: "sr-RS",
  SVE: "sv-SE",
  THA: "th-TH",
  TRK: "tr-TR",
  UKR: "uk-UA",
};

/** The BCP 47 tag of a language code of the set-up: one that is a tag itself, a known code, else English. */
export function languageTag(code: string | null): string {
  if (code === null) return "en-GB";
  const known = tags[code.toUpperCase()];
  if (known) return known;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(code.replaceAll("_", "-"))[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}
