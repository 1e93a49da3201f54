package dev.tutti.file;

import java.util.List;

/**
 * Page of a list of files.
 *
 * @param more whether others follow
 */
public record FilePage(List<StoredFile> files, boolean more) {
  public FilePage {
    files = List.copyOf(files);
  }
}
