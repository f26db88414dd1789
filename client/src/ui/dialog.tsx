import { X } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import css from './overlays.module.css'

interface Props {
  title: string
  isOpen: boolean
  onClose: () => void
  /** Buttons at the foot. */
  footer?: ReactNode
  /** CSS width it may take where there is room. */
  width?: string
  /** `alertdialog` for a question that must be answered. */
  role?: 'dialog' | 'alertdialog'
  children: ReactNode
}

/** A modal in the middle (on a phone: a sheet from below). Escape and a click outside close it. */
export function Dialog(props: Props) {
  return (
    <Overlay {...props} place={css['dialog']}>
      <Frame {...props} />
    </Overlay>
  )
}

/** A modal at the end edge (on a phone: a sheet from below), for what needs height. */
export function Sheet(props: Props) {
  return (
    <Overlay {...props} place={css['side']}>
      <Frame {...props} />
    </Overlay>
  )
}

function Overlay({
  isOpen,
  onClose,
  width,
  place,
  children,
}: Pick<Props, 'isOpen' | 'onClose' | 'width' | 'children'> & { place: string | undefined }) {
  const style = width ? ({ '--dialog-width': width } as CSSProperties) : {}
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={cx(css['backdrop'])}
    >
      <Modal className={cx(place)} style={style}>
        {children}
      </Modal>
    </ModalOverlay>
  )
}

function Frame({ title, onClose, footer, role = 'dialog', children }: Props) {
  return (
    <AriaDialog role={role} className={cx(css['dialogContent'])}>
      <header className={css['dialogHead']}>
        <Heading slot="title" level={2} className={cx(css['dialogTitle'])}>
          {title}
        </Heading>
        <IconButton label={t('ui.close')} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={css['dialogBody']}>{children}</div>
      {footer && <footer className={css['dialogFoot']}>{footer}</footer>}
    </AriaDialog>
  )
}
