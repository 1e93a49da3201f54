package dev.tutti.skill;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.LiveCalls;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.SkillResult.Degraded;
import dev.tutti.skill.SkillResult.Mode;
import dev.tutti.skill.SkillSettings.OnInvalid;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * Executes skills: chooses the version, checks the inputs, renders the prompt, asks the models in
 * their order, runs the tools that they call, and holds the answer to its schema. Blocking, for
 * virtual threads; thread-safe.
 */
public final class SkillEngine {
  private static final int MOST_ROUNDS = 16;
  private static final String DEPTH = "skill calls skill";

  private final Surroundings around;
  private final SkillModels models;
  private final SkillMemory memory;
  private final ConcurrentHashMap<String, AtomicInteger> running;

  /** What outlives an execution. */
  record SkillMemory(SkillSessions sessions, SkillRecords records, SkillCache cache) {}

  SkillEngine(Surroundings around, LiveCalls live, SkillMemory memory) {
    this(around, live, memory, new ConcurrentHashMap<>());
  }

  private SkillEngine(
      Surroundings around,
      LiveCalls live,
      SkillMemory memory,
      ConcurrentHashMap<String, AtomicInteger> running) {
    this.around = around;
    this.models = new SkillModels(around.directory(), live);
    this.memory = memory;
    this.running = running;
  }

  /** An engine of which nothing is remembered: no session, no record, no meter. */
  static SkillEngine forgetful(Surroundings around) {
    return new SkillEngine(
        around,
        new LiveCalls(),
        new SkillMemory(
            SkillSessions.inMemory(around.clock()),
            new SkillRecords(around.clock(), new SimpleMeterRegistry(), Prices::shipped),
            new SkillCache(Ticker.systemTicker())));
  }

  /** The same engine in other surroundings, with the same sessions and records, and no cache. */
  SkillEngine among(Surroundings others) {
    var own =
        new SkillMemory(memory.sessions, memory.records, new SkillCache(Ticker.systemTicker()));
    return new SkillEngine(others, models.live(), own, running);
  }

  Surroundings surroundings() {
    return around;
  }

  /**
   * Executes a skill and waits for its end.
   *
   * @throws Fault when nothing came of it
   */
  public SkillResult execute(SkillRequest request, Call call, SkillListener listener) {
    var skill = choose(request, call.caller());
    return execute(skill, request, new Execution(skill, call, 1, listener));
  }

  /** The version that a caller gets. */
  Skill choose(SkillRequest request, Caller caller) {
    return around.skills().skill(request.name(), request.wanted(), caller);
  }

  SkillResult execute(Skill skill, SkillRequest request, Execution execution) {
    var limits = skill.settings().limits();
    if (execution.depth() > limits.depth()) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "skill %s: %s more than %d deep (expected: less, limits.depth)"
              .formatted(skill.name(), DEPTH, limits.depth()));
    }
    skill.requireRole(execution.call().caller());
    requireFit(skill, request);
    var count = running.computeIfAbsent(skill.name(), _ -> new AtomicInteger());
    try {
      if (count.incrementAndGet() > limits.concurrency()) {
        throw Fault.of(
                FaultCode.RATE_LIMITED,
                "skill %s: %d executions at once (expected: at most %d, limits.concurrency)"
                    .formatted(skill.name(), count.get(), limits.concurrency()))
            .after(Duration.ofSeconds(1));
      }
      var stop = within(time(skill, request), execution.call());
      try {
        return recorded(skill, request, execution);
      } finally {
        stop.run();
      }
    } finally {
      count.decrementAndGet();
    }
  }

  private static Duration time(Skill skill, SkillRequest request) {
    var most = skill.settings().limits().deadline();
    boolean hurries = request.timeout().isPositive() && request.timeout().compareTo(most) < 0;
    return hurries ? request.timeout() : most;
  }

  /** Fails the call when the time has passed, unless the returned handle is run before. */
  private static Runnable within(Duration time, Call call) {
    var stop = new AtomicReference<Runnable>(() -> {});
    call.loop().run(() -> stop.set(call.within(time)));
    return () -> call.loop().run(() -> stop.get().run());
  }

  private static void requireFit(Skill skill, SkillRequest request) {
    long chars = (long) request.userMessage().length() + Json.text(request.inputs()).length();
    int most = skill.settings().limits().inputChars();
    if (chars > most) {
      throw Fault.invalid(
          "user_message",
          "with context %d characters (expected: at most %d, limits.input_chars of the skill)"
              .formatted(chars, most));
    }
    skill
        .input()
        .map(form -> form.check(request.inputs()))
        .filter(flaws -> !flaws.isEmpty())
        .ifPresent(
            flaws -> {
              throw Fault.invalid("context", String.join("; ", flaws));
            });
  }

  private SkillResult recorded(Skill skill, SkillRequest request, Execution execution) {
    long began = execution.call().loop().nanos();
    var mode = mode(skill, request, execution.call());
    try {
      var asked = resumed(skill, request, execution.call().caller());
      var result = run(skill, asked, mode, execution, began);
      memory.records.succeeded(result, execution);
      remember(asked, execution, result);
      return result;
    } catch (Fault fault) {
      memory.records.failed(execution, mode, fault, since(began, execution));
      throw fault;
    }
  }

  private static Duration since(long began, Execution execution) {
    return Duration.ofNanos(execution.call().loop().nanos() - began);
  }

  /** With what the session has talked of, where the caller does not say what was said before. */
  SkillRequest resumed(Skill skill, SkillRequest request, Caller caller) {
    return request.history().isEmpty() && request.followUp() != SkillRequest.FollowUp.NO
        ? request.after(memory.sessions.messages(caller, skill.name()))
        : request;
  }

  /**
   * A session stays with the version that the release gave it: what asks for another one is an
   * excursion, and so is what another skill asks, once the session has a version.
   */
  private void remember(SkillRequest asked, Execution execution, SkillResult result) {
    var caller = execution.call().caller();
    var skill = execution.skill();
    boolean nested = execution.depth() > 1;
    boolean free = asked.wanted() instanceof Wanted.Released && !nested;
    boolean excursion =
        memory
            .sessions
            .version(caller, skill.name())
            .filter(version -> nested || !version.equals(skill.version()))
            .isPresent();
    if ((free || !excursion) && !result.isText()) {
      var said = nested ? "" : asked.userMessage();
      memory.sessions.talked(caller, skill, asked.history(), said, result.text());
    }
  }

  /** The caller says, or the session: one that has talked with this version goes on. */
  private Mode mode(Skill skill, SkillRequest request, Call call) {
    if (skill.followUp().isEmpty()) {
      return new Mode(false, "the skill has no followup.md", "skill");
    }
    return switch (request.followUp()) {
      case YES -> new Mode(true, "asked for", "caller");
      case NO -> new Mode(false, "asked for", "caller");
      case AUTO -> {
        boolean said =
            request.history().stream()
                .anyMatch(each -> each.path("role").asString("").equals("assistant"));
        boolean talked =
            memory
                .sessions
                .version(call.caller(), skill.name())
                .filter(skill.version()::equals)
                .isPresent();
        yield said || talked
            ? new Mode(
                true, said ? "there is an answer before it" : "the session goes on", "session")
            : new Mode(false, "the first question", "session");
      }
    };
  }

  private SkillResult run(
      Skill skill, SkillRequest request, Mode mode, Execution execution, long began) {
    var values = values(skill, request, execution.call());
    var prompt = mode.followUp() ? skill.followUp().orElseThrow() : skill.prompt();
    var messages = SkillMessages.of(skill, prompt, request, values);
    long saved =
        mode.followUp()
            ? Math.max(
                0,
                SkillMessages.tokens(skill.prompt().render(values))
                    - SkillMessages.tokens(prompt.render(values)))
            : 0;
    String text;
    @Nullable Degraded degraded = null;
    try {
      text = cached(messages, execution);
      degraded = execution.isByFallback() ? Degraded.FALLBACK_MODEL : null;
    } catch (Fault fault) {
      text = fallback(execution, fault, values);
      execution.gaveUp(fault);
      degraded = Degraded.FALLBACK_TEXT;
    }
    return new SkillResult(
        skill,
        text,
        degraded != Degraded.FALLBACK_TEXT && skill.outputSchema().isPresent()
            ? Json.tree(text)
            : null,
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

  private Map<String, Object> values(Skill skill, SkillRequest request, Call call) {
    var values = new HashMap<String, Object>();
    values.put("history", Json.plain(Json.array().addAll(request.history())));
    values.put("memory", List.of());
    values.put("now", around.clock().instant().toString());
    values.put("user", call.caller().user());
    values.put("session", call.caller().session());
    values.put("user_message", request.userMessage());
    values.put("skill", Map.of("name", skill.name(), "version", skill.version().getVersion()));
    request.inputs().forEachEntry((name, value) -> values.put(name, Json.plain(value)));
    return values;
  }

  private static String fallback(Execution execution, Fault fault, Map<String, Object> values) {
    var skill = execution.skill();
    boolean invalid = fault.code() == FaultCode.INVALID_OUTPUT;
    boolean allowed =
        invalid ? skill.settings().output().onInvalid() == OnInvalid.FALLBACK : isOutage(fault);
    if (!allowed || skill.fallback().isEmpty() || execution.said()) {
      throw fault;
    }
    var text = new StringBuilder();
    skill.fallback().get().render(values).forEach(message -> text.append(message.text()));
    execution.say(new ChatEvent.Text(0, text.toString()));
    return text.toString();
  }

  /** Whether nobody could answer, rather than that nobody should. */
  private static boolean isOutage(Fault fault) {
    return fault.code() == FaultCode.FALLBACK_EXHAUSTED
        || (fault.code().triesOther() && fault.code() != FaultCode.BUDGET_EXCEEDED);
  }

  /** Says again what was said when the same was asked, if the skill wants that. */
  private String cached(ArrayNode messages, Execution execution) {
    var known = memory.cache.find(execution, messages);
    if (known.isPresent()) {
      execution.fromCache();
      execution.say(new ChatEvent.Text(0, known.get()));
      return known.get();
    }
    var asked = messages.deepCopy();
    var text = converse(messages, execution);
    if (execution.finish() == FinishReason.STOP && !execution.isByFallback()) {
      memory.cache.keep(execution, asked, text);
    }
    return text;
  }

  /** Asks until the model calls no more tools. */
  private String converse(ArrayNode messages, Execution execution) {
    var offered = around.tools().of(execution, this);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var reply = models.ask(messages, List.copyOf(offered.values()), execution);
      if (reply.toolCalls().isEmpty()) {
        return reply.text();
      }
      if (!reply.text().isEmpty() && execution.said()) {
        execution.say(new ChatEvent.Text(0, "\n\n")); // what is said next is another paragraph
      }
      answer(messages, reply, offered, execution);
    }
    throw Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "skill %s: %d rounds of tools (expected: fewer)"
            .formatted(execution.skill().name(), MOST_ROUNDS));
  }

  private static void answer(
      ArrayNode messages, Reply reply, Map<String, SkillTool> offered, Execution execution) {
    var said = messages.addObject().put("role", "assistant").put("content", reply.text());
    var calls = said.putArray("tool_calls");
    for (var each : reply.toolCalls()) {
      var call = calls.addObject().put("id", each.id()).put("type", "function");
      call.putObject("function").put("name", each.name()).put("arguments", each.arguments());
      call.setAll(each.extensions());
    }
    for (var each : reply.toolCalls()) {
      messages
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", each.id())
          .put("content", SkillTools.answer(each, offered.get(each.name()), execution));
    }
  }
}
