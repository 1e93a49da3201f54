package dev.tutti.skill;

import dev.tutti.output.OutputForm;
import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/**
 * One revision of one version of a skill, compiled. Immutable and thread-safe: an execution ends on
 * the one that it began with.
 *
 * @param files what it was made of
 * @param prompt what is told at first
 * @param followUp what is told when a conversation goes on, if that is something else
 * @param fallback what is said when no model has an answer
 * @param input what the inputs must be, if there is a schema
 * @param inputSchema the schema itself
 * @param outputSchema what the answer must be
 * @param examples questions and answers that are shown to the model
 */
public record Skill(
    SkillSettings settings,
    SkillFiles files,
    SkillPrompt prompt,
    Optional<SkillPrompt> followUp,
    Optional<SkillPrompt> fallback,
    Optional<OutputForm> input,
    Optional<ObjectNode> inputSchema,
    Optional<ObjectNode> outputSchema,
    List<Example> examples) {
  private static final int SHORT = 12;

  /** A question and how it is answered. */
  public record Example(String user, String assistant) {}

  /** Its name. */
  public String name() {
    return settings.name();
  }

  /** Its version. */
  public Semver version() {
    return settings.version();
  }

  /** Version and content: {@code 1.1.0+3f0c9a1b7d2e}. */
  public String revision() {
    return version().getVersion() + '+' + files.digest().substring(0, SHORT);
  }
}
