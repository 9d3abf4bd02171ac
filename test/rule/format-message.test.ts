import { describe, expect, it } from 'vitest';
import { formatMessage } from '#rule/format-message.js';

describe('formatMessage', () => {
  it('fills in texts as they are and numbers with commas', () => {
    expect(formatMessage('{{name}}: {{count}}', { name: 'Grüße', count: 1234567.891 })).toBe('Grüße: 1,234,567.89');
  });

  it('shows a value that has no end by its beginning, and cuts no character in two', () => {
    expect(formatMessage('"{{value}}"', { value: `${'a'.repeat(498)}😀${'b'.repeat(1_000_000)}` })).toBe(`"${'a'.repeat(498)}…"`);
    expect(formatMessage('{{value}}', { value: 'ü'.repeat(500) })).toBe('ü'.repeat(500));
  });

  it('throws where a placeholder has no value', () => {
    expect(() => formatMessage('{{missing}}', {})).toThrow('lacks data for {{missing}}');
  });
});
