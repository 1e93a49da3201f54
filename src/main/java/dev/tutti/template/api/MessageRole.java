package dev.tutti.template.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Roles of messages, by who speaks. */
public enum MessageRole {
  /** Instructions; also whatever stands before the first marker. */
  SYSTEM,
  /** The user. */
  USER,
  /** The model, in an example. */
  ASSISTANT;

  public static Optional<MessageRole> of(String name) {
    return Arrays.stream(values()).filter(each -> each.title().equals(name)).findFirst();
  }

  /** The name as markers and chat requests write it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
