import {
  ComponentType,
  TextInputStyle,
  type APILabelComponent,
  type APISelectMenuOption,
} from 'discord-api-types/v10';

interface Labelled {
  readonly id: string;
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100. */
  readonly description?: string;
  readonly required?: boolean;
}

export function textField({
  id,
  label,
  description,
  required = true,
  most,
  style = TextInputStyle.Paragraph,
}: Labelled & { readonly most: number; readonly style?: TextInputStyle }): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    ...(description !== undefined && { description }),
    component: { type: ComponentType.TextInput, custom_id: id, style, required, max_length: most },
  };
}

export function selectField({
  id,
  label,
  description,
  required = true,
  options,
}: Labelled & { readonly options: readonly APISelectMenuOption[] }): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    ...(description !== undefined && { description }),
    component: {
      type: ComponentType.StringSelect,
      custom_id: id,
      required,
      min_values: required ? 1 : 0,
      options: [...options],
    },
  };
}
