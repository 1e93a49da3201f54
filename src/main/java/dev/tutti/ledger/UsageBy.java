package dev.tutti.ledger;

import dev.tutti.config.Argument;
import java.util.Locale;

/** By what usage is added up. */
public enum UsageBy {
  /** The model as callers named it. */
  MODEL("model"),
  /** The id of the key, empty for anonymous callers. */
  KEY("key_id"),
  /** Owner of the key. */
  OWNER("owner"),
  /** The end user whom callers named. */
  USER("end_user"),
  /** The provider and its name for the model. */
  DEPLOYMENT(
      "provider, upstream_model",
      WordIds.text("provider") + " || '/' || " + WordIds.text("upstream_model")),
  /** The provider. */
  PROVIDER("provider"),
  /** The skill that asked, empty where callers did. */
  SKILL("skill"),
  /** The day in UTC, such as 2026-03-01. */
  DAY("ended_at / 86400000", "ended_at / 86400000");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String columns;
  private final String expression;

  UsageBy(String column) {
    this(column, WordIds.text(column));
  }

  UsageBy(String columns, String expression) {
    this.columns = columns;
    this.expression = expression;
  }

  /** The name that users see, such as {@code model}. */
  public String word() {
    return word;
  }

  /** The columns whose values, in SQL, make a group. */
  String columns() {
    return columns;
  }

  /** The group's name in SQL. */
  String expression() {
    return expression;
  }

  /**
   * The grouping of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static UsageBy of(String word) {
    return Argument.named("by", word, values(), UsageBy::word);
  }
}
