package dev.tutti.cli.skill;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill split}. */
@Command(
    name = "split",
    description = "Gives versions to callers by weights; without any the split ends.")
final class SkillSplitCommand extends SkillReleaseCommand {
  private static final Pattern ARM = Pattern.compile("([^=]+)=(\\d{1,9})");

  @Parameters(
      index = "1..*",
      paramLabel = "VERSION=WEIGHT",
      description = "Such as 1.0.0=90 1.1.0=10.")
  private List<String> arms = List.of();

  @Option(
      names = "--sticky",
      paramLabel = "session|user|key",
      description = "Who gets the same version again (default: as the server says).")
  private String sticky = "";

  @Override
  String step() {
    return "split";
  }

  @Override
  JsonNode body() {
    var body = Json.object();
    var weights = body.putObject("arms");
    for (var text : arms) {
      var arm = ARM.matcher(text);
      if (!arm.matches()) {
        throw Fault.invalid("arm", text + " (expected: VERSION=WEIGHT)");
      }
      weights.put(arm.group(1), Integer.parseInt(arm.group(2)));
    }
    if (!sticky.isEmpty()) {
      body.put("sticky", sticky);
    }
    return body;
  }
}
