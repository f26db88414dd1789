import type { Router } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiRouters } from '../app.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { OPERATIONS } from './operations.ts'

/** Answered only to say that it is not offered. */
const NOT_OFFERED = ['post /api/auth/sign-up/email']

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** `get /api/stories/{}` for every route of a router. */
function routesOf(prefix: string, router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    if (!route) return []
    const path = `/api${prefix}${route.path}`
      .replaceAll(/\/+/g, '/')
      .replaceAll(/:\w+/g, '{}')
      .replace(/\/$/, '')
    return [...new Set(route.stack.map(({ method }) => `${method} ${path}`))]
  })
}

test('every route under /api is described, and everything described is there', () => {
  const mounted = apiRouters(server.deps, {} as never)
    .flatMap(([prefix, router]) => routesOf(prefix, router))
    .filter((route) => !NOT_OFFERED.includes(route))
  const described = OPERATIONS.map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`,
  ).filter((operation) => operation.includes(' /api/'))
  expect(mounted.filter((route) => !described.includes(route))).toEqual([])
  expect(described.filter((operation) => !mounted.includes(operation))).toEqual([])
})
