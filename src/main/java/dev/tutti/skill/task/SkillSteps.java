package dev.tutti.skill.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Steps of one attempt at a skill, numbered in their order. Thread-safe. */
final class SkillSteps {
  private final TaskRun run;
  private final AtomicInteger models = new AtomicInteger();
  private final AtomicInteger tools = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger recalls = new AtomicInteger();

  SkillSteps(TaskRun run) {
    this.run = run;
  }

  TaskRun run() {
    return run;
  }

  /** Name of the next step that asks a model. */
  String nextModel() {
    return "model-" + models.incrementAndGet();
  }

  /** Every tool, whose answers are steps. */
  Map<String, SkillTool> tools(Map<String, SkillTool> all) {
    var stepped = new HashMap<String, SkillTool>();
    all.forEach((key, tool) -> stepped.put(key, new StepTool(key, tool, this)));
    return stepped;
  }

  String nextTool() {
    return "tool-" + tools.incrementAndGet();
  }

  /** What is recalled of users, once for an execution. */
  MemoryTexts memory(MemoryTexts texts) {
    return (caller, said) ->
        step(
                "memory-" + recalls.incrementAndGet(),
                hash(said),
                () -> {
                  var list = Json.array();
                  texts.recall(caller, said).forEach(list::add);
                  return StepResult.of(list);
                })
            .valueStream()
            .map(JsonNode::asString)
            .toList();
  }

  /** Look into the cache of answers: what an attempt has found, or not, another one does, too. */
  Optional<String> cached(String digest, Supplier<Optional<String>> cache) {
    return step(
            "cache-" + looks.incrementAndGet(),
            digest,
            () -> {
              var found = Json.array();
              cache.get().ifPresent(found::add);
              return StepResult.of(found);
            })
        .valueStream()
        .map(JsonNode::asString)
        .findFirst();
  }

  /** Result of a step; what goes wrong is a fault. */
  JsonNode step(String name, String hash, TaskRun.StepWork work) {
    try {
      return run.step(name, hash, work);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.from(e);
    } catch (Exception e) {
      throw Fault.from(e);
    }
  }

  static String hash(String... parts) {
    return Sha256.hex(String.join("\u0000", List.of(parts)).getBytes(StandardCharsets.UTF_8));
  }
}
