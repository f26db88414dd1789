/** Today as the wall calendar beside this screen has it, `YYYY-MM-DD`. */
export const localDay = (): string => new Intl.DateTimeFormat('sv-SE').format(new Date())
