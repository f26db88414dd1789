import { TWO_SOURCE_TYPES, type ApprovalPolicy } from '@dateline/shared/facts/status'
import { approvalPolicySchema } from '@dateline/shared/story/record'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Database } from '../store/database.ts'

const KEY = 'approval'

/**
 * The newsroom's choices about approvals (rule A10). Until an admin changes them on the page, they
 * are what the environment began with; from then on the stored ones count.
 */
export class ApprovalPolicies {
  readonly #db: Database
  readonly #initial: ApprovalPolicy

  constructor(db: Database, selfApproval: boolean) {
    this.#db = db
    this.#initial = { selfApproval, twoSourceTypes: TWO_SOURCE_TYPES }
  }

  async read(): Promise<ApprovalPolicy> {
    const row = await this.#db
      .selectFrom('settings')
      .select('value')
      .where('key', '=', KEY)
      .executeTakeFirst()
    return row ? approvalPolicySchema.parse(JSON.parse(row.value)) : this.#initial
  }

  /** Changes what is given; the change and its audit row are one commit. */
  async change(patch: Partial<ApprovalPolicy>, by: string, at: number): Promise<ApprovalPolicy> {
    const was = await this.read()
    const now = { ...was, ...patch }
    const value = JSON.stringify(now)
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('settings')
        .values({ key: KEY, value, changed_by: by, changed_at: at })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({ value, changed_by: by, changed_at: at }),
        )
        .execute()
      await insertAudit(transaction, { by, action: 'policy.change', detail: { was, now } }, at)
    })
    return now
  }
}
