import { ComponentType } from 'discord-api-types/v10';
import { customId } from '../../interactions/domain/custom-id.js';
import type { Answer } from '../../interactions/handlers.js';
import type { SupportTopic } from '../../mapping/domain/member-settings.js';
import type { Language } from '../../text/texts.js';
import { supportTexts } from './support.texts.js';
import { topicName } from './topics.js';

const MOST_OPTIONS = 25;

/** The topics of the guild, to choose one from. */
export function topicSelect(topics: readonly SupportTopic[], language: Language): Answer {
  const texts = supportTexts[language];
  const options = topics.slice(0, MOST_OPTIONS).map((topic) => ({
    value: topic.id,
    label: topicName(topic, language),
  }));
  return {
    content: texts.chooseBelow,
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: customId('pick-topic'),
            placeholder: texts.choose,
            options,
          },
        ],
      },
    ],
  };
}
