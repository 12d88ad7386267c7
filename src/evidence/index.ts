export type { EvidenceRecord, KeptFile } from './domain/evidence.js';
export { EvidenceIntake } from './evidence-intake.js';
export { EvidenceHttpModule } from './http/evidence-http.module.js';
export { EvidenceModule } from './evidence.module.js';
export { Uploads, type UploadSession } from './uploads.js';
