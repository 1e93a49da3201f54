package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill rollback}. */
@Command(
    name = "rollback",
    description = "Gives everybody what was given before, or what --to says.")
final class SkillRollbackCommand extends SkillReleaseCommand {
  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "A version, or a revision such as 1.1.0+3f0c9a1b7d2e.")
  private String to = "";

  @Override
  String step() {
    return "rollback";
  }

  @Override
  protected JsonNode body() {
    return to.isEmpty() ? Json.object() : Json.object().put("to", to);
  }
}
