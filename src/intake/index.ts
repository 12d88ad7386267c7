export { Intake, type Accepted } from './intake.service.js';
export { UnattendedIntake } from './unattended-intake.js';
export { fromDiscordMessage, type LoggedMessage } from './domain/webhook/from-discord-message.js';
export { readingProblems } from './domain/webhook/reading-settings.js';
export { categoryOfWords } from './domain/webhook/category.js';
export { IntakeModule } from './intake.module.js';
export type { NewSignal } from './domain/new-signal.js';
export type { Receipt } from './domain/receipt.js';
export { IntakeHttpModule } from './http/intake-http.module.js';
