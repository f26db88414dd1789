/** The story page: save state, editors, presence. */
export const storyMessages = {} as const
