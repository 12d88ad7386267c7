import type { Provider } from '@nestjs/common';
import { Channels } from '../api/channels.js';
import { ChannelMaker } from './channel-maker.js';
import { DoctorCommand } from './doctor.command.js';
import { Doctor } from './doctor.js';
import { SetupCommand } from './setup.command.js';

export const SETUP_PROVIDERS: readonly Provider[] = [
  Channels,
  ChannelMaker,
  Doctor,
  DoctorCommand,
  SetupCommand,
];
