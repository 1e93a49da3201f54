package dev.tutti.session.view;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.session.SessionStrategy;
import java.time.Duration;

/**
 * Settings of views of sessions; a session's own {@code context} counts before them.
 *
 * @param strategy by which views are made
 * @param budgetTokens most tokens of a view
 * @param summaryModel the model that writes summaries; empty for none, and then the strategy {@code
 *     summary} is a window
 * @param summaryTimeout how long it may take
 */
public record ContextSettings(
    SessionStrategy strategy, int budgetTokens, String summaryModel, Duration summaryTimeout) {
  /** Section {@code conversation}, as far as it is about views. */
  public static final SettingsSection<ContextSettings> SECTION =
      SettingsSection.live("conversation", ContextSettings::read);

  /** The latest turns within 32,000 tokens, without summaries. */
  public static final ContextSettings DEFAULT =
      new ContextSettings(SessionStrategy.WINDOW, 32_000, "", Duration.ofMinutes(1));

  private static final int MOST = 10_000_000;

  /** Reads the keys {@code context} and {@code summary} of the section. */
  static ContextSettings read(Section section) {
    var context = section.section("context");
    var summary = section.section("summary");
    return new ContextSettings(
        context.oneOf("strategy", SessionStrategy.values()).or(DEFAULT.strategy),
        context.integer("budget_tokens", 1, MOST).or(DEFAULT.budgetTokens),
        summary.string("model").or(DEFAULT.summaryModel),
        summary.duration("timeout").or(DEFAULT.summaryTimeout));
  }
}
