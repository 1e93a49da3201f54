package dev.tutti.skill.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/** Faults of executions that go beyond a limit of their skill. */
public final class SkillLimit {
  private SkillLimit() {}

  /**
   * A fault of a limit.
   *
   * @param limit its name, as {@code skill.yaml} has it where it is set there
   * @param found what was found, with its unit
   * @param most what is allowed
   * @return {@code limit_exceeded}
   */
  public static Fault exceeded(Skill skill, String limit, String found, long most) {
    return Fault.of(
        FaultCode.LIMIT_EXCEEDED,
        "skill %s: %s (expected: at most %d, %s)".formatted(skill.name(), found, most, limit));
  }
}
