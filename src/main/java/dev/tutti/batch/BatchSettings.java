package dev.tutti.batch;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of batches.
 *
 * @param maxLines of one batch
 * @param maxSize of its file, in bytes
 * @param concurrency lines that are answered at once, of all batches
 * @param keep how long a batch that has ended is shown
 */
public record BatchSettings(int maxLines, long maxSize, int concurrency, Duration keep) {
  /** Section {@code batches}; how many lines are answered at once changes with the next start. */
  public static final SettingsSection<BatchSettings> SECTION =
      SettingsSection.live("batches", BatchSettings::read)
          .withFixed("batches.concurrency", BatchSettings::concurrency);

  private static final int MOST_LINES = 1_000_000;
  private static final long MOST_SIZE = 8L << 30;
  private static final int MOST_AT_ONCE = 10_000;

  /** 50,000 lines in 200 MiB, 64 at once; shown for 90 days. */
  public static final BatchSettings DEFAULT =
      new BatchSettings(50_000, 200L << 20, 64, Duration.ofDays(90));

  /** Checks the ranges. */
  public BatchSettings {
    Argument.check(maxLines >= 1 && maxLines <= MOST_LINES, "max_lines", maxLines, "1 to 1000000");
    Argument.check(maxSize >= 1 && maxSize <= MOST_SIZE, "max_size", maxSize, "1 to 8 GiB");
    Argument.check(
        concurrency >= 1 && concurrency <= MOST_AT_ONCE, "concurrency", concurrency, "1 to 10000");
    Argument.check(keep.isPositive(), "keep", keep, "> 0");
  }

  /** Reads the section {@code batches}. */
  static BatchSettings read(Section section) {
    return new BatchSettings(
        section.integer("max_lines", 1, MOST_LINES).or(DEFAULT.maxLines),
        section.size("max_size", 1, MOST_SIZE).or(DEFAULT.maxSize),
        section.integer("concurrency", 1, MOST_AT_ONCE).or(DEFAULT.concurrency),
        section.duration("keep").or(DEFAULT.keep));
  }
}
