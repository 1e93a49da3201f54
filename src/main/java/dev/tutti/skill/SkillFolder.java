package dev.tutti.skill;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.semver4j.Semver;

/**
 * Where the versions of a skill are: side by side, or one alone.
 *
 * @param versions each with the version that its folder is named by, if it is
 * @param latest where {@code latest} points, a link or a file with a version in it
 * @param problems what is wrong with {@code latest} and {@code release.yaml}
 */
record SkillFolder(
    String name,
    List<Place> versions,
    Optional<Semver> latest,
    Optional<Release> release,
    List<String> problems) {
  private static final String LATEST = "latest";

  /** The folder of one version. */
  record Place(Path path, Optional<Semver> version) {}

  static SkillFolder read(Path folder) throws IOException {
    var name = folder.getFileName().toString();
    var problems = new ArrayList<String>();
    var release = release(folder, problems);
    if (Files.exists(folder.resolve(SkillSettings.FILE))
        || Files.exists(folder.resolve(AgentSkill.FILE))) {
      var only = new Place(folder, Optional.empty());
      return new SkillFolder(name, List.of(only), Optional.empty(), release, problems);
    }
    var places = new ArrayList<Place>();
    for (var each : FolderWalk.children(folder)) {
      var version = Versions.parse(each.getFileName().toString());
      if (version.isPresent() && Files.isDirectory(each)) {
        places.add(new Place(each, version));
      }
    }
    return new SkillFolder(name, places, latest(folder, problems), release, problems);
  }

  private static Optional<Semver> latest(Path folder, List<String> problems) throws IOException {
    var latest = folder.resolve(LATEST);
    if (!Files.exists(latest)) {
      return Optional.empty();
    }
    var said =
        Files.isDirectory(latest)
            ? latest.toRealPath().getFileName().toString()
            : new String(Files.readAllBytes(latest), StandardCharsets.UTF_8).strip();
    var version = Versions.parse(said);
    if (version.isEmpty()) {
      problems.add(latest + ": \"" + said + "\" (expected: a version such as v1.1.0)");
    }
    return version;
  }

  private static Optional<Release> release(Path folder, List<String> problems) {
    var file = folder.resolve(Release.FILE);
    if (!Files.exists(file)) {
      return Optional.of(Release.NONE);
    }
    try {
      return Optional.of(ConfigSource.file(file).read(Map.of(), Release::read));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return Optional.empty();
    }
  }
}
