export { SourceDirectory, type SourceForIntake } from './source-directory.js';
export { SourcesModule } from './sources.module.js';
