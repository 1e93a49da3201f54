package dev.tutti.contributing.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskRun.IndependentStep;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import tools.jackson.databind.node.ObjectNode;

/** Kind {@code digest}: the SHA-256 of each of some texts. */
public final class DigestKind implements TaskKind {
  private static final int AT_ONCE = 4;

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add("texts");
    var texts = schema.putObject("properties").putObject("texts");
    texts.put("type", "array").put("maxItems", 100).putObject("items").put("type", "string");
    return schema;
  }

  /** Only what a schema cannot say. */
  @Override
  public void check(ObjectNode input, Principal principal) {
    var seen = new HashSet<String>();
    for (var text : input.path("texts")) {
      if (!seen.add(text.asString())) {
        throw Fault.invalid("texts", "\"%s\" twice (expected: once)".formatted(text.asString()));
      }
    }
  }

  @Override
  public boolean computes() {
    return true;
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    var steps = new ArrayList<IndependentStep>();
    for (var each : run.input().path("texts")) {
      var digest = Sha256.hex(each.asString().getBytes(StandardCharsets.UTF_8));
      steps.add(
          new IndependentStep(
              "digest-" + steps.size(), digest, () -> StepResult.of(Json.valueOf(digest))));
    }
    var digests = Json.array();
    run.steps(steps, AT_ONCE).forEach(digests::add);
    return Json.object().set("digests", digests);
  }
}
