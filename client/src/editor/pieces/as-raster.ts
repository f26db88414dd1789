/** Pixels of the longer side that a drawing gets: sharp on paper, small enough to send. */
const LONG_SIDE = 2_000

/**
 * A drawing (SVG) as a picture of dots: an SVG can run scripts and no CMS takes it. It is painted
 * as an image, where nothing in it runs and nothing is loaded. Other files stay as they are.
 */
export async function asRaster(file: Blob): Promise<Blob> {
  if (file.type !== 'image/svg+xml') return file
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const { naturalWidth: width, naturalHeight: height } = image
    const scale = LONG_SIDE / Math.max(width, height, 1)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const painted = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    return painted ?? file
  } catch {
    return file // the server says that it is no picture
  } finally {
    URL.revokeObjectURL(url)
  }
}
