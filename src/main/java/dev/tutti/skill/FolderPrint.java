package dev.tutti.skill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * What the file system says of all files of a folder without reading them: names, sizes, times,
 * numbers. While it stays the same, so do the contents. It is a hint only: contents decide.
 */
record FolderPrint(long hash) {
  private static final FolderWalk WALK = new FolderWalk(12, 200_000);

  /** A folder's; one that is not there has its own, too. */
  static FolderPrint of(Path folder) {
    try {
      long hash = 17;
      for (var file : WALK.files(folder).entrySet()) {
        hash =
            31 * (31 * hash + file.getKey().hashCode())
                + of(file.getValue().toString(), file.getValue());
      }
      return new FolderPrint(hash);
    } catch (IOException | SkillException e) {
      return new FolderPrint(String.valueOf(e.getMessage()).hashCode());
    }
  }

  private static long of(String name, Path file) throws IOException {
    try {
      Map<String, Object> facts =
          Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
      return Arrays.hashCode(
          new Object[] {
            facts.get("size"), facts.get("lastModifiedTime"), facts.get("ctime"), facts.get("ino")
          });
    } catch (UnsupportedOperationException | IllegalArgumentException _) {
      return Arrays.hashCode(new Object[] {Files.size(file), Files.getLastModifiedTime(file)});
    } catch (NoSuchFileException _) {
      return name.hashCode(); // it has just gone
    }
  }
}
