import { X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { toasts } from './toasts.ts'
import css from './toast.module.css'

/** Where short news appears; mounted once, by the app. */
export function Toasts() {
  return (
    <ToastRegion queue={toasts} aria-label={t('ui.notifications')} className={cx(css['region'])}>
      {({ toast }) => (
        <AriaToast toast={toast} className={cx(css['toast'], css[toast.content.tone])}>
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          <IconButton slot="close" small label={t('ui.dismiss')}>
            <X aria-hidden />
          </IconButton>
        </AriaToast>
      )}
    </ToastRegion>
  )
}
