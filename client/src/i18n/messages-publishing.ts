export const publishingMessages = {} as const
