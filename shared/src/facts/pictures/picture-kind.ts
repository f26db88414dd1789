export const PICTURE_KINDS = ['timeline', 'chart'] as const
export type PictureKind = (typeof PICTURE_KINDS)[number]
