import { InputError } from '#errors.js';

/** A statement took more memory than it may use; the same over fewer rows may do. */
export class OutOfMemory extends InputError {
  constructor(used: string, cause: Error) {
    super('--memory', `the tables need more memory than they may use${used === '' ? '' : ` ${used}`}`, 'Give more, such as --memory 4GiB.', { cause });
  }
}
