package dev.tutti.skill.load;

import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.FolderWalk;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders of skills within the folder of all: each is named as its skill. A folder that is no
 * skill itself and has skills in it is a category, which is not part of their names.
 */
public final class SkillFolders {
  private static final int MOST = 10_000;
  private static final int DEEPEST = 3;

  private final Path root;
  private final List<Path> found = new ArrayList<>();

  /** The categories that are being looked into: a link may lead back to one. */
  private final Set<Path> above = new HashSet<>();

  private SkillFolders(Path root) {
    this.root = root;
  }

  /**
   * All of them, in the order of their paths; empty when there is no folder of skills.
   *
   * @throws SkillException when it cannot be read
   */
  public static Optional<List<Path>> in(Path root) {
    try {
      var folders = new SkillFolders(root);
      folders.above.add(root.toRealPath());
      folders.look(root, 0);
      return Optional.of(folders.found);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SkillException("%s: cannot be read: %s".formatted(root, FolderWalk.why(e)));
    }
  }

  /** Adds what is in a folder; whether any of it is a skill. */
  private boolean look(Path folder, int depth) throws IOException {
    boolean any = false;
    for (var each : FolderWalk.children(folder)) {
      if (found.size() < MOST && Files.isDirectory(each)) {
        any |= add(each, depth);
      }
    }
    return any;
  }

  private boolean add(Path folder, int depth) {
    if (isSkill(folder)) {
      return found.add(folder);
    }
    int before = found.size();
    if (depth < DEEPEST && hasSkills(folder, depth)) {
      return true;
    }
    found.subList(before, found.size()).clear();
    found.add(folder); // what is wrong with it is told
    return false;
  }

  private boolean hasSkills(Path folder, int depth) {
    try {
      var real = folder.toRealPath();
      boolean within = real.startsWith(root.toRealPath());
      boolean round = !above.add(real);
      if (!within || round) {
        return false;
      }
      boolean any = look(folder, depth + 1);
      above.remove(real);
      return any;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isSkill(Path folder) {
    try {
      for (var name : List.of(SkillSettings.FILE, AgentSkill.FILE, Release.FILE, "latest")) {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          return true;
        }
      }
      return FolderWalk.children(folder).stream()
          .anyMatch(each -> Versions.parse(each.getFileName().toString()).isPresent());
    } catch (IOException _) {
      return true; // whoever reads it tells why it cannot be read
    }
  }
}
