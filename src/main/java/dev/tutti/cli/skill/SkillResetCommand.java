package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill reset}. */
@Command(name = "reset", description = "Forgets labels and splits of the run time: the file holds.")
final class SkillResetCommand extends SkillReleaseCommand {
  @Override
  String method() {
    return "DELETE";
  }

  @Override
  String step() {
    return "release";
  }

  @Override
  JsonNode body() {
    return Json.object();
  }
}
