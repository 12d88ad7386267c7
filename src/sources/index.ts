export { newSigningSecret } from './credentials.js';
export { validSecrets } from './domain/signing-secrets.js';
export { BuiltInSources } from './built-in-sources.js';
export { SourceTraffic } from './health/source-traffic.js';
export { SourceDirectory, type SourceForIntake } from './source-directory.js';
export { LogChannelSources } from './log-channel-sources.js';
export { SourcesService } from './sources.service.js';
export { SourcesModule } from './sources.module.js';
export { SourcesHttpModule } from './http/sources-http.module.js';
