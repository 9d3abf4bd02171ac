import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import banners from './banners.json' with { type: 'json' };

export interface Picture {
  readonly file: string;
  /** Language of its words; undefined for a picture that says nothing: a logo, an icon, a photo. */
  readonly language: string | undefined;
  readonly style: string;
}

interface Style {
  readonly name: string;
  readonly background: string;
  readonly color: string;
  /** Colour of a button's words; its ground is `color`. */
  readonly button: string;
  readonly font: string;
}

/** Turbulence makes a background with the busy, soft structure of a photo; two hues and a seed make it a sky, a meadow, a wall. */
const photo = (seed: number, from: string, to: string, darken: number) => `url('data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="600"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
  + `<filter id="n" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".012 .02" numOctaves="6" seed="${seed}"/><feColorMatrix values="0 0 0 0 .1 0 0 0 0 .1 0 0 0 0 .1 1.6 0 0 0 -.35"/></filter></defs>`
  + `<rect width="1200" height="600" fill="url(#g)"/><rect width="1200" height="600" filter="url(#n)" opacity=".8"/><rect width="1200" height="600" fill="#000" opacity="${darken}"/></svg>`,
)}') center/cover`;

const STYLES: readonly Style[] = [
  { name: 'dark-on-light', background: '#ffffff', color: '#1d2733', button: '#ffffff', font: "700 1em 'Lato', 'Liberation Sans'" },
  { name: 'light-on-dark', background: '#0b2545', color: '#f4f7fb', button: '#0b2545', font: "400 1em 'Roboto', 'DejaVu Sans'" },
  { name: 'gradient', background: 'linear-gradient(120deg,#7b2ff7,#f107a3)', color: '#ffffff', button: '#7b2ff7', font: "600 1em 'Open Sans', 'Liberation Sans'" },
  { name: 'photo-dark', background: photo(7, '#3c6e71', '#284b63', 0.35), color: '#ffffff', button: '#284b63', font: "700 1em 'Noto Serif', 'Liberation Serif'" },
  { name: 'photo-light', background: photo(3, '#fdf6e3', '#ffe8c7', 0), color: '#2b1d0e', button: '#fdf6e3', font: "700 1em 'Noto Sans', 'DejaVu Sans'" },
  { name: 'yellow', background: '#ffd400', color: '#d0021b', button: '#ffffff', font: "900 1em 'Roboto Condensed', 'DejaVu Sans Condensed'" },
];

const SIZES = [{ name: '1x', scale: 1 }, { name: '2x', scale: 2 }] as const;

const LOGOS = ['NORDWIND', 'Acme', 'Blue Harbour & Co.', 'Il Forno', 'Nordic Bank of Trondheim', 'LE PETIT JARDIN', 'Fit for Fun', 'W&amp;B', 'vision GmbH', 'The North Company'];
const ICONS = ['&#xf09a;', '&#xf099;', '&#xf16d;', '&#xf08c;', '&#xf0e0;', '&#xf07a;'];
const SHAPES = ['40 %', '2026', 'A+ B− C', '+49 30 1234567', '€ 49,90'];

/** Renders all pictures into `folder`, with Chromium and the fonts of this machine. */
export async function renderBanners(folder: string, executablePath = '/usr/bin/chromium'): Promise<readonly Picture[]> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const pictures: Picture[] = [];
  try {
    for (const { name, scale } of SIZES) {
      const page = await browser.newPage({ viewport: { width: 600, height: 300 }, deviceScaleFactor: scale });
      const shoot = async (file: string, html: string, language: string | undefined, style: string) => {
        await page.setContent(html);
        const path = join(folder, `${file}-${name}.${scale === 1 ? 'png' : 'jpg'}`);
        writeFileSync(path, await page.screenshot(scale === 1 ? { type: 'png' } : { type: 'jpeg', quality: 75 }));
        pictures.push({ file: path, language, style: `${style} ${name}` });
      };
      let turn = 0;
      for (const [language, texts] of Object.entries(banners)) {
        for (const [index, text] of texts.entries()) {
          const style = STYLES[turn++ % STYLES.length]!;
          await shoot(`${language}-${index + 1}`, bannerHtml(text, style), language, style.name);
        }
      }
      for (const [index, style] of STYLES.entries()) await shoot(`empty-${index + 1}`, pageHtml('', style), undefined, `textless ${style.name}`);
      for (const [index, logo] of LOGOS.entries()) await shoot(`logo-${index + 1}`, pageHtml(`<p style="font-size:52px;margin:0">${logo}</p>`, STYLES[index % STYLES.length]!), undefined, 'logo');
      await shoot('icons', pageHtml(`<p style="font:64px FontAwesome;letter-spacing:24px">${ICONS.join('')}</p>`, STYLES[1]!), undefined, 'icons');
      for (const [index, shape] of SHAPES.entries()) await shoot(`number-${index + 1}`, pageHtml(`<p style="font-size:80px;margin:0">${shape}</p>`, STYLES[index % STYLES.length]!), undefined, 'number');
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return pictures;
}

function bannerHtml({ headline, line, button }: { headline: string; line: string; button: string }, style: Style): string {
  return pageHtml(`<h1 style="font-size:34px;line-height:1.15;margin:0 0 14px">${headline}</h1><p style="font-size:17px;line-height:1.35;margin:0 0 20px;font-weight:400">${line}</p>`
    + `<span style="font-size:16px;background:${style.color};color:${style.button};padding:10px 18px;border-radius:5px">${button}</span>`, style);
}

function pageHtml(content: string, { background, color, font }: Style): string {
  return `<!doctype html><meta charset="utf-8"><body style="margin:0"><div style="box-sizing:border-box;width:600px;height:300px;padding:36px 40px;background:${background};color:${color};font:${font}">${content}</div>`;
}
