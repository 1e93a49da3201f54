package dev.tutti.skill.load;

import dev.tutti.skill.api.Skill;

/**
 * Identity of a revision.
 *
 * @param digest of all files, 64 characters
 */
record SkillRevisionId(String skill, String version, String digest) {
  private static final int SHORT = 12;

  static SkillRevisionId of(Skill skill) {
    return new SkillRevisionId(skill.name(), skill.version().getVersion(), skill.files().digest());
  }

  /** Its name. */
  String revision() {
    return version + '+' + digest.substring(0, SHORT);
  }
}
