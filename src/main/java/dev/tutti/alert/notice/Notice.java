package dev.tutti.alert.notice;

import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.GroupLabels;
import java.time.Instant;

/**
 * Alert as it is told. Immutable.
 *
 * @param id of the alert
 * @param about what it is an alert about
 * @param firing whether it has not ended
 * @param began when it has fired
 * @param text its value and its limit in words
 * @param news whether something of it was not told yet
 * @param open whether receivers were told that it fires, and not that it has ended
 */
public record Notice(
    String id,
    About about,
    boolean firing,
    Instant began,
    String text,
    boolean news,
    boolean open) {

  /**
   * Subject of an alert.
   *
   * @param rule name of the rule
   * @param measure name of what it measures
   * @param provider it is about, empty where it is about none alone
   */
  public record About(
      String rule, String measure, GroupLabels labels, String provider, Severity severity) {}

  /** Alert that has fired, or has become worse. */
  public static Notice firing(String id, About about, Instant began, String text) {
    return new Notice(id, about, true, began, text, true, false);
  }

  /** The same alert, which has ended. */
  public Notice ended(String how) {
    return new Notice(id, about, false, began, how, true, open);
  }

  /** The same after another state was told: what was told before stays told. */
  Notice after(Notice before) {
    return new Notice(id, about, firing, began, text, news, before.open);
  }

  /** The same, and all of it is told. */
  Notice told() {
    return new Notice(id, about, firing, began, text, false, firing);
  }
}
