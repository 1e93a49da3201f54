package dev.tutti.context;

import java.util.Locale;

/** Degree to which a user's message depends on what was said before it. */
public enum Dependence {
  /** It follows up on something, or nobody has decided: what it may refer to is kept. */
  DEPENDENT,

  /** It seems to stand alone; the last exchange is kept in case it does not. */
  UNSURE,

  /** It stands alone: nothing of what was said before it is needed. */
  INDEPENDENT;

  /** The one that goes by a word; {@link #DEPENDENT} for any that is none. */
  public static Dependence of(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    return DEPENDENT;
  }

  /** The word for it where it is kept. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
