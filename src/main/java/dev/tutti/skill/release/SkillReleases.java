package dev.tutti.skill.release;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.api.Versions;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.release.ReleaseOverlay.PinnedRevision;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/**
 * Overlays on the {@code release.yaml} of skills, laid at run time: one change after the other,
 * each on disk together with its row of the audit before it is in force. Thread-safe; changes
 * block.
 */
public final class SkillReleases {
  /** The author of what the canary analysis does, in the audit. */
  private static final String ANALYSIS = "canary";

  private final Store store;
  private final InstantSource clock;
  private final SkillRevisions revisions;
  private final SkillStandings standings;
  private final ReleaseTargets targets;
  private final ReentrantLock changing = new ReentrantLock();
  private final AtomicReference<Map<String, ActiveOverlay>> overlays;
  private final Folder folder;

  /**
   * The skills that it is about.
   *
   * @param loaded as the folder has them
   * @param refresh serves them with what is laid over them now
   */
  public record Folder(Supplier<SkillCatalog> loaded, Runnable refresh) {}

  /** Overlay on a release, since when and by whom. */
  public record ActiveOverlay(ReleaseOverlay overlay, Instant at, String by) {}

  /** Release of the file, its overlay, if there is one, and the release in force. */
  public record ReleaseView(Release file, @Nullable ActiveOverlay active, Release inForce) {}

  public SkillReleases(Store store, InstantSource clock, SkillRevisions revisions, Folder folder) {
    this.store = store;
    this.clock = clock;
    this.revisions = revisions;
    this.standings = new SkillStandings(store, clock);
    this.targets = new ReleaseTargets(revisions, standings);
    this.folder = folder;
    var all = new HashMap<String, ActiveOverlay>();
    for (var row : Store.await(store.read(SkillReleaseTable::all))) {
      all.put(
          row.skill(),
          new ActiveOverlay(ReleaseOverlay.of(row.skill(), row.json()), row.at(), row.by()));
    }
    this.overlays = new AtomicReference<>(Map.copyOf(all));
  }

  /** The catalog that is served of what the folder has. */
  public SkillCatalog over(SkillCatalog loaded) {
    var active = overlays.get();
    var skills = new TreeMap<String, SkillVersions>();
    loaded.skills().forEach((name, each) -> skills.put(name, over(each, active.get(name))));
    return new SkillCatalog(skills, loaded.rejected());
  }

  private SkillVersions over(SkillVersions file, @Nullable ActiveOverlay active) {
    return targets.resolved(laidOver(file, active));
  }

  private SkillVersions laidOver(SkillVersions file, @Nullable ActiveOverlay active) {
    var versions = new TreeMap<>(file.versions());
    var problems = new ArrayList<>(file.problems());
    if (active == null) {
      return new SkillVersions(
          file.name(), versions, file.pointer(), file.release(), problems, revisions);
    }
    active
        .overlay
        .held()
        .forEach(
            (version, held) -> {
              if (held.over().equals(file.revision(version))) {
                held(file.name(), held, problems).ifPresent(skill -> versions.put(version, skill));
              }
            });
    if (!active.overlay.over().equals(Json.text(ReleaseJson.of(file.release())))) {
      problems.add(
          "%s of %s has changed since %s laid something over it at %s (expected: DELETE /admin/skills/%s/release, if the file is to hold)"
              .formatted(Release.FILE, file.name(), active.by, active.at, file.name()));
    }
    return new SkillVersions(
        file.name(),
        versions,
        file.pointer(),
        active.overlay.on(file.release()),
        problems,
        revisions);
  }

  private Optional<Skill> held(String name, PinnedRevision held, List<String> problems) {
    try {
      return revisions.find(name, held.revision());
    } catch (SkillException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Notes what is served now. */
  public void follow(SkillCatalog now) {
    var active = overlays.get();
    revisions.keep(folder.loaded.get(), (skill, revision) -> holds(active.get(skill), revision));
    standings.note(now);
    targets.note(now);
    if (now.skills().values().stream().anyMatch(each -> isStale(each.name(), active))) {
      Thread.ofVirtual().name("let go of revisions").start(this::letGo);
    }
  }

  private static boolean holds(@Nullable ActiveOverlay active, String revision) {
    return active != null
        && active.overlay.held().values().stream()
            .anyMatch(each -> each.revision().equals(revision));
  }

  private boolean isStale(String name, Map<String, ActiveOverlay> all) {
    var active = all.get(name);
    return active != null && !fresh(name, active.overlay).equals(active.overlay);
  }

  /** Without the revisions that were to serve until the folder changes, where it has. */
  private ReleaseOverlay fresh(String name, ReleaseOverlay overlay) {
    var file = folder.loaded.get().skills().get(name);
    var fresh = overlay;
    if (file != null) {
      for (var each : overlay.held().entrySet()) {
        if (!each.getValue().over().equals(file.revision(each.getKey()))) {
          fresh = fresh.letGo(each.getKey());
        }
      }
    }
    return fresh;
  }

  private void letGo() {
    for (var name : overlays.get().keySet()) {
      if (isStale(name, overlays.get())) {
        change(
            new ReleaseChange(name, "skill.let_go", "an edit of the folder", ""),
            _ -> Optional.of(fresh(name, laid(name))));
      }
    }
  }

  /**
   * The release of a skill, of its file and in force.
   *
   * @throws Fault when there is no such skill
   */
  public ReleaseView shown(String name) {
    var file = folder.loaded.get().skill(name);
    var active = overlays.get().get(name);
    return new ReleaseView(file.release(), active, over(file, active).release());
  }

  /** Lets a label stand for a version. */
  public void label(String name, String label, String version, String who) {
    if (!VersionSelector.LABEL.matcher(label).matches()
        || label.equals("latest")
        || Versions.isVersion(label)) {
      throw Fault.invalid("label", "\"%s\" (expected: a label such as canary)".formatted(label));
    }
    change(
        new ReleaseChange(name, "skill.label", who, label + " " + version),
        now -> {
          var found = now.numbered(version);
          return Optional.of(laid(name).label(label, found).give(Set.of(found)));
        });
  }

  /**
   * Tells callers apart.
   *
   * @param json {@code arms}, {@code sticky} and {@code canary} as in {@code release.yaml}; no arms
   *     for an end of it
   */
  public void split(String name, ObjectNode json, String who) {
    var sent = ReleaseJson.split(json);
    var split = sent.split();
    var canary = sent.canary();
    if (split.alive().isEmpty() && !split.arms().isEmpty()) {
      throw Fault.invalid("arms", "no weight above 0 (expected: one at least)");
    }
    change(
        new ReleaseChange(name, "skill.split", who, Json.text(json)),
        now -> {
          sent.versions().forEach(each -> now.numbered(each.getVersion()));
          var next = laid(name).split(split).give(Set.copyOf(split.alive()));
          return Optional.of(canary == null ? next : next.canary(canary));
        });
  }

  /**
   * Gives everybody another version: ends the split, moves {@code production}, and lets no session
   * stay with what was given until now.
   *
   * @param to a version or a revision; empty for what was given before the last change
   */
  public void rollback(String name, String to, String who) {
    change(
        new ReleaseChange(
            name, "skill.rollback", who, to.isEmpty() ? "to what was before" : "to " + to),
        now -> {
          var target = to.isEmpty() ? before(now) : to.strip();
          var version = target.indexOf('+') > 0 ? pinned(now, target) : now.numbered(target);
          var gone = new TreeSet<>(now.release().split().alive());
          gone.add(now.standing().version());
          gone.remove(version);
          var next =
              laid(name)
                  .label(Release.PRODUCTION, version)
                  .split(now.release().split().ended())
                  .withdraw(gone)
                  .give(Set.of(version));
          return Optional.of(target.indexOf('+') > 0 ? held(name, next, version, target) : next);
        });
  }

  /** The version that everybody got who asked for no other, as far as that is known. */
  public Optional<Semver> standing(String name) {
    return standings.version(name);
  }

  /** A split ends with what it was tried beside; else what was given to everybody before. */
  private String before(SkillVersions now) {
    var release = now.release();
    var baseline = now.versions().get(release.canary().baseline());
    var beside = baseline == null ? now.standing().version() : baseline.version();
    if (release.split().alive().stream().anyMatch(arm -> !arm.equals(beside))) {
      return beside.getVersion();
    }
    return standings
        .before(now.name())
        .orElseThrow(
            () ->
                Fault.invalid(
                    "to", "nothing was given before (expected: a version or a revision)"));
  }

  private static Semver pinned(SkillVersions now, String revision) {
    return now.find(new VersionSelector.Pinned(revision), 0).version();
  }

  private ReleaseOverlay held(
      String name, ReleaseOverlay overlay, Semver version, String revision) {
    var inFolder = folder.loaded.get().skill(name).revision(version);
    return inFolder.equals(revision)
        ? overlay.letGo(version)
        : overlay.hold(version, new PinnedRevision(revision, inFolder));
  }

  /** Lets the file hold again. */
  public void clear(String name, String who) {
    change(new ReleaseChange(name, "skill.reset", who, ""), _ -> Optional.of(ReleaseOverlay.NONE));
  }

  /**
   * Gives nobody a version that is on trial, unless the release is another than was seen.
   *
   * @return whether it was done
   */
  boolean withdraw(String name, Release seen, Semver arm, String why) {
    return judge(
        new ReleaseChange(name, "skill.rollback", ANALYSIS, arm + ": " + why),
        seen,
        now -> now.split(seen.split().with(arm, 0)).withdraw(Set.of(arm)));
  }

  /** Gives more callers a version that is on trial, unless the release is another than was seen. */
  boolean ramp(String name, Release seen, Semver arm, int percent) {
    var arms = new TreeMap<>(seen.split().arms());
    arms.put(seen.canary().baseline(), 100 - percent);
    arms.put(arm, percent);
    return judge(
        new ReleaseChange(name, "skill.ramp", ANALYSIS, arm + " to " + percent + " %"),
        seen,
        now -> now.split(new Release.Split(seen.split().sticky(), arms)));
  }

  /** Gives everybody the version that was on trial, unless the release is another than was seen. */
  boolean promote(String name, Release seen, Semver arm) {
    return judge(
        new ReleaseChange(name, "skill.promote", ANALYSIS, arm.getVersion()),
        seen,
        now -> now.label(Release.PRODUCTION, arm).split(seen.split().ended()).give(Set.of(arm)));
  }

  private boolean judge(
      ReleaseChange releaseChange, Release seen, Function<ReleaseOverlay, ReleaseOverlay> change) {
    return change(
        releaseChange,
        now ->
            now.release().equals(seen)
                ? Optional.of(change.apply(laid(releaseChange.name)))
                : Optional.empty());
  }

  private ReleaseOverlay laid(String name) {
    var active = overlays.get().get(name);
    return active == null ? ReleaseOverlay.NONE : active.overlay;
  }

  /** Change of a skill's release that somebody asks for. */
  private record ReleaseChange(String name, String action, String who, String words) {
    AuditEvent event(Instant at) {
      return new AuditEvent(at, who, action, ("skill " + name + ' ' + words).strip());
    }
  }

  private boolean change(
      ReleaseChange releaseChange, Function<SkillVersions, Optional<ReleaseOverlay>> change) {
    changing.lock();
    try {
      var file = folder.loaded.get().skill(releaseChange.name);
      var next = change.apply(over(file, overlays.get().get(releaseChange.name)));
      if (next.isEmpty()) {
        return false;
      }
      var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      put(
          releaseChange,
          next.get().isNothing() ? null : entry(releaseChange, next.get(), file, now));
      folder.refresh.run();
      return true;
    } finally {
      changing.unlock();
    }
  }

  private ActiveOverlay entry(
      ReleaseChange releaseChange, ReleaseOverlay next, SkillVersions file, Instant now) {
    return new ActiveOverlay(next.over(file.release()), now, releaseChange.who);
  }

  private void put(ReleaseChange releaseChange, @Nullable ActiveOverlay next) {
    var before = overlays.get().get(releaseChange.name);
    var now = clock.instant();
    Store.await(
        store.write(
            handle -> {
              Audit.note(handle, releaseChange.event(now), text(before), text(next));
              if (next == null) {
                SkillReleaseTable.delete(handle, releaseChange.name);
              } else {
                var row =
                    new SkillReleaseTable.Row(
                        releaseChange.name, ReleaseJson.text(next.overlay), next.at, next.by);
                SkillReleaseTable.put(handle, row);
              }
              return true;
            }));
    var all = new HashMap<>(overlays.get());
    all.remove(releaseChange.name);
    if (next != null) {
      all.put(releaseChange.name, next);
    }
    overlays.set(Map.copyOf(all));
  }

  private static @Nullable String text(@Nullable ActiveOverlay active) {
    return active == null ? null : ReleaseJson.text(active.overlay);
  }
}
