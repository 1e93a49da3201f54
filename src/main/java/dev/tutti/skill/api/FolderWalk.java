package dev.tutti.skill.api;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
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
 * Walk through folders in the order of their names. Links are followed, which Kubernetes needs, as
 * long as what they lead to is within the folder of all skills; what begins with a dot is passed
 * over, and so is a link to a folder that it is in.
 */
public final class FolderWalk {
  private static final String OUTSIDE =
      "leads out of the skills (expected: a link within their folder)";

  private final int deepest;
  private final int most;
  private final ErrorHandler errorHandler;
  private final Map<String, Path> found = new TreeMap<>();
  private final Set<Path> above = new HashSet<>();
  private final Path home;
  private int folders;
  private boolean stopped;

  private FolderWalk(Path home, int deepest, int most, ErrorHandler errorHandler) {
    this.home = home;
    this.deepest = deepest;
    this.most = most;
    this.errorHandler = errorHandler;
  }

  /** Handler of places that cannot be walked. */
  @FunctionalInterface
  public interface ErrorHandler {
    /** Ends the walk. */
    ErrorHandler FATAL =
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
   * @param root of all skills: links may lead around within it, and not out of it
   * @param deepest how many levels down
   * @param most how many files and how many folders there may be
   * @throws IOException when there are too many, or too deep, or cannot be read, if the mishap
   *     wants that
   */
  public static Map<String, Path> files(
      Path folder, Path root, int deepest, int most, ErrorHandler errorHandler) throws IOException {
    var walk = new FolderWalk(root.toRealPath(), deepest, most, errorHandler);
    walk.walk(folder, "", 0);
    return walk.found;
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    try {
      var real = folder.toRealPath();
      if (depth > deepest) {
        pass(prefix, "folders %d deep (expected: fewer)".formatted(depth));
      } else if (!real.startsWith(home)) {
        pass(prefix.isEmpty() ? folder.toString() : prefix, OUTSIDE);
      } else if (above.add(real)) {
        enter(folder, prefix, depth);
        above.remove(real);
      }
    } catch (NoSuchFileException e) {
      if (depth == 0) {
        errorHandler.at(prefix, e); // others have gone meanwhile
      }
    } catch (IOException e) {
      errorHandler.at(prefix, e);
    }
  }

  private void enter(Path folder, String prefix, int depth) throws IOException {
    if (++folders > most) {
      stop("folders");
    }
    for (var each : children(folder)) {
      if (!stopped) {
        visit(each, prefix + each.getFileName(), depth);
      }
    }
  }

  private void pass(String place, String why) throws IOException {
    errorHandler.at(place, new IOException(place + ": " + why));
  }

  private void stop(String what) throws IOException {
    stopped = true;
    errorHandler.at("", new IOException("more than %d %s (expected: fewer)".formatted(most, what)));
  }

  private void visit(Path each, String name, int depth) throws IOException {
    if (Files.isDirectory(each)) {
      walk(each, name + '/', depth + 1);
    } else if (Files.isRegularFile(each)) {
      if (found.size() < most) {
        found.put(name, each);
      } else {
        stop("files");
      }
    }
  }

  /**
   * Sees to it that a file or folder is within the folder of all skills, wherever links lead.
   *
   * @param place what messages call it
   * @throws IOException when it cannot be found
   * @throws SkillException when it is elsewhere
   */
  public static void requireWithin(Path root, Path path, String place) throws IOException {
    if (!path.toRealPath().startsWith(root.toRealPath())) {
      throw new SkillException(place + ": " + OUTSIDE);
    }
  }

  /** The reason why something of the file system cannot be used, in words that name no class. */
  public static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException gone -> gone.getFile() + ": is not there";
      case AccessDeniedException denied -> denied.getFile() + ": may not be read";
      case FileSystemException other -> String.valueOf(other.getMessage());
      case IOException other -> String.valueOf(other.getMessage());
      case SkillException own -> String.valueOf(own.getMessage());
      case Exception other -> other.toString();
    };
  }

  /** The contents of a folder, by name. */
  public static List<Path> children(Path folder) throws IOException {
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
