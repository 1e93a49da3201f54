package dev.tutti.call;

/**
 * Revision of a skill.
 *
 * @param revision its version and the digest of its contents, such as {@code 1.1.0+4aa26f1ff558}
 */
public record SkillRevision(String skill, String revision) {
  /** No skill. */
  public static final SkillRevision NONE = new SkillRevision("", "");
}
