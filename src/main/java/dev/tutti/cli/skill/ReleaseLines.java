package dev.tutti.cli.skill;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Release of a skill that is in force, one line for each label, arm and withdrawn version. */
final class ReleaseLines {
  private ReleaseLines() {}

  /**
   * @param indent what each line begins with
   * @param release labels, split and withdrawn versions
   */
  static void print(PrintWriter out, String indent, JsonNode release) {
    release
        .path("labels")
        .forEachEntry(
            (label, version) -> out.printf("%s%s = %s%n", indent, label, version.asString()));
    release
        .at("/split/arms")
        .forEachEntry(
            (version, weight) ->
                out.printf("%s%s has weight %d%n", indent, version, weight.asInt()));
    release
        .path("withdrawn")
        .forEach(version -> out.printf("%s%s is withdrawn%n", indent, version.asString()));
  }
}
