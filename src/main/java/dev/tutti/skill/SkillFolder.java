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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Where the versions of a skill are: side by side, or one alone.
 *
 * @param versions each with the version that its folder is named by, if it is
 * @param pointer where {@code latest} points, a link or a file with a version in it
 * @param written what {@code release.yaml} says, null when that is not to be understood
 * @param problems what is wrong with {@code latest} and {@code release.yaml}
 */
record SkillFolder(
    String name,
    List<Place> versions,
    @Nullable Semver pointer,
    @Nullable Release written,
    List<String> problems) {
  private static final String LATEST = "latest";

  /** The folder of one version. */
  record Place(Path path, @Nullable Semver named) {}

  /** Where {@code latest} points, if it points anywhere. */
  Optional<Semver> latest() {
    return Optional.ofNullable(pointer);
  }

  /** What {@code release.yaml} says, if that can be understood. */
  Optional<Release> release() {
    return Optional.ofNullable(written);
  }

  /** The same with another problem. */
  SkillFolder with(String problem) {
    var all = new ArrayList<>(problems);
    all.add(problem);
    return new SkillFolder(name, versions, pointer, written, all);
  }

  static SkillFolder read(Path folder) throws IOException {
    var name = folder.getFileName().toString();
    var problems = new ArrayList<String>();
    var release = release(folder, problems);
    if (Files.exists(folder.resolve(SkillSettings.FILE))
        || Files.exists(folder.resolve(AgentSkill.FILE))) {
      var only = new Place(folder, null);
      return new SkillFolder(name, List.of(only), null, release, problems);
    }
    var places = new ArrayList<Place>();
    for (var each : FolderWalk.children(folder)) {
      var version = Versions.parse(each.getFileName().toString());
      if (version.isPresent() && Files.isDirectory(each)) {
        add(new Place(each, version.get()), places, problems);
      }
    }
    return new SkillFolder(name, places, latest(folder, problems), release, problems);
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

  private static @Nullable Semver latest(Path folder, List<String> problems) throws IOException {
    var latest = folder.resolve(LATEST);
    if (!Files.exists(latest)) {
      return null;
    }
    var said =
        Files.isDirectory(latest)
            ? latest.toRealPath().getFileName().toString()
            : new String(Files.readAllBytes(latest), StandardCharsets.UTF_8).strip();
    var version = Versions.parse(said);
    if (version.isEmpty()) {
      problems.add(latest + ": \"" + said + "\" (expected: a version such as v1.1.0)");
    }
    return version.orElse(null);
  }

  private static @Nullable Release release(Path folder, List<String> problems) {
    var file = folder.resolve(Release.FILE);
    if (!Files.exists(file)) {
      return Release.NONE;
    }
    try {
      return ConfigSource.file(file).read(Map.of(), Release::read);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return null;
    }
  }
}
