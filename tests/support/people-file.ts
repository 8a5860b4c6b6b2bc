/**
 * A file of 500 people with a company each, as such files are passed around: lines end with CR alone, all text is quoted, and zip codes
 * are bare unless they start with 0. Every fortieth lives in the same town.
 */
export function peopleFile(): string {
  const people = Array.from(
    { length: 500 },
    (_, n) =>
      `"First${n}","Last${n}","Company ${n}","${n} Main St","Town ${n % 40}","County","ST",${n % 6 === 0 ? `"0${8000 + n}"` : 10000 + n},"504-621-${1000 + n}","504-845-${1000 + n}","p${n}@example.com","http://www.p${n}.com"`,
  );
  return ["first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web", ...people].join("\r");
}
