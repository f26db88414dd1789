import { z } from 'zod'

export const ROLES = ['viewer', 'reporter', 'editor', 'admin'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>
