import { Module } from '@nestjs/common';
import { BuiltInSources } from './built-in-sources.js';
import { SourceLookupReader } from './db/source-lookup.reader.js';
import { SourceReader } from './db/source.reader.js';
import { SourceStore } from './db/source.store.js';
import { SourceDirectory } from './source-directory.js';
import { SourcesService } from './sources.service.js';

@Module({
  providers: [SourceReader, SourceStore, SourceLookupReader, SourceDirectory, SourcesService, BuiltInSources],
  exports: [SourceDirectory, SourceReader, SourcesService, BuiltInSources],
})
export class SourcesModule {}
