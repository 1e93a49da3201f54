package dev.tutti.session;

import java.util.Locale;

/** Words in which something was said. */
public enum MessageDialect {
  /** A message of OpenAI's chats. */
  CHAT,
  /** An item of OpenAI's Responses API. */
  ITEM;

  /** The word for it in the database. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MessageDialect of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
