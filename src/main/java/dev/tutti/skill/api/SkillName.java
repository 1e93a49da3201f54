package dev.tutti.skill.api;

import dev.tutti.config.Kind;
import java.util.regex.Pattern;

/** Form of skills' names: letters of any script, digits, {@code - _ .}; at most 64. */
public final class SkillName {
  /** The prefix of a skill's name where a model is asked for. */
  public static final String PREFIX = "skill:";

  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_.-]{0,63}");

  public static final Kind<String> KIND = Kind.text(FORM, "a name of letters, digits, - _ and .");

  private SkillName() {}

  /** Whether a skill may be named so. */
  public static boolean fits(String name) {
    return FORM.matcher(name).matches();
  }
}
