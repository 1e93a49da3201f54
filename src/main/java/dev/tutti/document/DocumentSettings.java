package dev.tutti.document;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of the parsers of documents.
 *
 * @param threads files that are parsed at once
 * @param timeout of one file
 */
public record DocumentSettings(int threads, Duration timeout) {
  private static final int MOST_THREADS = 64;

  /** Two files at once, each for at most a minute. */
  public static final DocumentSettings DEFAULT = new DocumentSettings(2, Duration.ofSeconds(60));

  /** Section {@code documents}, which only a new start changes. */
  public static final SettingsSection<DocumentSettings> SECTION =
      SettingsSection.fixed("documents", DocumentSettings::read);

  /** Checks the ranges. */
  public DocumentSettings {
    Argument.check(threads >= 1 && threads <= MOST_THREADS, "threads", threads, "1 to 64");
    Argument.check(timeout.isPositive(), "timeout", timeout, "> 0");
  }

  private static DocumentSettings read(Section section) {
    return new DocumentSettings(
        section.integer("threads", 1, MOST_THREADS).or(DEFAULT.threads),
        section.duration("timeout").or(DEFAULT.timeout));
  }
}
