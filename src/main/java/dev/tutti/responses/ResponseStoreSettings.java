package dev.tutti.responses;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of stored responses: how much is kept, for how long, and whether models are sent all of
 * it.
 *
 * @param store whether a response is kept when its caller does not say
 * @param keep how long responses are kept after they were last used, more than 0
 * @param historyItems how many items may come before a response, 1 to 100,000
 * @param historyBytes how long they may be together, 1 to 1 GiB
 * @param ownerBytes how much may be kept of one owner, 1 to 1 TiB
 * @param truncation whether models are sent a view of the history when their caller does not say
 */
public record ResponseStoreSettings(
    boolean store,
    Duration keep,
    int historyItems,
    long historyBytes,
    long ownerBytes,
    Truncation truncation) {
  /** Section {@code responses}. */
  public static final SettingsSection<ResponseStoreSettings> SECTION =
      SettingsSection.live("responses", ResponseStoreSettings::read);

  private static final int MOST_ITEMS = 100_000;
  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_OF_OWNER = 1L << 40;

  /** Storage for 30 days; 2,000 items in 16 MiB; 1 GiB of each owner; all history is sent. */
  public static final ResponseStoreSettings DEFAULT =
      new ResponseStoreSettings(
          true, Duration.ofDays(30), 2_000, 16 << 20, 1L << 30, Truncation.DISABLED);

  /** Word of the Responses API for whether something of the history may be left out. */
  public enum Truncation {
    /** What does not fit may be left out. */
    AUTO,
    /** Everything is sent. */
    DISABLED
  }

  /** Settings by which all of the history is sent. */
  public ResponseStoreSettings(
      boolean store, Duration keep, int historyItems, long historyBytes, long ownerBytes) {
    this(store, keep, historyItems, historyBytes, ownerBytes, Truncation.DISABLED);
  }

  /** Checks the ranges. */
  public ResponseStoreSettings {
    Argument.check(keep.isPositive(), "keep", keep, "> 0");
    Argument.check(
        historyItems >= 1 && historyItems <= MOST_ITEMS,
        "history_items",
        historyItems,
        "1 to 100000");
    Argument.check(
        historyBytes >= 1 && historyBytes <= MOST_BYTES,
        "history_bytes",
        historyBytes,
        "1 to 1 GiB");
    Argument.check(
        ownerBytes >= 1 && ownerBytes <= MOST_OF_OWNER, "owner_bytes", ownerBytes, "1 to 1 TiB");
  }

  /** Reads the section {@code responses}. */
  public static ResponseStoreSettings read(Section section) {
    return new ResponseStoreSettings(
        section.bool("store").or(DEFAULT.store),
        section.duration("keep").or(DEFAULT.keep),
        section.integer("history_items", 1, MOST_ITEMS).or(DEFAULT.historyItems),
        section.size("history_bytes", 1, MOST_BYTES).or(DEFAULT.historyBytes),
        section.size("owner_bytes", 1, MOST_OF_OWNER).or(DEFAULT.ownerBytes),
        section.oneOf("truncation", Truncation.values()).or(DEFAULT.truncation));
  }
}
