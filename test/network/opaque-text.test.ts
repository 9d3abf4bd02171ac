import { describe, expect, it } from 'vitest';
import { isOpaque } from '#network/opaque-text.js';

describe('isOpaque', () => {
  it.each(['8f2a9c41b7e05d63', 'aB3xK9mQ2pL7vT4z', '0b0e6c1a-5d0f-4f0e-9a43-2f5d1c8e7b60', 'eJwVzDEOwyAMQNHTlA0ZG'])('takes %s for a key', (text) => expect(isOpaque(text, 16)).toBe(true));
  it.each(['spring-newsletter-offer', 'Frühjahrsangebote2026', '20261122093000000', 'HerbstkatalogFuerAlle', 'a1b2'])('takes %s for none', (text) => expect(isOpaque(text, 16)).toBe(false));
});
