package dev.tutti.skill.load;

import dev.tutti.skill.api.FolderWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fingerprint of all files of a folder, taken without reading them: names, sizes, times, numbers,
 * and which of them the file system refuses. While it stays the same, so do the contents. It is a
 * hint only: contents decide.
 */
public record FolderPrint(long hash) {
  private static final int DEEPEST = 12;
  private static final int MOST = 200_000;

  /** All skills'; a folder that is not there has a print of its own, too. */
  public static FolderPrint of(Path root) {
    return of(root, root);
  }

  /** The fingerprint of a folder of one skill. */
  public static FolderPrint of(Path folder, Path root) {
    var refused = new TreeMap<String, String>();
    try {
      var files =
          FolderWalk.files(
              folder, root, DEEPEST, MOST, (at, why) -> refused.put(at, why.toString()));
      long hash = 17;
      for (var file : files.entrySet()) {
        hash = 31 * (31 * hash + file.getKey().hashCode()) + facts(file.getValue());
      }
      return new FolderPrint(31 * hash + refused.hashCode());
    } catch (IOException e) {
      return new FolderPrint(String.valueOf(e.getMessage()).hashCode());
    }
  }

  private static long facts(Path file) {
    try {
      return facts(Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino"));
    } catch (UnsupportedOperationException | IllegalArgumentException _) {
      return plain(file);
    } catch (IOException e) {
      return e.toString().hashCode(); // it has just gone, or must not be read
    }
  }

  private static long facts(Map<String, Object> facts) {
    return List.of("size", "lastModifiedTime", "ctime", "ino").stream()
        .map(facts::get)
        .toList()
        .hashCode();
  }

  private static long plain(Path file) {
    try {
      return Arrays.hashCode(new Object[] {Files.size(file), Files.getLastModifiedTime(file)});
    } catch (IOException e) {
      return e.toString().hashCode();
    }
  }
}
