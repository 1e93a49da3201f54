package dev.tutti.skill.release;

import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.Versions;
import dev.tutti.skill.release.SkillReleaseTable.Standing;
import dev.tutti.store.Store;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History of the revision that everybody got who asked for nothing else, one entry each time that
 * it changed, for whatever reason: the newest 50 of each skill. Thread-safe.
 */
final class SkillStandings {
  private static final Logger log = LoggerFactory.getLogger(SkillStandings.class);
  private static final int MOST = 50;

  private final Store store;
  private final InstantSource clock;
  private final Map<String, Deque<String>> newest = new HashMap<>();

  SkillStandings(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    Store.await(store.read(SkillReleaseTable::stood)).forEach(this::remember);
  }

  private void remember(Standing standing) {
    var all = newest.computeIfAbsent(standing.skill(), _ -> new ArrayDeque<>());
    all.addFirst(standing.revision());
    if (all.size() > MOST) {
      all.removeLast();
    }
  }

  /** Notes what has changed. Does not wait for the disk. */
  synchronized void note(SkillCatalog catalog) {
    var changed = new ArrayList<Standing>();
    for (var versions : catalog.skills().values()) {
      var revision = versions.standing().revision();
      if (!revision.equals(newest.getOrDefault(versions.name(), new ArrayDeque<>()).peekFirst())) {
        changed.add(new Standing(versions.name(), revision));
      }
    }
    changed.forEach(this::remember);
    if (!changed.isEmpty()) {
      var now = clock.instant();
      var _ =
          store
              .write(
                  handle -> {
                    SkillReleaseTable.stand(handle, changed, now, MOST);
                    return true;
                  })
              .exceptionally(
                  failure -> {
                    log.warn("What skills stood at is not kept: {}", failure.toString());
                    return false;
                  });
    }
  }

  /** The version that a skill stands at, if it was ever served. */
  synchronized Optional<Semver> version(String skill) {
    return Optional.ofNullable(newest.getOrDefault(skill, new ArrayDeque<>()).peekFirst())
        .map(revision -> revision.substring(0, revision.indexOf('+')))
        .flatMap(Versions::parse);
  }

  /** The revision at which a skill stood before its present one. */
  synchronized Optional<String> before(String skill) {
    return newest.getOrDefault(skill, new ArrayDeque<>()).stream().skip(1).findFirst();
  }
}
