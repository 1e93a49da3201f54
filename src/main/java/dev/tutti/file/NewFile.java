package dev.tutti.file;

import dev.tutti.chat.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * File that is to be kept.
 *
 * @param owner whose it is
 * @param name as the caller names it; folders before it are left out
 * @param keep for how long; null for as long as its purpose has it
 */
public record NewFile(String owner, FilePurpose purpose, String name, @Nullable Duration keep) {
  private static final int LONGEST_NAME = 255;

  /**
   * @throws Fault {@code invalid_request} for a name that is none
   */
  public NewFile {
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(NewFile::isUnseen)) {
      throw Fault.invalid(
          "file",
          "a filename of %d characters (expected: 1 to %d that can be seen)"
              .formatted(name.length(), LONGEST_NAME));
    }
  }

  private static boolean isUnseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          character != 0x200c && character != 0x200d; // joiners of some scripts
      default -> false;
    };
  }
}
