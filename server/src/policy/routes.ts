import { policyPatchBody } from '@dateline/shared/api/contracts'
import type { ApprovalPolicy } from '@dateline/shared/facts/status'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { allow, userOf } from '../http/session.ts'
import { body } from '../http/validate.ts'

/** Mounted at /api/policy: what the newsroom has chosen about approvals. */
export function policyRoutes(deps: Deps): Router {
  const router = Router()

  // GET /api/policy → 200 policy
  router.get('/', async (req, res) => {
    userOf(req)
    res.json(await deps.policies.read())
  })

  // PATCH /api/policy → 200 policy
  router.patch('/', async (req, res) => {
    const user = allow(deps, req, 'policy.change')
    const { selfApproval, twoSourceTypes } = body(policyPatchBody, req)
    const patch: Partial<ApprovalPolicy> = {
      ...(selfApproval !== undefined && { selfApproval }),
      ...(twoSourceTypes !== undefined && { twoSourceTypes: [...new Set(twoSourceTypes)] }),
    }
    const now = await deps.policies.change(patch, user.id, deps.now())
    deps.live.announceRecords()
    res.json(now)
  })

  router.use(noSuchRoute)
  return router
}
