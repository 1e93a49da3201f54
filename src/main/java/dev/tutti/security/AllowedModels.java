package dev.tutti.security;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models that a key may ask for, by the names that callers use: {@code fast} or {@code
 * openai/gpt-4o-mini} is one model, {@code skill:triage} a skill in every version, {@code openai/*}
 * every model of a provider, {@code skill:*} every skill and so for any other prefix, {@code *}
 * every model. Immutable.
 */
public final class AllowedModels {
  /** Every model. */
  public static final AllowedModels ALL = new AllowedModels(List.of("*"));

  private static final int LONGEST = 200;
  private static final String SKILL = "skill:";
  private static final String AUTO = "auto@";

  private final List<String> patterns;
  private final boolean all;
  private final Set<String> names;
  private final List<String> beginnings; // each with its slash or colon

  private AllowedModels(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    this.all = patterns.contains("*");
    this.names = patterns.stream().filter(each -> !each.endsWith("*")).collect(Collectors.toSet());
    this.beginnings =
        patterns.stream()
            .filter(each -> each.endsWith("/*") || each.endsWith(":*"))
            .map(each -> each.substring(0, each.length() - 1))
            .toList();
  }

  /**
   * The models that any of the patterns names.
   *
   * @throws IllegalArgumentException for no pattern, or one of another form
   */
  public static AllowedModels of(List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("models: none (expected: at least one, such as *)");
    }
    patterns.forEach(AllowedModels::check);
    return new AllowedModels(patterns);
  }

  private static void check(String pattern) {
    int star = pattern.indexOf('*');
    boolean starred =
        star < 0
            || pattern.equals("*")
            || (star == pattern.length() - 1 && endsName(pattern, star));
    boolean plain = pattern.codePoints().noneMatch(AllowedModels::unseen);
    if (!starred || !plain || pattern.isEmpty() || pattern.length() > LONGEST) {
      throw new IllegalArgumentException(
          "models: \"" + pattern + "\" (expected: a model's name, provider/*, skill:* or *)");
    }
  }

  /** Whether a star follows the first slash at once, or the first colon of a name without one. */
  private static boolean endsName(String pattern, int star) {
    int slash = pattern.indexOf('/');
    return star > 1 && star - 1 == (slash < 0 ? pattern.indexOf(':') : slash);
  }

  private static boolean unseen(int c) {
    return Character.isWhitespace(c) || Character.isISOControl(c);
  }

  /** Whether every model may be asked for. */
  boolean allowAll() {
    return all;
  }

  /** Whether a model may be asked for. */
  public boolean allow(String model) {
    if (all || names.contains(model) || names.contains(unversioned(model))) {
      return true;
    }
    for (var beginning : beginnings) {
      if (model.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private static String unversioned(String model) {
    int at = model.startsWith(SKILL) || model.startsWith(AUTO) ? model.indexOf('@') : -1;
    return at < 0 ? model : model.substring(0, at);
  }

  /** The patterns, in the order given. */
  public List<String> patterns() {
    return patterns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AllowedModels that && patterns.equals(that.patterns);
  }

  @Override
  public int hashCode() {
    return patterns.hashCode();
  }

  /** The patterns with commas between them. */
  @Override
  public String toString() {
    return String.join(", ", patterns);
  }
}
