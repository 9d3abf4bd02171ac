import { describe, expect, it } from 'vitest';
import { parseStyleAttribute } from '#campaign/html/css/declarations.js';
import { declaredStyle } from '#campaign/html/css/declared-style.js';

const styleOf = (text: string) => declaredStyle(parseStyleAttribute(text));
const px = (value: number) => ({ value, unit: 'px' });

describe('declaredStyle', () => {
  it('reads shorthands, and lets a later declaration win', () => {
    expect(styleOf('font:italic bold 12px/1.5 Georgia, serif')).toEqual({ bold: true, fontSize: px(12), lineHeight: { value: 1.5, unit: 'em' }, fontFamily: 'Georgia, serif' });
    expect(styleOf('font-size:20px;font:12pt Arial;font-size:10px')).toMatchObject({ fontSize: px(10), fontFamily: 'Arial', bold: false });
    expect(styleOf('padding:12px 24px;padding-top:30px')).toMatchObject({ paddingY: px(30), paddingX: px(24) });
    expect(styleOf('margin:-10px 0 0 -2000px')).toMatchObject({ marginTop: px(-10), marginLeft: px(-2000) });
    expect(styleOf('border:1px solid #ccc;border-style:none')).toMatchObject({ borderWidth: 0 });
  });

  it('resets what a background shorthand leaves out', () => {
    expect(styleOf('background-color:#000;background:url(a.png)').backgroundColor).toBeUndefined();
    expect(styleOf('background-image:url(a.png);background:#fff').backgroundImage).toBeUndefined();
    expect(styleOf('background:url(a.png) no-repeat center/cover #00f')).toMatchObject({ backgroundColor: { red: 0, green: 0, blue: 255, alpha: 1 }, backgroundImage: 'url(a.png) no-repeat center/cover #00f' });
  });

  it('converts units, and takes a bare number for pixels', () => {
    expect(styleOf('width:3in').width).toEqual(px(288));
    expect(styleOf('width:12pt').width).toEqual(px(16));
    expect(styleOf('width:2rem').width).toEqual(px(32));
    expect(styleOf('width:600').width).toEqual(px(600));
    expect(styleOf('width:50%').width).toEqual({ value: 50, unit: '%' });
    expect(styleOf('font-size:120%').fontSize).toEqual({ value: 1.2, unit: 'em' });
    expect(styleOf('font-size:x-small').fontSize).toEqual(px(10));
  });

  it('keeps the earlier value when the later one is no CSS', () => {
    expect(styleOf('color:#fff;color:reddish').color).toMatchObject({ red: 255 });
    expect(styleOf('display:none;display:sometimes').display).toBe('none');
    expect(styleOf('width:600px;width:12 apples').width).toEqual(px(600));
  });

  it('lets a keyword lift a length', () => {
    expect(styleOf('max-height:0;max-height:none').maxHeight).toBeUndefined();
  });

  it('knows what it does not know', () => {
    expect(styleOf('color:var(--brand)').color).toBe('unknown');
    expect(styleOf('background:[brand]').backgroundColor).toBe('unknown');
    expect(styleOf('color:inherit').color).toBe('inherit');
  });
});
