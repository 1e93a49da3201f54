package dev.tutti.selection.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Way to answer a prompt. */
public enum RouteStrategy {
  /** A light model: something speaks for it being simple. */
  LIGHT,
  /** The default tier: nothing speaks for anything else. */
  DEFAULT,
  /** A strong model that reasons. */
  REASONING,
  /** A cheap answer that is checked before a strong model is asked. */
  CASCADE,
  /** Several models together. */
  COOPERATION;

  /** Its name in configuration, requests and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The strategy of a label. */
  public static Optional<RouteStrategy> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
