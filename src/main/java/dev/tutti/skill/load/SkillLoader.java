package dev.tutti.skill.load;

import dev.tutti.output.OutputForms;
import dev.tutti.skill.api.AgentSkill;
import dev.tutti.skill.api.FolderWalk;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillFiles;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillSettings;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.ToolName;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loader of a folder of skills, which reads it again and again: what has not changed is not read,
 * what has changed and cannot be used leaves the last good one in its place. Not thread-safe.
 */
public final class SkillLoader {
  private static final Logger log = LoggerFactory.getLogger(SkillLoader.class);
  private static final String TAKEN = ": another skill has its name (expected: a name of its own)";
  private static final int MOST_READS = 10;

  private final Path root;
  private final OutputForms forms;
  private final Supplier<String> model;
  private final Predicate<ToolName> tools;
  private final Trial trial;
  private final RevisionStore revisions;
  private final Map<String, SkillFolder> good = new HashMap<>();
  private Map<Path, KnownVersion> known = new HashMap<>();
  private SkillCatalog before = SkillCatalog.NONE;

  /**
   * @param model the model of skills that name none
   * @param tools whether there is a tool that is no skill
   * @param trial the skill's own tests
   * @param revisions for versions that are broken from the start
   */
  public SkillLoader(
      Path root,
      OutputForms forms,
      Supplier<String> model,
      Predicate<ToolName> tools,
      Trial trial,
      RevisionStore revisions) {
    this.revisions = revisions;
    this.tools = tools;
    this.root = root;
    this.forms = forms;
    this.model = model;
    this.trial = trial;
  }

  /** Source of what was served before this program began. */
  public interface RevisionStore {
    /** Nothing. */
    RevisionStore NOTHING =
        new RevisionStore() {
          @Override
          public Optional<Skill> newest(String skill, @Nullable Semver version) {
            return Optional.empty();
          }

          @Override
          public Optional<Semver> standing(String skill) {
            return Optional.empty();
          }
        };

    /**
     * The newest revision of a version.
     *
     * @param version null for any
     */
    Optional<Skill> newest(String skill, @Nullable Semver version);

    /** The version that everybody got who asked for no other. */
    Optional<Semver> standing(String skill);
  }

  /** Trial of a new revision before it is served. */
  @FunctionalInterface
  public interface Trial {
    /** Lets everything pass. */
    Trial NONE = (_, _) -> List.of();

    /**
     * The problems of a skill.
     *
     * @param beside what will be served if nothing is
     */
    List<String> problems(Skill skill, SkillCatalog beside);
  }

  /**
   * Everything as it is now. Where the whole folder is not there, as in the middle of a deployment,
   * everything is as it was.
   */
  public SkillCatalog load() {
    var all = SkillFolders.in(root);
    if (all.isEmpty() && !before.skills().isEmpty()) {
      return before;
    }
    var now = new HashMap<Path, KnownVersion>();
    var folders = new TreeMap<String, SkillFolder>();
    var rejected = new TreeMap<String, List<String>>();
    all.orElse(List.of()).forEach(folder -> look(folder, folders, rejected));
    good.keySet().retainAll(folders.keySet());
    folders.forEach(
        (name, folder) ->
            folder.versions().forEach(place -> now.put(place.path(), version(name, place))));
    known = now;
    var next = catalog(folders, new TreeMap<>());
    while (tryNew(next)) {
      next = catalog(folders, new TreeMap<>());
    }
    before = catalog(folders, rejected);
    known.replaceAll((_, each) -> isServed(each) ? each.served() : each);
    return before;
  }

  /** Notes where the versions of a skill are, or why it has none. */
  private void look(
      Path folder, Map<String, SkillFolder> folders, Map<String, List<String>> rejected) {
    var name = folder.getFileName().toString();
    if (!SkillName.fits(name)) {
      misnamed(folder, rejected);
      return;
    }
    if (folders.containsKey(name)) {
      folders.computeIfPresent(name, (_, first) -> first.with(folder + TAKEN));
      return;
    }
    try {
      var found = SkillFolder.read(folder, root);
      folders.put(name, found);
      tell(found, good.put(name, found));
    } catch (IOException | RuntimeException e) {
      var problem = "%s: cannot be read: %s".formatted(folder, FolderWalk.why(e));
      var before = good.get(name);
      if (before == null) {
        rejected.put(name, List.of(problem));
      } else {
        folders.put(name, before.with(problem));
      }
    }
  }

  /** Warns of what is written in a former way, once. */
  private static void tell(SkillFolder now, @Nullable SkillFolder before) {
    if (before == null || !now.notices().equals(before.notices())) {
      now.notices().forEach(notice -> log.warn("Skill {}: {}", now.name(), notice));
    }
  }

  private boolean isServed(KnownVersion version) {
    var skill = version.skill();
    return version.tried() && skill != null && serves(before, skill);
  }

  private static void misnamed(Path folder, Map<String, List<String>> rejected) {
    boolean meant =
        Files.exists(folder.resolve(SkillSettings.FILE))
            || Files.exists(folder.resolve(AgentSkill.FILE));
    if (meant) {
      rejected.put(
          folder.getFileName().toString(),
          List.of(folder + ": no skill's name (expected: letters, digits, - _ and ., at most 64)"));
    }
  }

  /**
   * Tries what is new and would be served; what needs something that is not there is tried when it
   * is. Whether there was anything.
   */
  private boolean tryNew(SkillCatalog beside) {
    var tried = new HashMap<Path, KnownVersion>();
    known.forEach(
        (path, each) -> {
          var skill = each.skill();
          if (!each.tried() && skill != null && serves(beside, skill)) {
            tried.put(path, tried(path, each, skill, beside));
          }
        });
    known.putAll(tried);
    return !tried.isEmpty();
  }

  private static boolean serves(SkillCatalog catalog, Skill skill) {
    var versions = catalog.skills().get(skill.name());
    return versions != null && versions.versions().containsValue(skill);
  }

  private KnownVersion tried(Path path, KnownVersion made, Skill skill, SkillCatalog beside) {
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

  /**
   * A version that needs something that is not there is not served, and so on until nothing
   * changes.
   */
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
    var graph = new SkillGraph(served, tools);
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
      if (each.skill() != null && each.former() != null && gone.containsKey(each.skill())) {
        edited.put(each.skill(), each.former());
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
      var skill = known(place).skill();
      if (skill != null) {
        versions.put(skill.version(), skill);
      }
    }
    return versions;
  }

  private KnownVersion known(SkillFolder.Place place) {
    return known.getOrDefault(place.path(), KnownVersion.NOTHING);
  }

  private List<String> problems(SkillFolder folder, List<String> unmet) {
    var problems = new ArrayList<>(folder.problems());
    folder.versions().forEach(place -> problems.addAll(known(place).problems()));
    problems.addAll(unmet);
    return problems;
  }

  private static String empty(SkillFolder folder) {
    return folder.name()
        + ": no version in it (expected: v1.0.0/skill.yaml, skill.yaml or SKILL.md)";
  }

  private SkillVersions versions(
      SkillFolder folder, NavigableMap<Semver, Skill> versions, List<String> problems) {
    var earlier = Optional.ofNullable(before.skills().get(folder.name()));
    var release =
        folder
            .release()
            .or(() -> earlier.map(SkillVersions::release))
            .or(() -> revisions.standing(folder.name()).map(Release::of))
            .orElse(Release.NONE);
    var pointer =
        folder.lost()
            ? earlier
                .map(SkillVersions::pointer)
                .or(() -> revisions.standing(folder.name()))
                .orElse(null)
            : folder.pointer();
    var all = new ArrayList<>(problems);
    if (pointer != null && !versions.containsKey(pointer)) {
      all.add("%s/latest: %s is not there".formatted(folder.name(), pointer));
    }
    release.missing(versions.keySet()).forEach(each -> all.add(folder.name() + '/' + each));
    return new SkillVersions(folder.name(), versions, pointer, release, all);
  }

  private KnownVersion version(String name, SkillFolder.Place place) {
    var last = known.getOrDefault(place.path(), KnownVersion.NOTHING);
    var print = FolderPrint.of(place.path(), root);
    if (print.equals(last.print())) {
      return last;
    }
    try {
      var files = SkillFiles.read(place.path(), root);
      for (int i = 0; i < MOST_READS && !FolderPrint.of(place.path(), root).equals(print); i++) {
        print =
            FolderPrint.of(place.path(), root); // it was changed meanwhile: half of it may be new
        files = SkillFiles.read(place.path(), root);
      }
      return files.digest().equals(last.digest())
          ? last.at(print)
          : compiled(name, place, files, print, last);
    } catch (IOException | RuntimeException e) {
      return rescued(name, place, last)
          .broken(print, "", List.of(place.path() + ": " + FolderWalk.why(e)));
    }
  }

  private KnownVersion compiled(
      String name,
      SkillFolder.Place place,
      SkillFiles files,
      FolderPrint print,
      KnownVersion last) {
    try {
      var skill =
          SkillCompiler.compile(
              name, place.named(), place.path().toString(), files, forms, model.get());
      var former = rescued(name, place, last).good();
      return new KnownVersion(print, files.digest(), skill, List.of(), false, former);
    } catch (SkillException e) {
      return rescued(name, place, last).broken(print, files.digest(), e.problems());
    }
  }

  /** A version that was served before this program began is better than none. */
  private KnownVersion rescued(String name, SkillFolder.Place place, KnownVersion last) {
    return last.good() != null
        ? last
        : revisions.newest(name, place.named()).map(last::serving).orElse(last);
  }
}
