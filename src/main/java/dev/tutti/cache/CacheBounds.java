package dev.tutti.cache;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;

/**
 * Bounds of the response cache in all, for all models.
 *
 * @param memory bytes of answers in memory
 * @param database whether answers are kept in the database too, so that they survive a restart
 * @param databaseMost bytes of answers in the database
 * @param vectors bytes of the vectors that the semantic tier compares
 */
public record CacheBounds(long memory, boolean database, long databaseMost, long vectors) {
  /** Section {@code cache}. */
  public static final SettingsSection<CacheBounds> SECTION =
      SettingsSection.live("cache", CacheBounds::read)
          .withFixed("cache.max_bytes", CacheBounds::memory)
          .withFixed("cache.database", CacheBounds::database)
          .withFixed("cache.database_max", CacheBounds::databaseMost)
          .withFixed("cache.vectors_max", CacheBounds::vectors);

  /** 128 MiB of answers and 64 MiB of vectors in memory, and nothing in the database. */
  public static final CacheBounds USUAL = new CacheBounds(128 << 20, false, 256 << 20, 64 << 20);

  private static final long LEAST = 1 << 20;
  private static final long MOST_MEMORY = 64L << 30;
  private static final long MOST_DATABASE = 1L << 40;

  /** Reads the bounds among the keys of {@code cache}. */
  public static CacheBounds read(Section section) {
    return new CacheBounds(
        section.size("max_bytes", LEAST, MOST_MEMORY).or(USUAL.memory),
        section.bool("database").or(USUAL.database),
        section.size("database_max", LEAST, MOST_DATABASE).or(USUAL.databaseMost),
        section.size("vectors_max", LEAST, MOST_MEMORY).or(USUAL.vectors));
  }
}
