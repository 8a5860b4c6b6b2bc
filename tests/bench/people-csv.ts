const firstNames = ["Ada", "Bo", "Carla", "Dennis", "Edith", "Freja", "Gunnar", "Hana", "Ivo", "Jonas", "Søren", "Élise", "Łukasz", "Zoe"];
const surnames = ["Andersen", "Baker", "Clarke", "Dahl", "Fischer", "Jensen", "Kowalski", "Møller", "O'Brien", "de Vries", "Zimmermann"];
const trades = ["Furniture", "Foods", "Logistics", "Print", "Textiles", "Systems", "Media", "Energy"];
const places = [
  "London,GB,EC1",
  "Leeds,GB,LS2",
  "Hamburg,DE,20095",
  "Aarhus,DK,8000",
  "Malmö,SE,211 20",
  "Gdańsk,PL,80-001",
  "Oslo,NO,0150",
];

export const heading = "Type,Name,First Name,Surname,Company Name,Address,City,Country/Region Code,Post Code,Phone No.,E-Mail";

/** A file of `size` made-up contacts, piece by piece: a quarter companies, 45 % persons of one of them, the rest alone; most with an e-mail address. */
export function* peopleCsv(size: number): Generator<string> {
  const companies = Math.floor(size / 4);
  let piece = `${heading}\n`;
  for (let i = 0; i < size; i++) {
    const draw = Math.imul(i + 1, 2_654_435_761) >>> 0;
    const pick = (list: readonly string[], shift: number) => list[(draw >>> shift) % list.length] ?? "";
    const place = `${1 + (draw % 180)} ${pick(trades, 3)} Road,${pick(places, 7)},+44 ${String(draw % 100_000_000).padStart(8, "0")}`;
    if (i % 4 === 0) {
      piece += `Company,${companyName(i / 4)},,,,${place},info${i}@example.com\n`;
    } else {
      const [first, last] = [pick(firstNames, 5), pick(surnames, 11)];
      const company = i % 20 < 8 || i % 20 > 12 ? companyName(draw % companies) : "";
      const email = draw % 100 < 85 ? `${i}.${trades[draw % 8]?.toLowerCase()}@example.com` : "";
      piece += `Person,${first} ${last},${first},${last},${company},${place},${email}\n`;
    }
    if (piece.length > 1_000_000) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

const companyName = (no: number) => `${surnames[no % surnames.length]} ${trades[no % trades.length]} ${no}`;
