package dev.tutti.skill;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks folders in the order of their names. Links are followed, which Kubernetes needs; what
 * begins with a dot is passed over, and so is what a link leads to for the second time.
 *
 * @param deepest how many levels down
 * @param most how many files there may be
 */
record FolderWalk(int deepest, int most) {

  /**
   * The files below a folder by their paths from it, with slashes.
   *
   * @throws SkillException when there are too many, or too deep
   */
  Map<String, Path> files(Path folder) throws IOException {
    var found = new TreeMap<String, Path>();
    walk(folder, "", 0, found);
    return found;
  }

  private void walk(Path folder, String prefix, int depth, Map<String, Path> found)
      throws IOException {
    if (depth > deepest) {
      throw new SkillException("%s: folders %d deep (expected: fewer)".formatted(folder, depth));
    }
    for (var each : children(folder)) {
      var name = prefix + each.getFileName();
      if (Files.isDirectory(each)) {
        walk(each, name + '/', depth + 1, found);
      } else if (Files.isRegularFile(each)) {
        found.put(name, each);
        if (found.size() > most) {
          throw new SkillException("%s: more than %d files".formatted(folder, most));
        }
      }
    }
  }

  /** What is in a folder, by name. */
  static List<Path> children(Path folder) throws IOException {
    var all = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (var each : stream) {
        if (!each.getFileName().toString().startsWith(".")) {
          all.add(each);
        }
      }
    }
    all.sort(null);
    return all;
  }
}
