package dev.tutti.skill;

import dev.tutti.output.OutputForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Reads a folder of skills, again and again: what has not changed is not read, what has changed and
 * cannot be used leaves the last good one in its place. Not thread-safe.
 */
final class SkillLoader {
  private static final int MOST_SKILLS = 10_000;
  private static final int MOST_READS = 10;

  private final Path root;
  private final OutputForms forms;
  private final Supplier<String> model;
  private final Trial trial;
  private final Map<String, SkillFolder> good = new HashMap<>();
  private Map<Path, Known> known = new HashMap<>();
  private SkillCatalog before = SkillCatalog.NONE;

  /**
   * @param model the model of skills that name none
   * @param trial the skill's own tests
   */
  SkillLoader(Path root, OutputForms forms, Supplier<String> model, Trial trial) {
    this.root = root;
    this.forms = forms;
    this.model = model;
    this.trial = trial;
  }

  /** What a new revision goes through before it is served. */
  @FunctionalInterface
  interface Trial {
    /** Lets everything pass. */
    Trial NONE = (_, _) -> List.of();

    /**
     * What is wrong with a skill.
     *
     * @param beside what will be served if nothing is
     */
    List<String> problems(Skill skill, SkillCatalog beside);
  }

  /** Everything as it is now. */
  SkillCatalog load() {
    var now = new HashMap<Path, Known>();
    var folders = new TreeMap<String, SkillFolder>();
    var rejected = new TreeMap<String, List<String>>();
    for (var folder : folders()) {
      var name = folder.getFileName().toString();
      try {
        var found = SkillFolder.read(folder);
        folders.put(name, found);
        good.put(name, found);
      } catch (IOException | RuntimeException e) {
        var problem = "%s: cannot be read: %s".formatted(folder, e);
        var before = good.get(name);
        if (before == null) {
          rejected.put(name, List.of(problem));
        } else {
          folders.put(name, before.with(problem));
        }
      }
    }
    good.keySet().retainAll(folders.keySet());
    folders.forEach(
        (name, folder) ->
            folder.versions().forEach(place -> now.put(place.path(), version(name, place))));
    known = now;
    if (known.values().stream().anyMatch(each -> !each.tried)) {
      tryNew(catalog(folders, new TreeMap<>()));
    }
    before = catalog(folders, rejected);
    return before;
  }

  /** What needs something that is not there is tried when it is. */
  private void tryNew(SkillCatalog beside) {
    known.replaceAll(
        (path, each) -> {
          var skill = each.skill;
          return each.tried || skill == null || !serves(beside, skill)
              ? each
              : tried(path, each, skill, beside);
        });
  }

  private static boolean serves(SkillCatalog catalog, Skill skill) {
    var versions = catalog.skills().get(skill.name());
    return versions != null && versions.versions().containsValue(skill);
  }

  private Known tried(Path path, Known made, Skill skill, SkillCatalog beside) {
    var failed = problems(skill, beside);
    return failed.isEmpty()
        ? made.passed()
        : made.failed(failed.stream().map(each -> path + "/" + each).toList());
  }

  private List<String> problems(Skill skill, SkillCatalog beside) {
    try {
      return trial.problems(skill, beside);
    } catch (RuntimeException e) {
      return List.of("tests: " + e);
    }
  }

  /** What needs something that is not there is not served, and so on until nothing changes. */
  private SkillCatalog catalog(
      Map<String, SkillFolder> folders, SortedMap<String, List<String>> rejected) {
    var served = new TreeMap<String, NavigableMap<Semver, Skill>>();
    folders.forEach((name, folder) -> served.put(name, skills(folder)));
    var unmet = new TreeMap<String, List<String>>();
    while (replaceUnmet(served, unmet)) {
      served.values().removeIf(Map::isEmpty);
    }
    var skills = new TreeMap<String, SkillVersions>();
    folders.forEach(
        (name, folder) -> {
          var problems = problems(folder, unmet.getOrDefault(name, List.of()));
          var versions = served.getOrDefault(name, new TreeMap<>());
          if (versions.isEmpty()) {
            rejected.put(name, problems.isEmpty() ? List.of(empty(folder)) : problems);
          } else {
            skills.put(name, versions(folder, versions, problems));
          }
        });
    return new SkillCatalog(skills, rejected);
  }

  /**
   * Takes out what is unmet. Where something good was served before, that goes on being served, and
   * what others need of it is there again.
   */
  private boolean replaceUnmet(
      Map<String, NavigableMap<Semver, Skill>> served, Map<String, List<String>> unmet) {
    var graph = new SkillGraph(served);
    var gone = new LinkedHashMap<Skill, List<String>>();
    for (var versions : served.values()) {
      for (var skill : versions.values()) {
        var problems = graph.problems(skill);
        if (!problems.isEmpty()) {
          gone.put(skill, problems);
        }
      }
    }
    var edited = new HashMap<Skill, Skill>();
    for (var each : known.values()) {
      if (each.skill != null && each.former != null && gone.containsKey(each.skill)) {
        edited.put(each.skill, each.former);
      }
    }
    gone.keySet().removeIf(skill -> !edited.isEmpty() && !edited.containsKey(skill));
    gone.forEach(
        (skill, problems) -> {
          unmet.computeIfAbsent(skill.name(), _ -> new ArrayList<>()).addAll(problems);
          var versions = served.getOrDefault(skill.name(), new TreeMap<>());
          versions.remove(skill.version(), skill);
          var former = edited.get(skill);
          if (former != null) {
            versions.putIfAbsent(former.version(), former);
          }
        });
    return !gone.isEmpty();
  }

  private NavigableMap<Semver, Skill> skills(SkillFolder folder) {
    var versions = new TreeMap<Semver, Skill>();
    for (var place : folder.versions()) {
      var skill = known(place).skill;
      if (skill != null) {
        versions.put(skill.version(), skill);
      }
    }
    return versions;
  }

  private Known known(SkillFolder.Place place) {
    return known.getOrDefault(place.path(), Known.NOTHING);
  }

  private List<String> problems(SkillFolder folder, List<String> unmet) {
    var problems = new ArrayList<>(folder.problems());
    folder.versions().forEach(place -> problems.addAll(known(place).problems));
    problems.addAll(unmet);
    return problems;
  }

  private static String empty(SkillFolder folder) {
    return folder.name() + ": no version in it (expected: v1.0.0/skill.yaml, or skill.yaml)";
  }

  private SkillVersions versions(
      SkillFolder folder, NavigableMap<Semver, Skill> versions, List<String> problems) {
    var earlier = Optional.ofNullable(before.skills().get(folder.name()));
    var release =
        folder.release().or(() -> earlier.map(SkillVersions::release)).orElse(Release.NONE);
    return new SkillVersions(folder.name(), versions, folder.pointer(), release, problems);
  }

  private List<Path> folders() {
    try {
      return FolderWalk.children(root).stream()
          .filter(Files::isDirectory)
          .filter(each -> SkillName.fits(each.getFileName().toString()))
          .limit(MOST_SKILLS)
          .toList();
    } catch (NoSuchFileException _) {
      return List.of(); // no folder, no skills
    } catch (IOException e) {
      throw new SkillException("%s: cannot be read: %s".formatted(root, e));
    }
  }

  private Known version(String name, SkillFolder.Place place) {
    var last = known.getOrDefault(place.path(), Known.NOTHING);
    var print = FolderPrint.of(place.path());
    if (print.equals(last.print)) {
      return last;
    }
    try {
      var files = SkillFiles.read(place.path(), root);
      for (int i = 0; i < MOST_READS && !FolderPrint.of(place.path()).equals(print); i++) {
        print = FolderPrint.of(place.path()); // it was changed meanwhile: half of it may be new
        files = SkillFiles.read(place.path(), root);
      }
      return files.digest().equals(last.digest)
          ? last.at(print)
          : compiled(name, place, files, print, last);
    } catch (IOException | RuntimeException e) {
      return last.broken(print, "", List.of(place.path() + ": " + why(e)));
    }
  }

  private static String why(Exception e) {
    return e instanceof SkillException ? String.valueOf(e.getMessage()) : e.toString();
  }

  private Known compiled(
      String name, SkillFolder.Place place, SkillFiles files, FolderPrint print, Known last) {
    try {
      var skill =
          SkillCompiler.compile(
              name, place.named(), place.path().toString(), files, forms, model.get());
      return new Known(print, files.digest(), skill, List.of(), false, last.good());
    } catch (SkillException e) {
      return last.broken(print, files.digest(), e.problems());
    }
  }

  /**
   * What is known of a version's folder.
   *
   * @param skill the last good one, if there ever was one
   * @param problems why the files are not what is served
   * @param tried whether it has gone through its trial
   * @param former what was served before, while it has not
   */
  private record Known(
      FolderPrint print,
      String digest,
      @Nullable Skill skill,
      List<String> problems,
      boolean tried,
      @Nullable Skill former) {
    static final Known NOTHING = new Known(new FolderPrint(0), "", null, List.of(), true, null);

    Known at(FolderPrint other) {
      return new Known(other, digest, skill, problems, tried, former);
    }

    Known broken(FolderPrint other, String digest, List<String> problems) {
      return new Known(other, digest, good(), problems, true, null);
    }

    Known passed() {
      return new Known(print, digest, skill, List.of(), true, null);
    }

    Known failed(List<String> why) {
      return new Known(print, digest, former, why, true, null);
    }

    /** What has gone through its trial, if anything has. */
    @Nullable Skill good() {
      return tried ? skill : former;
    }
  }
}
