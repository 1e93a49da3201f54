package dev.tutti.skill.load;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Problem;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.FolderWalk;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Folder of a skill with its versions: side by side, or one alone.
 *
 * @param versions each with the version that its folder is named by, if it is
 * @param pointer where {@code latest} points, a link or a file with a version in it
 * @param lost whether {@code latest} is there and not to be understood
 * @param written what {@code release.yaml} says, null when that is not to be understood
 * @param problems what is wrong with {@code latest} and {@code release.yaml}
 */
public record SkillFolder(
    String name,
    List<Place> versions,
    @Nullable Semver pointer,
    boolean lost,
    ConfigSource.@Nullable Read<Release> written,
    List<String> problems) {
  private static final String LATEST = "latest";

  /** The folder of one version. */
  public record Place(Path path, @Nullable Semver named) {}

  /** The release in {@code release.yaml}, if that can be understood. */
  Optional<Release> release() {
    return written == null ? Optional.empty() : Optional.of(written.value());
  }

  /** Notices of what is read of {@code release.yaml}, though it is written in a former way. */
  List<String> notices() {
    return written == null ? List.of() : written.notices().stream().map(Problem::toString).toList();
  }

  /** The same with another problem. */
  SkillFolder with(String problem) {
    var all = new ArrayList<>(problems);
    all.add(problem);
    return new SkillFolder(name, versions, pointer, lost, written, all);
  }

  /**
   * Looks at the folder of one skill.
   *
   * @param root of all skills, out of which nothing may lead
   * @throws IOException when it cannot be read
   * @throws SkillException when it is elsewhere
   */
  public static SkillFolder read(Path folder, Path root) throws IOException {
    FolderWalk.requireWithin(root, folder, folder.toString());
    var name = folder.getFileName().toString();
    var problems = new ArrayList<String>();
    var release = release(folder, root, problems);
    if (Files.exists(folder.resolve(SkillSettings.FILE))
        || Files.exists(folder.resolve(AgentSkill.FILE))) {
      var only = new Place(folder, null);
      versionsBeside(folder, problems);
      return new SkillFolder(name, List.of(only), null, false, release, problems);
    }
    misspelt(folder, problems);
    var places = new ArrayList<Place>();
    for (var each : FolderWalk.children(folder)) {
      var version = Versions.parse(each.getFileName().toString());
      if (Files.isDirectory(each) && !each.endsWith(LATEST)) {
        version.ifPresentOrElse(
            found -> add(new Place(each, found), places, problems), () -> pass(each, problems));
      }
    }
    boolean points = Files.exists(folder.resolve(LATEST), LinkOption.NOFOLLOW_LINKS);
    var latest = points ? latest(folder, root, problems) : null;
    return new SkillFolder(name, places, latest, points && latest == null, release, problems);
  }

  /**
   * Names of files that were meant, on systems that tell {@code skill.md} from {@code SKILL.md}.
   */
  private static void misspelt(Path folder, List<String> problems) throws IOException {
    for (var each : FolderWalk.children(folder)) {
      var name = each.getFileName().toString();
      if (name.equalsIgnoreCase(AgentSkill.FILE)) {
        problems.add(each + " (expected: the name " + AgentSkill.FILE + ")");
      } else if (name.equalsIgnoreCase("skill.yml") || name.equalsIgnoreCase(SkillSettings.FILE)) {
        problems.add(each + " (expected: the name " + SkillSettings.FILE + ")");
      }
    }
  }

  private static void add(Place place, List<Place> places, List<String> problems) {
    var same = places.stream().filter(each -> Objects.equals(each.named, place.named)).findFirst();
    same.ifPresentOrElse(
        each ->
            problems.add(
                "%s: the same version as %s, which is served"
                    .formatted(place.path, each.path.getFileName())),
        () -> places.add(place));
  }

  private static void pass(Path folder, List<String> problems) {
    if (Files.exists(folder.resolve(SkillSettings.FILE))) {
      problems.add(folder + ": is passed over (expected: a version's name, such as v1.1.0)");
    }
  }

  private static void versionsBeside(Path folder, List<String> problems) throws IOException {
    for (var each : FolderWalk.children(folder)) {
      boolean isVersion = Versions.parse(each.getFileName().toString()).isPresent();
      if (isVersion && Files.exists(each.resolve(SkillSettings.FILE))) {
        problems.add(each + ": is passed over, as the skill's own files are beside it");
      }
    }
  }

  private static @Nullable Semver latest(Path folder, Path root, List<String> problems)
      throws IOException {
    var latest = folder.resolve(LATEST);
    String said;
    if (Files.isDirectory(latest)) {
      said = latest.toRealPath().getFileName().toString();
    } else if (Files.isRegularFile(latest)) {
      FolderWalk.requireWithin(root, latest, latest.toString());
      said = new String(Files.readAllBytes(latest), StandardCharsets.UTF_8).strip();
    } else {
      said = Files.readSymbolicLink(latest).getFileName().toString(); // of what is not there
    }
    var version = Versions.parse(said);
    if (version.isEmpty()) {
      problems.add(latest + ": \"" + said + "\" (expected: a version such as v1.1.0)");
    }
    return version.orElse(null);
  }

  private static ConfigSource.@Nullable Read<Release> release(
      Path folder, Path root, List<String> problems) throws IOException {
    var file = folder.resolve(Release.FILE);
    if (!Files.exists(file)) {
      return new ConfigSource.Read<>(Release.NONE, List.of(), List.of());
    }
    FolderWalk.requireWithin(root, file, file.toString());
    try {
      return ConfigSource.file(file).examine(Map.of(), Release::read);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return null;
    }
  }
}
