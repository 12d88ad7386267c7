export type { EvidenceRecord } from './domain/evidence.js';
export { EvidenceIntake } from './evidence-intake.js';
export { EvidenceHttpModule } from './http/evidence-http.module.js';
export { EvidenceModule } from './evidence.module.js';
