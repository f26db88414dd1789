import type { FactStatus } from '@dateline/shared/facts/status'
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Eye,
  History,
  Split,
  type LucideIcon,
} from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { Badge, type Tone } from '../ui/badge.tsx'

const LOOKS: Readonly<Record<FactStatus, { tone: Tone; Icon: LucideIcon }>> = {
  proposed: { tone: 'waiting', Icon: CircleDashed },
  needs_source: { tone: 'waiting', Icon: CircleHelp },
  in_check: { tone: 'checking', Icon: Eye },
  approved: { tone: 'approved', Icon: CircleCheck },
  changed: { tone: 'changed', Icon: History },
  disputed: { tone: 'disputed', Icon: Split },
  retracted: { tone: 'retracted', Icon: Ban },
}

/** Where a fact stands: an icon and a word, never colour alone. */
export function StatusBadge({ status }: { status: FactStatus }) {
  const { tone, Icon } = LOOKS[status]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(`fact.status.${status}`)}
    </Badge>
  )
}
