export const factMessages = {} as const
