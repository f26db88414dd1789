/** A name without case and accents: one types "doha", "DOHA" or "Doḥa". */
export const foldName = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
