import type { Provider } from '@nestjs/common';
import { AutoModRules } from '../api/automod-rules.js';
import { AutoModListener } from './automod.listener.js';
import { GatewayWork } from './gateway-work.js';
import { KnownRules } from './known-rules.js';

/** What takes in what happens in a server. */
export const INTAKE_PROVIDERS: Provider[] = [AutoModRules, GatewayWork, KnownRules, AutoModListener];
