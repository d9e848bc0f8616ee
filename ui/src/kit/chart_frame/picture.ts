/** What stands over a picture that has left its page: what it is, of whom, and of when. */
export type Caption = readonly string[];

const margin = 24;
const captionLine = 22;
const sharpness = 2;
const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const namespace = 'http://www.w3.org/2000/svg';

const sizeOf = (svg: SVGSVGElement): { width: number; height: number } => svg.viewBox.baseVal;

const colourOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const make = (name: string, given: Readonly<Record<string, string | number>>): SVGElement => {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  return made;
};

/** A copy that is drawn the same without the style sheet of the page. */
const styledCopy = (svg: SVGSVGElement): SVGSVGElement => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll('*')];
  [...svg.querySelectorAll('*')].forEach((one, place) => {
    const style = getComputedStyle(one);
    const target = copies[place];
    target?.removeAttribute('class');
    for (const name of kept) target?.setAttribute(name, style.getPropertyValue(name));
  });
  copy.removeAttribute('class');
  return copy;
};

const captionOf = (caption: Caption): SVGElement[] =>
  caption.map((line, place) => {
    const text = make('text', {
      x: margin,
      y: margin + captionLine * (place + 0.5),
      fill: colourOf('--ink'),
      'font-family': 'Plus Jakarta Sans, sans-serif',
      'font-size': place === 0 ? 18 : 14,
      'font-weight': place === 0 ? 700 : 500,
    });
    text.textContent = line;
    return text;
  });

/** The drawing as a file of its own, with its caption over it. */
export const svgFile = (svg: SVGSVGElement, caption: Caption): Blob => {
  const { width, height } = sizeOf(svg);
  const top = margin + captionLine * caption.length;
  const whole = { width: width + 2 * margin, height: height + top + margin };
  const file = make('svg', { xmlns: namespace, ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` });
  const copy = styledCopy(svg);
  copy.setAttribute('x', String(margin));
  copy.setAttribute('y', String(top));
  file.append(make('rect', { ...whole, fill: colourOf('--surface') }), ...captionOf(caption), copy);
  return new Blob([new XMLSerializer().serializeToString(file)], { type: 'image/svg+xml' });
};

const shapeOf = (one: Element): Path2D | null => {
  const at = (name: string): number => Number(one.getAttribute(name) ?? 0);
  const path = new Path2D(one.tagName === 'path' ? (one.getAttribute('d') ?? '') : undefined);
  if (one.tagName === 'path') return path;
  if (one.tagName === 'rect') path.rect(at('x'), at('y'), at('width'), at('height'));
  else if (one.tagName === 'circle') path.arc(at('cx'), at('cy'), at('r'), 0, 2 * Math.PI);
  else if (one.tagName === 'line') {
    path.moveTo(at('x1'), at('y1'));
    path.lineTo(at('x2'), at('y2'));
  } else return null;
  return path;
};

const aligned: Readonly<Record<string, CanvasTextAlign>> = { start: 'left', middle: 'center', end: 'right' };

const paintText = (canvas: CanvasRenderingContext2D, one: Element, style: CSSStyleDeclaration): void => {
  canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  canvas.textAlign = aligned[style.textAnchor] ?? 'left';
  const at = [one.textContent, Number(one.getAttribute('x')), Number(one.getAttribute('y'))] as const;
  if (style.stroke !== 'none') canvas.strokeText(...at);
  canvas.fillText(...at);
};

const paint = (canvas: CanvasRenderingContext2D, one: Element): void => {
  const style = getComputedStyle(one);
  const moved = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(one.getAttribute('transform') ?? '');
  canvas.save();
  if (moved !== null) canvas.translate(Number(moved[1]), Number(moved[2]));
  canvas.fillStyle = style.fill;
  canvas.strokeStyle = style.stroke;
  canvas.lineWidth = Number.parseFloat(style.strokeWidth);
  canvas.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat));
  const shape = shapeOf(one);
  if (one.tagName === 'text') paintText(canvas, one, style);
  if (shape !== null && style.fill !== 'none' && one.tagName !== 'line') canvas.fill(shape);
  if (shape !== null && style.stroke !== 'none') canvas.stroke(shape);
  canvas.restore();
};

/** The drawing as pixels: painted from what stands in the page, as the policy of the pages loads no picture of it. */
export const pngFile = (svg: SVGSVGElement, caption: Caption): Promise<Blob | null> => {
  const { width, height } = sizeOf(svg);
  const top = margin + captionLine * caption.length;
  const picture = document.createElement('canvas');
  picture.width = (width + 2 * margin) * sharpness;
  picture.height = (height + top + margin) * sharpness;
  const canvas = picture.getContext('2d');
  if (canvas === null) return Promise.resolve(null);
  canvas.scale(sharpness, sharpness);
  canvas.fillStyle = colourOf('--surface');
  canvas.fillRect(0, 0, width + 2 * margin, height + top + margin);
  canvas.fillStyle = colourOf('--ink');
  caption.forEach((line, place) => {
    canvas.font = `${place === 0 ? '700 18px' : '500 14px'} ${getComputedStyle(document.body).fontFamily}`;
    canvas.fillText(line, margin, margin + captionLine * (place + 0.5));
  });
  canvas.translate(margin, top);
  for (const one of svg.querySelectorAll('*')) paint(canvas, one);
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
};

/** Gives a file to whoever sits at the screen. */
export const saveAs = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
