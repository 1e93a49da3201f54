package dev.tutti.skill.api;

import java.util.List;

/**
 * Refusal of a skill that cannot be served: each reason with its file and line where there is one.
 */
public final class SkillException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** One reason. */
  public SkillException(String problem) {
    this(List.of(problem));
  }

  /** Several reasons. */
  public SkillException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** The reasons. */
  public List<String> problems() {
    return problems;
  }
}
