/** The same words with a capital at their head: for labels. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
