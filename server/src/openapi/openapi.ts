import { problemSchema } from '@dateline/shared/api/problem'
import { z } from 'zod'
import { OPERATIONS, type Operation } from './operations.ts'

const PROBLEM_TITLES: Readonly<Record<number, string>> = {
  400: 'The request does not fit; `errors` says where.',
  401: 'Nobody is signed in.',
  403: 'You may not.',
  404: 'There is no such thing.',
  409: 'It has moved on, or is in the way; the problem says what.',
  413: 'Too large.',
  415: 'Not of a kind that is taken here.',
  422: 'A rule of the newsroom is not met; `detail` says which.',
  429: 'Too often; try again later.',
  502: 'The other side did not answer as it should.',
}

/** The API as OpenAPI 3.1, made of the very schemas that check requests and answers. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dateline',
      version: '1',
      description:
        'Errors are problem details (RFC 9457). Documents are edited over WebSockets at /sync/story.<id> in the y-websocket protocol, with the same session.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'dateline.session_token' },
      },
    },
    security: [{ bearer: [] }, { cookie: [] }],
  }
}

function describe(operation: Operation): Record<string, unknown> {
  const { path, summary, body, rawBody, query = {}, answers, problems = [], open } = operation
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, { description, schema }]) => ({
    name,
    in: 'query',
    description,
    schema: jsonSchema(schema),
  }))
  const refusals = [...new Set([...(open ? [400] : [400, 401, 403]), ...problems])]
  return {
    summary,
    ...(open && { security: [] }),
    ...(inPath.length + inQuery.length > 0 && { parameters: [...inPath, ...inQuery] }),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(body, 'input') } },
      },
    }),
    ...(rawBody !== undefined && {
      requestBody: {
        required: true,
        content: { [rawBody]: { schema: { type: 'string', contentMediaType: rawBody } } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]),
      ),
      ...Object.fromEntries(refusals.map((status) => [status, describeProblem(status)])),
    },
  }
}

function describeAnswer(answer: z.ZodType | string): Record<string, unknown> {
  if (typeof answer === 'string') return { description: answer }
  return { description: 'Done.', content: { 'application/json': { schema: jsonSchema(answer) } } }
}

function describeProblem(status: number): Record<string, unknown> {
  return {
    description: PROBLEM_TITLES[status] ?? 'A problem.',
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
