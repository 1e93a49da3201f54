package dev.tutti.skill;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks folders in the order of their names. Links are followed, which Kubernetes needs; what
 * begins with a dot is passed over, and so is a link to a folder that it is in.
 */
final class FolderWalk {
  private final int deepest;
  private final int most;
  private final Mishap mishap;
  private final Map<String, Path> found = new TreeMap<>();
  private final Set<Path> above = new HashSet<>();

  private FolderWalk(int deepest, int most, Mishap mishap) {
    this.deepest = deepest;
    this.most = most;
    this.mishap = mishap;
  }

  /** What becomes of a place that cannot be walked. */
  @FunctionalInterface
  interface Mishap {
    /** Ends the walk. */
    Mishap FATAL =
        (_, why) -> {
          throw why;
        };

    /**
     * Takes note, and the walk goes on.
     *
     * @throws IOException to end it
     */
    void at(String place, IOException why) throws IOException;
  }

  /**
   * The files below a folder by their paths from it, with slashes.
   *
   * @param deepest how many levels down
   * @param most how many files there may be
   * @throws IOException when there are too many, or too deep, or cannot be read, if the mishap
   *     wants that
   */
  static Map<String, Path> files(Path folder, int deepest, int most, Mishap mishap)
      throws IOException {
    var walk = new FolderWalk(deepest, most, mishap);
    walk.walk(folder, "", 0);
    return walk.found;
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    if (depth > deepest) {
      mishap.at(
          prefix, new IOException("%sfolders %d deep (expected: fewer)".formatted(prefix, depth)));
      return;
    }
    try {
      var real = folder.toRealPath();
      if (above.add(real)) {
        for (var each : children(folder)) {
          visit(each, prefix + each.getFileName(), depth);
        }
        above.remove(real);
      }
    } catch (NoSuchFileException e) {
      if (depth == 0) {
        mishap.at(prefix, e); // others have gone meanwhile
      }
    } catch (IOException e) {
      mishap.at(prefix, e);
    }
  }

  private void visit(Path each, String name, int depth) throws IOException {
    if (Files.isDirectory(each)) {
      walk(each, name + '/', depth + 1);
    } else if (Files.isRegularFile(each)) {
      if (found.size() == most) {
        mishap.at("", new IOException("more than %d files (expected: fewer)".formatted(most)));
      } else {
        found.put(name, each);
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
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(null);
    return all;
  }
}
