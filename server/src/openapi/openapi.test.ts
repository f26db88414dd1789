import { expect, test } from 'vitest'
import { openApi } from './openapi.ts'
import { OPERATIONS } from './operations.ts'

test('every operation has its body, its answers and its problems as schemas', () => {
  const description = openApi() as {
    paths: Record<string, Record<string, { responses: object; requestBody?: unknown }>>
  }
  for (const { path, method, body, rawBody, answers } of OPERATIONS) {
    const operation = description.paths[path]?.[method]
    expect(Object.keys(operation?.responses ?? {}), path).toEqual(
      expect.arrayContaining(Object.keys(answers)),
    )
    expect(Boolean(operation?.requestBody), path).toBe(Boolean(body ?? rawBody))
  }
  const decision = JSON.stringify(
    description.paths['/api/stories/{id}/facts/{factId}/approval']?.['post'],
  )
  expect(decision).toContain('"enum":["approve","dispute","retract"]')
  expect(decision).toContain('^[0-9a-f]{64}$')
})
