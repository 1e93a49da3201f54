package dev.tutti.file;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of files: how much is kept, and for how long.
 *
 * @param maxSize of one file, in bytes
 * @param ownerBytes of the files of one owner together
 * @param maxTotal of all files together, those that are just coming included
 * @param keep how long files of batches are kept that do not say it themselves
 */
public record FileSettings(long maxSize, long ownerBytes, long maxTotal, Duration keep) {
  /** Section {@code files}. */
  public static final SettingsSection<FileSettings> SECTION =
      SettingsSection.live("files", FileSettings::read);

  private static final long MOST_OF_ONE = 64L << 30;
  private static final long MOST = 1L << 50;

  /** 512 MiB a file, 10 GiB of an owner, 50 GiB in all; 30 days for files of batches. */
  public static final FileSettings DEFAULT =
      new FileSettings(512L << 20, 10L << 30, 50L << 30, Duration.ofDays(30));

  /** Checks the ranges. */
  public FileSettings {
    Argument.check(maxSize >= 1 && maxSize <= MOST_OF_ONE, "max_size", maxSize, "1 to 64 GiB");
    Argument.check(ownerBytes >= 1 && ownerBytes <= MOST, "owner_bytes", ownerBytes, "1 to 1 PiB");
    Argument.check(maxTotal >= 1 && maxTotal <= MOST, "max_total", maxTotal, "1 to 1 PiB");
    Argument.check(keep.isPositive(), "keep", keep, "> 0");
  }

  /** Reads the section {@code files}. */
  static FileSettings read(Section section) {
    return new FileSettings(
        section.size("max_size", 1, MOST_OF_ONE).or(DEFAULT.maxSize),
        section.size("owner_bytes", 1, MOST).or(DEFAULT.ownerBytes),
        section.size("max_total", 1, MOST).or(DEFAULT.maxTotal),
        section.duration("keep").or(DEFAULT.keep));
  }
}
