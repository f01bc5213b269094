// Made from internal/words by go generate ./internal/words. Do not edit.

export const languages = ['en', 'uk', 'ru', 'ro', 'nb', 'zh-CN'] as const;

/** A text of the screens. */
export type Key =
  | 'shell_connecting'
  | 'shell_data_old'
  | 'shell_disconnected'
  | 'shell_language'
  | 'shell_language_failed'
  | 'shell_theme'
  | 'shell_theme_dark'
  | 'shell_theme_light'
  | 'shell_theme_system';
