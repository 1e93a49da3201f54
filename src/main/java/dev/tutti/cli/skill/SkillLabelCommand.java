package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill label}. */
@Command(name = "label", description = "Lets a label, such as production, stand for a version.")
final class SkillLabelCommand extends SkillReleaseCommand {
  @Parameters(index = "1", paramLabel = "LABEL")
  private String label = "";

  @Parameters(index = "2", paramLabel = "VERSION")
  private String version = "";

  @Override
  String step() {
    return "label";
  }

  @Override
  protected JsonNode body() {
    return Json.object().put("label", label).put("version", version);
  }
}
