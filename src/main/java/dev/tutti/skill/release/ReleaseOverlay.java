package dev.tutti.skill.release;

import dev.tutti.chat.Json;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Section;
import dev.tutti.skill.api.Release;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Overlay on a skill's {@code release.yaml}, laid at run time. Immutable.
 *
 * @param labels more labels, and other versions for those of the file
 * @param split in the place of the file's; null when the file's holds
 * @param canary in the place of the file's; null when the file's holds
 * @param held revisions that serve their versions in the place of what the folder has
 * @param withdrawn versions that are given to nobody who does not name them in full
 * @param over what the file said when this was laid over it, as JSON
 */
public record ReleaseOverlay(
    Map<String, Semver> labels,
    Release.@Nullable Split split,
    Release.@Nullable CanaryRules canary,
    Map<Semver, PinnedRevision> held,
    Set<Semver> withdrawn,
    String over) {
  /** Nothing. */
  static final ReleaseOverlay NONE =
      new ReleaseOverlay(Map.of(), null, null, Map.of(), Set.of(), "");

  /** A copy that nobody can change afterwards. */
  public ReleaseOverlay {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    held = Collections.unmodifiableMap(new TreeMap<>(held));
    withdrawn = Collections.unmodifiableSet(new TreeSet<>(withdrawn));
  }

  /**
   * A revision that serves its version.
   *
   * @param over the revision of the folder that it hides, and no other; empty when there was none
   */
  public record PinnedRevision(String revision, String over) {}

  /**
   * Reads what {@link ReleaseJson#text} has written.
   *
   * @throws dev.tutti.config.ConfigException when it is something else
   */
  static ReleaseOverlay of(String skill, String json) {
    return ConfigSource.text("skill_release of " + skill, json)
        .read(Map.of(), ReleaseOverlay::read);
  }

  private static ReleaseOverlay read(Section root) {
    var held = new TreeMap<Semver, PinnedRevision>();
    root.named("held", Release.VERSION)
        .forEach(
            (version, each) ->
                held.put(
                    version,
                    new PinnedRevision(
                        each.string("revision").required(), each.string("over").or(""))));
    return new ReleaseOverlay(
        root.values("labels", Release.LABEL, Release.VERSION),
        root.has("split") ? Release.Split.read(root.section("split")) : null,
        root.has("canary") ? Release.CanaryRules.read(root.section("canary")) : null,
        held,
        Set.copyOf(root.list("withdrawn", Release.VERSION).or(List.of())),
        root.string("over").or(""));
  }

  /** Whether it changes nothing. */
  boolean isNothing() {
    return labels.isEmpty()
        && split == null
        && canary == null
        && held.isEmpty()
        && withdrawn.isEmpty();
  }

  /** The release in force. */
  Release on(Release file) {
    var all = new TreeMap<>(file.labels());
    all.putAll(labels);
    return new Release(
        all,
        split == null ? file.split() : split,
        canary == null ? file.canary() : canary,
        withdrawn);
  }

  ReleaseOverlay label(String label, Semver version) {
    var more = new TreeMap<>(labels);
    more.put(label, version);
    return new ReleaseOverlay(more, split, canary, held, withdrawn, over);
  }

  ReleaseOverlay split(Release.Split other) {
    return new ReleaseOverlay(labels, other, canary, held, withdrawn, over);
  }

  ReleaseOverlay canary(Release.CanaryRules other) {
    return new ReleaseOverlay(labels, split, other, held, withdrawn, over);
  }

  ReleaseOverlay hold(Semver version, PinnedRevision revision) {
    var more = new TreeMap<>(held);
    more.put(version, revision);
    return new ReleaseOverlay(labels, split, canary, more, withdrawn, over);
  }

  ReleaseOverlay letGo(Semver version) {
    var fewer = new TreeMap<>(held);
    fewer.remove(version);
    return new ReleaseOverlay(labels, split, canary, fewer, withdrawn, over);
  }

  ReleaseOverlay withdraw(Set<Semver> versions) {
    var more = new TreeSet<>(withdrawn);
    more.addAll(versions);
    return new ReleaseOverlay(labels, split, canary, held, more, over);
  }

  ReleaseOverlay give(Set<Semver> versions) {
    var fewer = new TreeSet<>(withdrawn);
    fewer.removeAll(versions);
    return new ReleaseOverlay(labels, split, canary, held, fewer, over);
  }

  ReleaseOverlay over(Release file) {
    return new ReleaseOverlay(
        labels, split, canary, held, withdrawn, Json.text(ReleaseJson.of(file)));
  }
}
