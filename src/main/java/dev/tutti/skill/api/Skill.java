package dev.tutti.skill.api;

import dev.tutti.call.Caller;
import dev.tutti.call.SkillRevision;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.output.OutputForm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One revision of one version of a skill, compiled. Immutable and thread-safe: an execution ends on
 * the one that it began with.
 *
 * @param files what it was made of
 * @param prompt what is told at first
 * @param lighter see {@link #followUp}
 * @param rescue see {@link #fallback}
 * @param taken see {@link #input}
 * @param takes see {@link #inputSchema}
 * @param gives see {@link #outputSchema}
 * @param given see {@link #output}
 * @param examples questions and answers that are shown to the model
 */
public record Skill(
    SkillSettings settings,
    SkillFiles files,
    SkillPrompt prompt,
    @Nullable SkillPrompt lighter,
    @Nullable SkillPrompt rescue,
    @Nullable OutputForm taken,
    @Nullable ObjectNode takes,
    @Nullable ObjectNode gives,
    @Nullable OutputForm given,
    List<Example> examples) {
  private static final int SHORT = 12;

  /** A question and how it is answered. */
  public record Example(String user, String assistant) {}

  /** The prompt when a conversation goes on, if that is another one. */
  public Optional<SkillPrompt> followUp() {
    return Optional.ofNullable(lighter);
  }

  /** Whether one of its prompts says what is known of the user. */
  public boolean usesMemory() {
    return Stream.of(Optional.of(prompt), followUp(), fallback())
        .flatMap(Optional::stream)
        .flatMap(each -> each.variables().stream())
        .anyMatch(variable -> variable.name().equals(SkillValues.MEMORY));
  }

  /** The text when no model has an answer. */
  public Optional<SkillPrompt> fallback() {
    return Optional.ofNullable(rescue);
  }

  /** The same without a text for when no model has an answer. */
  public Skill withoutFallback() {
    return new Skill(settings, files, prompt, lighter, null, taken, takes, gives, given, examples);
  }

  /** The form of the inputs, if there is a schema. */
  public Optional<OutputForm> input() {
    return Optional.ofNullable(taken);
  }

  /** The schema of the inputs. */
  public Optional<ObjectNode> inputSchema() {
    return Optional.ofNullable(takes);
  }

  /** Names of the inputs that a caller has to give. */
  public Set<String> requiredInputs() {
    return inputSchema().stream()
        .flatMap(schema -> schema.path("required").valueStream())
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  /** The schema of the answer. */
  public Optional<ObjectNode> outputSchema() {
    return Optional.ofNullable(gives);
  }

  /** The form of the answer, if there is a schema. */
  public Optional<OutputForm> output() {
    return Optional.ofNullable(given);
  }

  /** Whether a caller may use it. */
  public boolean allows(Caller caller) {
    return settings.roles().isEmpty() || caller.hasAny(settings.roles());
  }

  /**
   * Sees to it that a caller may use it.
   *
   * @throws Fault {@code permission}
   */
  public void requireRole(Caller caller) {
    if (!allows(caller)) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "skill %s: the key has none of its roles (expected: one of the scopes %s)"
              .formatted(name(), settings.roles()));
    }
  }

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

  /** Its name and revision. */
  public SkillRevision named() {
    return new SkillRevision(name(), revision());
  }
}
