package dev.tutti.provider.spi;

/**
 * Policy on which requests go to a provider's {@code /responses} instead of its chat completions.
 */
public enum ResponsesUse {
  /** Those that were asked in that API, and those of models that need it. */
  AUTO,
  /** All chats. */
  ALWAYS,
  /** None. */
  NEVER
}
