import type { Needs } from '#staff';

/** The register is there for all staff to read, and for admins to write. */
export const STAFF: Needs = { role: 'moderator', scopes: ['tickets:read', 'guild:admin'] };
export const ADMIN: Needs = { role: 'admin', scopes: ['guild:admin'] };
