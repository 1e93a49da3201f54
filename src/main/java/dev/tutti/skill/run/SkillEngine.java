package dev.tutti.skill.run;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.chat.Usage;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpModel;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillLimit;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillResult.Degraded;
import dev.tutti.skill.api.SkillResult.Mode;
import dev.tutti.skill.api.SkillTool;
import dev.tutti.skill.api.SkillValues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Engine that executes skills: chooses the version, checks the inputs, renders the prompt, asks the
 * models in their order, runs the tools that they call, and holds the answer to its schema.
 * Blocking, for virtual threads; thread-safe.
 */
public final class SkillEngine {

  private final ExecutionEnvironment around;
  private final SkillModels models;
  private final SkillMemory memory;
  private final ConcurrentHashMap<String, AtomicInteger> running;

  /** State that outlives an execution. */
  public record SkillMemory(SkillTurns turns, SkillRecords records, SkillCache cache) {}

  public SkillEngine(ExecutionEnvironment around, ActiveCalls live, SkillMemory memory) {
    this(around, live, memory, new ConcurrentHashMap<>());
  }

  private SkillEngine(
      ExecutionEnvironment around,
      ActiveCalls live,
      SkillMemory memory,
      ConcurrentHashMap<String, AtomicInteger> running) {
    this.around = around;
    this.models = new SkillModels(around.catalog(), live);
    this.memory = memory;
    this.running = running;
  }

  /** An engine of which nothing is remembered: no session, no record, no meter. */
  public static SkillEngine forgetful(ExecutionEnvironment around) {
    return new SkillEngine(
        around,
        new ActiveCalls(),
        new SkillMemory(
            new SkillTurns(
                SkillSessions.inMemory(around.clock()),
                FollowUpDetector.of(() -> FollowUpSettings.DEFAULT, FollowUpModel.NONE)),
            new SkillRecords(around.clock(), new SimpleMeterRegistry(), Prices::shipped),
            new SkillCache(Ticker.systemTicker())));
  }

  /** The same engine in another environment, with the same sessions and records, and no cache. */
  public SkillEngine among(ExecutionEnvironment others) {
    return among(others, memory.turns, new SkillCache(Ticker.systemTicker()));
  }

  /** The same with the same cache, and with choices and looks that are kept for other attempts. */
  public SkillEngine among(
      ExecutionEnvironment others, TurnChoices choices, SkillCache.CacheLook look) {
    return among(others, memory.turns.choosing(choices), memory.cache.seen(look));
  }

  private SkillEngine among(ExecutionEnvironment others, SkillTurns turns, SkillCache cache) {
    var own = new SkillMemory(turns, memory.records, cache);
    return new SkillEngine(others, models.live(), own, running);
  }

  public ExecutionEnvironment environment() {
    return around;
  }

  /**
   * Executes a skill and waits for its end.
   *
   * @throws Fault when nothing came of it
   */
  public SkillResult execute(Skill skill, SkillRequest request, Call call, SkillListener listener) {
    return execute(skill, request, new Execution(skill, call, 1, listener));
  }

  /** The version that a caller gets. */
  public Skill choose(SkillRequest request, Caller caller) {
    return around.skills().skill(request.name(), request.selector(), caller);
  }

  public SkillResult execute(Skill skill, SkillRequest request, Execution execution) {
    var limits = skill.settings().limits();
    if (execution.depth() > limits.depth()) {
      throw SkillLimit.exceeded(
          skill,
          "limits.depth",
          "skill calls skill, %d deep".formatted(execution.depth()),
          limits.depth());
    }
    skill.requireRole(execution.call().caller());
    execution.present();
    if (execution.depth() == 1) {
      var call = execution.call();
      call.loop().run(() -> call.skill(skill.named()));
    }
    var asked = memory.turns.resumed(skill, request, execution.call().caller());
    SkillValues.require(skill, asked);
    var count = running.computeIfAbsent(skill.name(), _ -> new AtomicInteger());
    try {
      if (count.incrementAndGet() > limits.concurrency()) {
        throw Fault.of(
                FaultCode.RATE_LIMITED,
                "skill %s: %d executions at once (expected: at most %d, limits.concurrency)"
                    .formatted(skill.name(), count.get(), limits.concurrency()))
            .after(Duration.ofSeconds(1));
      }
      var time = time(skill, request, execution.call());
      execution.spend(time.minus(SkillFallback.reserve(skill, time)));
      var stop = within(time, execution.call());
      try {
        return recorded(skill, asked, execution);
      } finally {
        stop.run();
      }
    } finally {
      count.decrementAndGet();
    }
  }

  /** The time that an execution may take: the skill, the caller and the call say. */
  private static Duration time(Skill skill, SkillRequest request, Call call) {
    var times = new ArrayList<>(List.of(skill.settings().limits().deadline(), call.remaining()));
    if (request.timeout().isPositive()) {
      times.add(request.timeout());
    }
    return Collections.min(times);
  }

  /** Fails the call when the time has passed, unless the returned handle is run before. */
  private static Runnable within(Duration time, Call call) {
    var stop = new AtomicReference<Runnable>(() -> {});
    call.loop().run(() -> stop.set(call.within(time)));
    return () -> call.loop().run(() -> stop.get().run());
  }

  private SkillResult recorded(Skill skill, SkillRequest request, Execution execution) {
    long began = execution.call().loop().nanos();
    var mode = memory.turns.mode(skill, request, execution.call().caller());
    try {
      var result = run(skill, request, mode, execution, began);
      memory.records.succeeded(result, execution);
      saved(result, execution.call());
      memory.turns.remember(request, execution, result, since(began, execution));
      return result;
    } catch (Fault fault) {
      memory.records.failed(execution, mode, fault, since(began, execution));
      throw fault;
    }
  }

  /** Notes what a lighter prompt has saved, at the deployment that has answered. */
  private static void saved(SkillResult result, Call call) {
    if (result.tokensSaved() > 0) {
      call.loop()
          .run(
              () -> {
                if (!call.attempts().isEmpty()) {
                  var target = call.attempts().getLast().target();
                  call.save(target, Usage.of(result.tokensSaved(), 0));
                }
              });
    }
  }

  /** Notes the prompt around what is sent of a conversation. */
  private static void note(Mode mode, long since, Execution execution, long tokens, long most) {
    var details =
        Json.object()
            .put("prompt", mode.light() ? "light" : "full")
            .put("tokens", tokens)
            .put("tokens_full", most);
    note(execution, step(execution, FlowStep.Kind.PROMPT, since, details));
    var call = execution.call();
    if (execution.depth() == 1) {
      call.loop()
          .run(
              () -> {
                var use = call.tail().context();
                call.tail().context(use.isNone() ? use : use.within(tokens, most));
              });
    }
  }

  private static FlowStep step(
      Execution execution, FlowStep.Kind kind, long since, ObjectNode details) {
    return FlowStep.of(kind, since, execution.call().loop().nanos(), details);
  }

  /** Notes a step of the whole execution; skills that it calls have none of their own. */
  private static void note(Execution execution, FlowStep step) {
    var call = execution.call();
    if (execution.depth() == 1) {
      call.loop().run(() -> call.tail().flow().note(step));
    }
  }

  private static Duration since(long began, Execution execution) {
    return Duration.ofNanos(execution.call().loop().nanos() - began);
  }

  /** The request with what the caller's session knows beside it. */
  public SkillRequest resumed(Skill skill, SkillRequest request, Caller caller) {
    return memory.turns.resumed(skill, request, caller);
  }

  private SkillResult run(
      Skill skill, SkillRequest request, Mode mode, Execution execution, long began) {
    var values = values(skill, request, execution);
    long rendering = execution.call().loop().nanos();
    var prompt = mode.light() ? skill.followUp().orElseThrow() : skill.prompt();
    var told = prompt.render(values);
    var messages = SkillMessages.of(skill, told, request);
    long tokens = SkillMessages.tokens(told);
    long most = mode.light() ? SkillMessages.tokens(skill.prompt().render(values)) : tokens;
    long saved = Math.max(0, most - tokens);
    note(mode, rendering, execution, tokens, tokens + saved);
    String text;
    @Nullable Degraded degraded = null;
    try {
      text = cached(messages, request.options(), execution);
      degraded = execution.isByFallback() ? Degraded.FALLBACK_MODEL : null;
    } catch (Fault fault) {
      text = SkillFallback.say(execution, fault, values);
      degraded = Degraded.FALLBACK_TEXT;
    }
    return new SkillResult(
        skill,
        text,
        json(skill, text, degraded),
        execution.model(),
        mode,
        execution.finish(),
        execution.usage(),
        memory.records.cost(execution),
        saved,
        since(began, execution),
        degraded,
        List.copyOf(execution.artifacts()));
  }

  /** Nobody is asked what is known of the user where no prompt of the skill says it. */
  private Map<String, Object> values(Skill skill, SkillRequest request, Execution execution) {
    var caller = execution.call().caller();
    var values = SkillValues.of(skill, request, caller, around.now());
    if (skill.usesMemory()) {
      long since = execution.call().loop().nanos();
      var known = around.memory().recall(caller, request.userMessage());
      values.put(SkillValues.MEMORY, known);
      var lines = Json.object().put("lines", known.size());
      note(execution, step(execution, FlowStep.Kind.MEMORY, since, lines));
    }
    return values;
  }

  private static @Nullable JsonNode json(Skill skill, String text, @Nullable Degraded degraded) {
    if (degraded == Degraded.FALLBACK_TEXT) {
      return SkillFallback.json(skill, text);
    }
    return skill.outputSchema().isPresent() ? Json.tree(text) : null;
  }

  /** Says again what was said when the same was asked, if the skill wants that. */
  private String cached(ArrayNode messages, ObjectNode options, Execution execution) {
    var known = memory.cache.find(execution, messages, options);
    if (known.isPresent()) {
      execution.fromCache();
      execution.say(new ChatEvent.Text(0, known.get()));
      return known.get();
    }
    var asked = messages.deepCopy();
    var text = converse(messages, options, execution);
    if (execution.finish() == FinishReason.STOP && !execution.isByFallback()) {
      memory.cache.keep(execution, asked, options, text);
    }
    return text;
  }

  /** Asks until the model calls no more tools; how many it may call, the execution knows. */
  private String converse(ArrayNode messages, ObjectNode options, Execution execution) {
    var offered = around.tools().of(execution, this);
    var question = new SkillModels.Question(messages, List.copyOf(offered.values()), options);
    while (true) {
      var reply = models.ask(question, execution);
      if (reply.toolCalls().isEmpty()) {
        return reply.text();
      }
      if (!reply.text().isEmpty() && execution.said()) {
        execution.say(new ChatEvent.Text(0, "\n\n")); // what is said next is another paragraph
      }
      answer(messages, reply, offered, execution);
    }
  }

  private void answer(
      ArrayNode messages, Reply reply, Map<String, SkillTool> offered, Execution execution) {
    var said = messages.addObject().put("role", "assistant").put("content", reply.text());
    var calls = said.putArray("tool_calls");
    for (var each : reply.toolCalls()) {
      var call = calls.addObject().put("id", each.id()).put("type", "function");
      call.putObject("function").put("name", each.name()).put("arguments", each.arguments());
      call.setAll(each.extensions());
    }
    var texts = around.tools().answer(reply.toolCalls(), offered, execution).iterator();
    for (var each : reply.toolCalls()) {
      messages
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", each.id())
          .put("content", texts.next());
    }
  }
}
