import { describe, expect, it } from 'vitest';
import { parseStyleAttribute } from '#campaign/html/css/declarations.js';

const declared = (text: string) => parseStyleAttribute(text).map(({ property, value, important }) => `${property}=${value}${important ? '!' : ''}`);

describe('parseStyleAttribute', () => {
  it.each([
    ['color:red;background:#fff', ['color=red', 'background=#fff']],
    [' COLOR : Red ! important ; mso-hide:all;', ['color=Red!', 'mso-hide=all']],
    ['background:url(data:image/png;base64,AA=) no-repeat;color:red', ['background=url(data:image/png;base64,AA=) no-repeat', 'color=red']],
    ['font-family:"A;B",\'C;\';color:red', ['font-family="A;B",\'C;\'', 'color=red']],
    ['width:calc(100% - (2 * 4px));color:red', ['width=calc(100% - (2 * 4px))', 'color=red']],
    ['/* color:blue; */color:red/* x */', ['color=red']],
    ['content:"\\";";color:red', ['content="\\";"', 'color=red']],
    ['color;:red;;{x:y};display:none', ['display=none']],
    ['*zoom:1;_height:1px;color:red', ['_height=1px', 'color=red']],
    ['-webkit-text-size-adjust:none;--x:1', ['-webkit-text-size-adjust=none', '--x=1']],
    ['', []], [';;', []], ['/* open', []], ['color:red;width:calc(1px', ['color=red', 'width=calc(1px']],
  ])('%s', (text, expected) => {
    expect(declared(text)).toEqual(expected);
  });
});
