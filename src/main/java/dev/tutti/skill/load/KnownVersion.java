package dev.tutti.skill.load;

import dev.tutti.skill.api.Skill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a version's folder, as far as it is known.
 *
 * @param skill the last good one, if there ever was one
 * @param problems why the files are not what is served
 * @param tried whether it has gone through its trial
 * @param former what was served before, until the skill is
 */
record KnownVersion(
    FolderPrint print,
    String digest,
    @Nullable Skill skill,
    List<String> problems,
    boolean tried,
    @Nullable Skill former) {
  static final KnownVersion NOTHING =
      new KnownVersion(new FolderPrint(0), "", null, List.of(), true, null);

  KnownVersion at(FolderPrint other) {
    return new KnownVersion(other, digest, skill, problems, tried, former);
  }

  KnownVersion broken(FolderPrint other, String digest, List<String> problems) {
    return new KnownVersion(other, digest, good(), problems, true, null);
  }

  /** The same with something good to serve. */
  KnownVersion serving(Skill other) {
    return new KnownVersion(print, digest, other, problems, true, null);
  }

  KnownVersion passed() {
    return new KnownVersion(print, digest, skill, List.of(), true, former);
  }

  /** The same once it is served. */
  KnownVersion served() {
    return new KnownVersion(print, digest, skill, problems, tried, null);
  }

  KnownVersion failed(List<String> why) {
    return new KnownVersion(print, digest, former, why, true, null);
  }

  /** The skill that was served last, if any was. */
  @Nullable Skill good() {
    return former == null && tried ? skill : former;
  }
}
