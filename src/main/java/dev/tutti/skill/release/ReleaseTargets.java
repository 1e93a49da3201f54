package dev.tutti.skill.release;

import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.load.SkillRevisions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * The versions that releases name and folders do not have. One that was served once is served from
 * what is kept of it; a label, or {@code latest}, that is moved to what never was stays where it
 * was. Thread-safe; reads the database.
 */
final class ReleaseTargets {
  private static final String LATEST = "latest";

  private final SkillRevisions revisions;
  private final SkillStandings standings;
  private volatile Map<String, Map<String, Semver>> labels = Map.of();

  ReleaseTargets(SkillRevisions revisions, SkillStandings standings) {
    this.revisions = revisions;
    this.standings = standings;
  }

  /** Notes where labels are, in case that they are moved to nothing. */
  void note(SkillCatalog served) {
    var now = new HashMap<String, Map<String, Semver>>();
    for (var each : served.skills().values()) {
      var known = new HashMap<>(each.release().labels());
      var pointer = each.pointer();
      if (pointer != null) {
        known.put(LATEST, pointer);
      }
      known.values().retainAll(each.versions().keySet());
      now.put(each.name(), Map.copyOf(known));
    }
    labels = Map.copyOf(now);
  }

  /** The same skill, with something behind every name as far as something was there. */
  SkillVersions resolved(SkillVersions skill) {
    var missing = missing(skill);
    if (missing.isEmpty()) {
      return skill;
    }
    var versions = new TreeMap<>(skill.versions());
    var problems = new ArrayList<>(skill.problems());
    for (var version : missing) {
      revisions
          .newest(skill.name(), version)
          .ifPresent(
              kept -> {
                versions.put(version, kept);
                problems.add(
                    "%s is not in the folder of %s: %s is served as it was (expected: the folder, or another version in %s)"
                        .formatted(version, skill.name(), kept.revision(), Release.FILE));
              });
    }
    var release = skill.release();
    var places = new TreeMap<>(release.labels());
    places.replaceAll((label, version) -> place(skill.name(), label, version, versions.keySet()));
    return new SkillVersions(
        skill.name(),
        versions,
        pointer(skill, versions.keySet()),
        new Release(places, release.split(), release.canary(), release.withdrawn()),
        told(skill, places, problems),
        skill.earlier());
  }

  private static Set<Semver> missing(SkillVersions skill) {
    var release = skill.release();
    var named = new LinkedHashSet<>(release.labels().values());
    named.addAll(release.split().alive());
    var pointer = skill.pointer();
    if (pointer != null) {
      named.add(pointer);
    }
    named.removeAll(skill.versions().keySet());
    return named;
  }

  private Semver place(String skill, String label, Semver wanted, Set<Semver> there) {
    return there.contains(wanted)
        ? wanted
        : before(skill, label).filter(there::contains).orElse(wanted);
  }

  private @Nullable Semver pointer(SkillVersions skill, Set<Semver> there) {
    var wanted = skill.pointer();
    if (wanted == null || there.contains(wanted)) {
      return wanted;
    }
    boolean decides = !skill.release().labels().containsKey(Release.PRODUCTION);
    return before(skill.name(), LATEST)
        .or(() -> decides ? standings.version(skill.name()) : Optional.empty())
        .filter(there::contains)
        .orElse(null);
  }

  /** The version at which a label was; after a restart that is known of what everybody gets. */
  private Optional<Semver> before(String skill, String label) {
    var known = labels.getOrDefault(skill, Map.of()).get(label);
    return known == null && label.equals(Release.PRODUCTION)
        ? standings.version(skill)
        : Optional.ofNullable(known);
  }

  private static List<String> told(
      SkillVersions skill, Map<String, Semver> places, List<String> problems) {
    skill
        .release()
        .labels()
        .forEach(
            (label, wanted) -> {
              var place = places.getOrDefault(label, wanted);
              if (!place.equals(wanted)) {
                problems.add(
                    "%s of %s: labels.%s: %s is not there (%s stays)"
                        .formatted(Release.FILE, skill.name(), label, wanted, place));
              }
            });
    return problems;
  }
}
