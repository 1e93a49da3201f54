package dev.tutti.skill.api;

import java.time.Duration;
import java.util.List;

/**
 * Result of a test of a skill.
 *
 * @param skill the skill's name
 * @param version its version
 * @param place the test's file and line in the skill's folder
 * @param name the test's name
 * @param status whether it has passed
 * @param flaws why it has failed, or why it was left out
 * @param time how long it took
 */
public record CaseResult(
    String skill,
    String version,
    String place,
    String name,
    Status status,
    List<String> flaws,
    Duration time) {

  /** Outcomes of a test. */
  public enum Status {
    /** Everything is as expected. */
    PASSED,
    /** Something is otherwise than expected. */
    FAILED,
    /** It was not run. */
    SKIPPED
  }

  /** The failures in one line each. */
  public List<String> messages() {
    return flaws.stream().map(flaw -> "%s: case \"%s\": %s".formatted(place, name, flaw)).toList();
  }
}
