import type { Provider } from '@nestjs/common';
import { PrivateThreads } from '../api/private-threads.js';
import { AnswerComponent, AnswerModal } from './answer.component.js';
import { CatchUp } from './catch-up.js';
import { ConversationListener } from './conversation-listener.js';
import { ConversationStore } from './db/conversation.store.js';
import { NoticeStore } from './db/notice.store.js';
import { Hearing } from './hearing.js';
import { Meetings } from './meetings.js';
import { NoticeConsumer } from './notice-consumer.js';
import { NoticesHandler } from './notices.handler.js';
import { OwedNotices } from './owed-notices.js';
import { UndeliveredNotes } from './undelivered-notes.js';

export const CONVERSATION_PROVIDERS: readonly Provider[] = [
  PrivateThreads,
  NoticeStore,
  ConversationStore,
  NoticeConsumer,
  NoticesHandler,
  OwedNotices,
  Meetings,
  UndeliveredNotes,
  Hearing,
  CatchUp,
  ConversationListener,
  AnswerComponent,
  AnswerModal,
];
