package dev.tutti.skill.task;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.run.SkillTools;
import dev.tutti.skill.run.TurnChoices;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Steps of one attempt at a skill, numbered in their order. A skill that is called as a tool
 * numbers its own behind the step that it is, such as {@code tool-2/model-1}: so names do not
 * depend on which of several tools that run side by side is the first. Thread-safe.
 */
final class SkillSteps {
  /** The step of the tool that the current thread is in. */
  private static final ScopedValue<String> PLACE = ScopedValue.newInstance();

  private final TaskRun run;
  private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

  SkillSteps(TaskRun run) {
    this.run = run;
  }

  TaskRun run() {
    return run;
  }

  /** Name of the next step of a sort. */
  private String next(String sort) {
    var place = PLACE.isBound() ? PLACE.get() + "/" + sort : sort;
    return place + "-" + numbers.computeIfAbsent(place, _ -> new AtomicInteger()).incrementAndGet();
  }

  /** Name of the next step that asks a model. */
  String nextModel() {
    return next("model");
  }

  /** Name of the next step that calls a tool. */
  String nextTool() {
    return next("tool");
  }

  /** What a tool answers, whose own steps are numbered behind the one that it is. */
  String within(String tool, ScopedValue.CallableOp<String, RuntimeException> work) {
    return ScopedValue.where(PLACE, tool).call(work);
  }

  /** The tools, whose answers are steps, and skills that are called as such, whose answers are. */
  SkillTools tools(SkillTools usual) {
    return new SkillTools(
        () -> stepped(usual.configured().get()),
        usual.atOnce(),
        skill -> new NestedTool(skill, this, ""));
  }

  private Map<String, SkillTool> stepped(Map<String, SkillTool> all) {
    var stepped = new HashMap<String, SkillTool>();
    all.forEach((key, tool) -> stepped.put(key, new StepTool(key, tool, this, "")));
    return stepped;
  }

  /** What is recalled of users, once for an execution. */
  MemoryTexts memory(MemoryTexts texts) {
    return (caller, said, character) ->
        step(
                next("memory"),
                hash(said),
                () -> {
                  var list = Json.array();
                  texts.recall(caller, said, character).forEach(list::add);
                  return StepResult.of(list);
                })
            .valueStream()
            .map(JsonNode::asString)
            .toList();
  }

  /** Choices by what a session remembers, as the first attempt has made them. */
  TurnChoices choices(Caller caller) {
    return (kind, choice) ->
        caller.session().isEmpty()
            ? choice.get()
            : (ObjectNode) step(next(kind), hash(kind), () -> StepResult.of(choice.get()));
  }

  /** What was said before in a session, as the first attempt has found it. */
  SkillRequest dialogue(SkillRequest asked, Call call) {
    if (call.caller().session().isEmpty() || asked.userMessage().isEmpty()) {
      return asked;
    }
    var kept = step("dialogue", hash(asked.name()), () -> StepResult.of(dialogue(asked)));
    var history = kept.path("history").valueStream().map(each -> (ObjectNode) each).toList();
    var same = asked.after(history);
    return kept.path("decision").isObject() && same.followUp().decision().isEmpty()
        ? same.going(FollowUpWish.decided(decision(kept.path("decision"))))
        : same;
  }

  private static ObjectNode dialogue(SkillRequest asked) {
    var kept = Json.object();
    var history = kept.putArray("history");
    asked.history().forEach(history::add);
    asked
        .followUp()
        .decision()
        .ifPresent(
            decision ->
                kept.putObject("decision")
                    .put("decision", decision.decision().word())
                    .put("probability", decision.probability())
                    .put("reason", decision.reason())
                    .put("layer", decision.layer().word()));
    return kept;
  }

  private static FollowUpDecision decision(JsonNode kept) {
    return FollowUpDecision.of(
        kept.path("decision").asString(),
        kept.path("probability").asDouble(),
        kept.path("reason").asString(),
        kept.path("layer").asString());
  }

  /** Look into the cache of answers: what an attempt has found, or not, another one does, too. */
  Optional<String> cached(String digest, Supplier<Optional<String>> cache) {
    return step(
            next("cache"),
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
