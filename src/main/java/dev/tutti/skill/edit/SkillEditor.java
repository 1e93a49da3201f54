package dev.tutti.skill.edit;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.skill.api.FolderWalk;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillException;
import dev.tutti.skill.load.SkillFolder;
import dev.tutti.skill.load.SkillFolders;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.release.SkillReleases;
import dev.tutti.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writer of new versions into the folder of skills. A version is written beside its place, and
 * moved there as a whole, so that nobody sees half of it. Blocks; thread-safe.
 */
public final class SkillEditor {
  private static final int CONFLICT = 409;

  private final Path root;
  private final Skills skills;
  private final SkillReleases releases;
  private final DraftChecks checks;
  private final Audit audit;
  private final InstantSource clock;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param root folder of all skills; made where it is not there
   */
  public SkillEditor(
      Path root,
      Skills skills,
      SkillReleases releases,
      DraftChecks checks,
      Audit audit,
      InstantSource clock) {
    this.root = root;
    this.skills = skills;
    this.releases = releases;
    this.checks = checks;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is to be said of a draft; nothing is written. */
  public DraftCheck check(SkillDraft draft) {
    return checks.check(draft, skills.current());
  }

  /**
   * Writes a draft as a new version, which is served from then on.
   *
   * @param held whether callers who name no version go on getting the one that they get now
   * @throws Fault {@code invalid_request} with its problems, or with status 409 where the version
   *     is there; {@code store_unavailable} where the folder cannot be written
   */
  public Skill write(SkillDraft draft, boolean held, String who) {
    var problems = check(draft).problems();
    if (!problems.isEmpty()) {
      throw wrong(problems);
    }
    writing.lock();
    try {
      var home = home(draft);
      if (held) {
        hold(draft, who);
      }
      var target = "skill %s %s".formatted(draft.skill(), draft.version());
      Store.await(audit.note(new AuditEvent(clock.instant(), who, "skill.write", target)));
      var written = put(draft, home);
      skills.reload();
      return served(draft, written);
    } catch (SkillException e) {
      throw wrong(e.problems());
    } catch (IOException e) {
      throw Fault.of(
          FaultCode.STORE_UNAVAILABLE,
          "skills: %s (expected: a folder that Tutti may write to)".formatted(FolderWalk.why(e)));
    } finally {
      writing.unlock();
    }
  }

  private static Fault wrong(List<String> problems) {
    return Fault.invalid("files", String.join("; ", problems));
  }

  /** Folder of the draft's skill, which need not be there. */
  private Path home(SkillDraft draft) throws IOException {
    var found =
        SkillFolders.in(root).orElse(List.of()).stream()
            .filter(each -> each.getFileName().toString().equals(draft.skill()))
            .findFirst();
    if (found.isEmpty()) {
      var home = root.resolve(draft.skill());
      if (Files.exists(home)) {
        throw conflict("name", home + " is there and no skill (expected: another name)");
      }
      return home;
    }
    for (var place : SkillFolder.read(found.get(), root).versions()) {
      if (place.named() == null) {
        throw conflict(
            "name",
            "skill %s: its files are in %s itself (expected: a folder for each version, such as v1.0.0)"
                .formatted(draft.skill(), found.get()));
      }
      if (draft.version().equals(place.named())) {
        throw conflict(
            "version",
            "skill %s: %s is there already (expected: a new version)"
                .formatted(draft.skill(), draft.version()));
      }
    }
    return found.get();
  }

  private static Fault conflict(String param, String message) {
    return Fault.invalid(param, message).status(CONFLICT);
  }

  /** Lets {@code production} stand for what everybody gets now, unless it stands for something. */
  private void hold(SkillDraft draft, String who) {
    var now = skills.current().skills().get(draft.skill());
    if (now != null && !now.release().labels().containsKey(Release.PRODUCTION)) {
      var standing = now.standing().version().getVersion();
      releases.label(draft.skill(), Release.PRODUCTION, standing, who);
    }
  }

  /** Puts the version into its place; the folder that was not there before. */
  private Path put(SkillDraft draft, Path home) throws IOException {
    Files.createDirectories(root);
    var stage = Files.createTempDirectory(root, ".draft-");
    try {
      boolean isNew = !Files.exists(home);
      var made = stage.resolve(isNew ? draft.skill() : draft.folder());
      var version = isNew ? made.resolve(draft.folder()) : made;
      for (var file : draft.files().entrySet()) {
        var path = version.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      var place = isNew ? home : home.resolve(draft.folder());
      return Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(stage);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The version as it is served; one that is not, as it needs what is not there, is taken away. */
  private Skill served(SkillDraft draft, Path written) throws IOException {
    var catalog = skills.current();
    var versions = catalog.skills().get(draft.skill());
    var skill = versions == null ? null : versions.versions().get(draft.version());
    if (skill != null) {
      return skill;
    }
    delete(written);
    skills.reload();
    throw wrong(
        versions == null
            ? catalog.rejected().getOrDefault(draft.skill(), List.of("it is not served"))
            : versions.problems());
  }
}
