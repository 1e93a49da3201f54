package dev.tutti.skill.api;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.semver4j.Semver;

/**
 * Release of a skill, by its {@code release.yaml} and what is laid over it: who gets which version.
 *
 * @param labels words that stand for versions
 * @param split who gets which version when nobody has said
 * @param canary what is watched while a version is on trial
 * @param withdrawn versions that were rolled back: sessions that began with them leave them, and
 *     only who names one in full gets it
 */
public record Release(
    Map<String, Semver> labels, Split split, CanaryRules canary, Set<Semver> withdrawn) {
  /** The file's name. */
  public static final String FILE = "release.yaml";

  /** A release that says nothing. */
  public static final Release NONE =
      new Release(Map.of(), new Split(Sticky.SESSION, Map.of()), CanaryRules.OFF, Set.of());

  /** The label of what everybody gets who asks for nothing else. */
  public static final String PRODUCTION = "production";

  private static final String LATEST = "latest";

  public static final Kind<Semver> VERSION =
      new Kind<>("a version such as 1.1.0", Versions.NONE, Versions::parse);
  public static final Kind<String> LABEL =
      Kind.text(VersionSelector.LABEL, "a label such as production");

  /** A release that gives everybody one version. */
  public static Release of(Semver version) {
    return new Release(Map.of(PRODUCTION, version), NONE.split, CanaryRules.OFF, Set.of());
  }

  /** The same with labels of some versions only. */
  public Release of(Set<Semver> versions) {
    var some = new TreeMap<>(labels);
    some.values().retainAll(versions);
    return new Release(some, split, canary, withdrawn);
  }

  /** The problems of versions that it names and that are not there. */
  public List<String> missing(Set<Semver> versions) {
    var missing = new ArrayList<String>();
    new TreeMap<>(labels)
        .forEach((label, version) -> check("labels." + label, version, versions, missing));
    split.arms.keySet().forEach(arm -> check("split.arms", arm, versions, missing));
    if (!canary.baseline.equals(Versions.NONE)) {
      check("canary.baseline", canary.baseline, versions, missing);
    }
    if (!split.arms.isEmpty() && split.alive().isEmpty()) {
      missing.add(FILE + ": split.arms: no weight above 0 (expected: one at least)");
    }
    if (labels.containsKey(LATEST)) {
      missing.add(FILE + ": labels.latest: means nothing, as latest is where the folder says");
    }
    return missing;
  }

  private static void check(
      String place, Semver version, Set<Semver> versions, List<String> missing) {
    if (!versions.contains(version)) {
      missing.add("%s: %s: %s is not there".formatted(FILE, place, version));
    }
  }

  /** By what a caller keeps to one arm. */
  public enum Sticky {
    /** The session, else the user, else the key. */
    SESSION,
    /** The user, else the key. */
    USER,
    /** The key. */
    KEY
  }

  /**
   * Shares of the callers.
   *
   * @param arms versions and their weights; none for no split
   */
  public record Split(Sticky sticky, Map<Semver, Integer> arms) {
    public static Split read(Section section) {
      return new Split(
          section.oneOf("sticky", Sticky.values()).or(Sticky.SESSION),
          section.values("arms", VERSION, Kind.integer(0, 1_000_000)));
    }

    /** The versions that somebody gets. */
    public List<Semver> alive() {
      return arms.entrySet().stream()
          .filter(each -> each.getValue() > 0)
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }

    /** The percentage of callers who get a version; 0 to 100. */
    public double percent(Semver version) {
      long all = arms.values().stream().mapToLong(Integer::longValue).sum();
      return all == 0 ? 0 : 100.0 * arms.getOrDefault(version, 0) / all;
    }

    /** The same with another weight of a version. */
    public Split with(Semver version, int weight) {
      var others = new TreeMap<>(arms);
      others.put(version, weight);
      return new Split(sticky, others);
    }

    /** Nobody is told apart any more. */
    public Split ended() {
      return new Split(sticky, Map.of());
    }
  }

  /**
   * Rules of the canary analysis: on which conditions a version on trial is taken back. Rises are
   * relative but those of rates, which are in points.
   *
   * @param baseline the version to compare with; {@code 0.0.0} for none
   * @param minSamples executions of either version before anything is decided
   * @param window how long a step of the ramp takes, and how often a test begins anew
   * @param rises how much worse each measure may be, as a share
   * @param ramp how many of a hundred callers get a version that is not worse, step by step
   */
  public record CanaryRules(
      Semver baseline,
      int minSamples,
      Duration window,
      Map<CanaryMetric, Double> rises,
      List<Integer> ramp) {
    public static final CanaryRules OFF =
        new CanaryRules(Versions.NONE, 50, Duration.ofMinutes(15), Map.of(), List.of());

    private static final Kind<Double> RISE = Kind.of("a rise such as +3%", 0.03, CanaryRules::rise);

    public static CanaryRules read(Section section) {
      return new CanaryRules(
          section.value("baseline", VERSION).or(Versions.NONE),
          section.integer("min_samples", 1, 1_000_000).or(OFF.minSamples),
          section.duration("window").or(OFF.window),
          section.values("rollback_if", Kind.oneOf(CanaryMetric.byWord()), RISE),
          ramp(section));
    }

    private static List<Integer> ramp(Section section) {
      var steps = section.list("ramp", Kind.integer(1, 100)).or(List.of());
      if (!steps.equals(steps.stream().sorted().distinct().toList())) {
        section.refuse("ramp", "percentages that rise, such as [10, 25, 50, 100]");
      }
      return steps;
    }

    private static double rise(String text) {
      if (!text.matches("\\+?\\d{1,4}(\\.\\d{1,3})?%")) {
        throw new IllegalArgumentException(text);
      }
      return Double.parseDouble(text.replaceAll("[+%]", "")) / 100;
    }
  }

  public static Release read(Section root) {
    return new Release(
        root.values("labels", LABEL, VERSION),
        Split.read(root.section("split")),
        CanaryRules.read(root.section(root.key("canary", "guard"))),
        Set.of());
  }
}
