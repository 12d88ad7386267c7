import type { Needs } from '#staff';

/** What tickets are about goes to whoever is named here. */
export const ADMIN: Needs = { role: 'admin', scopes: ['guild:admin'] };
