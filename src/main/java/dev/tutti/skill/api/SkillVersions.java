package dev.tutti.skill.api;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Every version of a skill at one moment. Immutable and thread-safe.
 *
 * @param versions what can be served, by version
 * @param pointer where {@code latest} points, if it points anywhere
 * @param problems what is wrong with files that are not in force
 * @param earlier revisions that are not served, and can be had by their names
 */
public record SkillVersions(
    String name,
    NavigableMap<Semver, Skill> versions,
    @Nullable Semver pointer,
    Release release,
    List<String> problems,
    EarlierRevisions earlier) {

  /** Source of revisions that were served once. Thread-safe. */
  public interface EarlierRevisions {
    /** None. */
    EarlierRevisions NONE =
        new EarlierRevisions() {
          @Override
          public boolean has(String skill, String revision) {
            return false;
          }

          @Override
          public Optional<Skill> find(String skill, String revision) {
            return Optional.empty();
          }
        };

    /** Whether there is such a revision. Never blocks. */
    boolean has(String skill, String revision);

    /** A revision, compiled. May read a database. */
    Optional<Skill> find(String skill, String revision);
  }

  /** A copy that nobody can change afterwards. */
  public SkillVersions {
    versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
    problems = List.copyOf(problems);
  }

  /** Versions as a folder has them. */
  public SkillVersions(
      String name,
      NavigableMap<Semver, Skill> versions,
      @Nullable Semver pointer,
      Release release,
      List<String> problems) {
    this(name, versions, pointer, release, problems, EarlierRevisions.NONE);
  }

  /**
   * The version of a name as callers write it, empty for what is given to who asks for nothing
   * else. Blocks for a revision that is not served any more.
   *
   * @throws Fault {@code invalid_request} with status 404, naming what there is
   */
  public Skill named(String version) {
    return version.isBlank() ? standing() : find(VersionSelector.of(version), 0);
  }

  /**
   * The version that somebody wants. Blocks for a revision that is not served any more.
   *
   * @param share where the caller stands between 0 and 1, for a split
   * @throws Fault {@code invalid_request} with status 404, naming what there is
   */
  public Skill find(VersionSelector selector, double share) {
    return served(selector, share)
        .or(
            () ->
                selector instanceof VersionSelector.Pinned(String revision)
                    ? earlier.find(name, revision)
                    : Optional.empty())
        .orElseThrow(() -> missing(selector));
  }

  /**
   * Sees to it that there is what somebody wants. Never blocks.
   *
   * @throws Fault as {@link #find} does
   */
  public void require(VersionSelector selector) {
    boolean kept =
        selector instanceof VersionSelector.Pinned(String revision) && earlier.has(name, revision);
    if (!kept && served(selector, 0).isEmpty()) {
      throw missing(selector);
    }
  }

  /** The versions that a caller may use; empty where the one that stands is not among them. */
  Optional<SkillVersions> shown(Caller caller) {
    if (!standing().allows(caller)) {
      return Optional.empty();
    }
    var allowed = new TreeMap<>(versions);
    allowed.values().removeIf(each -> !each.allows(caller));
    var latest = pointer != null && allowed.containsKey(pointer) ? pointer : null;
    return Optional.of(
        new SkillVersions(name, allowed, latest, release.of(allowed.keySet()), problems, earlier));
  }

  /** The version that somebody wants, if it is served now. Never blocks. */
  public Optional<Skill> served(VersionSelector selector, double share) {
    return switch (selector) {
      case VersionSelector.Released() -> Optional.of(released(share));
      case VersionSelector.Latest() -> Optional.of(newest());
      case VersionSelector.InRange range -> inRange(range);
      case VersionSelector.Labelled(String label) -> labelled(label);
      case VersionSelector.Pinned(String revision) ->
          versions.values().stream().filter(each -> each.revision().equals(revision)).findFirst();
    };
  }

  /** The revision that serves a version, empty when none does. */
  public String revision(Semver version) {
    return version(version).map(Skill::revision).orElse("");
  }

  private Optional<Skill> version(@Nullable Semver version) {
    return version == null ? Optional.empty() : Optional.ofNullable(versions.get(version));
  }

  /** A label of what was withdrawn gives what everybody gets, as nobody else is given that. */
  private Optional<Skill> labelled(String label) {
    return version(release.labels().get(label)).map(skill -> isGiven(skill) ? skill : standing());
  }

  /** Whether a version may be given to who does not name it in full. */
  private boolean isGiven(Skill skill) {
    return !release.withdrawn().contains(skill.version());
  }

  private Skill released(double share) {
    return arm(share).orElseGet(this::standing);
  }

  /** The version for all where there is no split: the label {@code production}, else the latest. */
  public Skill standing() {
    return version(release.labels().get(Release.PRODUCTION))
        .filter(this::isGiven)
        .orElseGet(this::newest);
  }

  private Optional<Skill> arm(double share) {
    var arms = release.split().arms();
    long all = arms.values().stream().mapToLong(Integer::longValue).sum();
    double left = share * all;
    for (var arm : new TreeMap<>(arms).entrySet()) {
      left -= arm.getValue();
      if (left < 0) {
        return version(arm.getKey()).filter(this::isGiven);
      }
    }
    return Optional.empty();
  }

  /**
   * The version to which {@code latest} points, else the highest stable version, else the highest;
   * of what was withdrawn only where there is nothing else.
   */
  public Skill newest() {
    return version(pointer)
        .filter(this::isGiven)
        .or(() -> given().filter(each -> each.version().getPreRelease().isEmpty()).findFirst())
        .or(() -> given().findFirst())
        .orElseGet(() -> versions.lastEntry().getValue());
  }

  /** The versions that may be given, the highest first. */
  private Stream<Skill> given() {
    return versions.descendingMap().values().stream().filter(this::isGiven);
  }

  /** The highest version in a range; what was withdrawn must be named in full. */
  private Optional<Skill> inRange(VersionSelector.InRange wanted) {
    var exact = wanted.exact();
    return exact.isPresent()
        ? version(exact.get())
        : given().filter(each -> each.version().satisfies(wanted.range())).findFirst();
  }

  private Fault missing(VersionSelector selector) {
    return Fault.of(
            FaultCode.MODEL_NOT_FOUND,
            "skill %s: no version is %s (expected: one of %s%s%s)"
                .formatted(name, selector.text(), versions.keySet(), labels(), withdrawn()))
        .at("version");
  }

  private String withdrawn() {
    return release.withdrawn().isEmpty() ? "" : ", withdrawn " + release.withdrawn();
  }

  private String labels() {
    return release.labels().isEmpty() ? "" : ", labels " + release.labels().keySet();
  }

  /**
   * A version by its number.
   *
   * @throws Fault {@code invalid_request} with status 404 when there is none
   */
  public Semver numbered(String version) {
    return Versions.parse(version)
        .filter(versions::containsKey)
        .orElseThrow(
            () ->
                Fault.of(
                        FaultCode.INVALID_REQUEST,
                        "skill %s: no version is \"%s\" (expected: one of %s)"
                            .formatted(name, version, versions.keySet()))
                    .at("version")
                    .status(404));
  }
}
