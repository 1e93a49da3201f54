package dev.tutti.selection.rule;

/**
 * Rule about where some requests go.
 *
 * @param name tells it from others
 * @param category the word that answers have for what it is about
 * @param priority rules of a higher one come first; 0 is usual
 * @param enabled whether it is asked at all
 */
public record RoutingRule(
    String name,
    String category,
    RuleCondition when,
    RuleAction then,
    int priority,
    boolean enabled) {

  /** The most rules. */
  public static final int MOST = 500;
}
