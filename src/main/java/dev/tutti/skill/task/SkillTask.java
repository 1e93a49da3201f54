package dev.tutti.skill.task;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.ledger.Prices;
import dev.tutti.security.Principal;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.http.SkillBody;
import dev.tutti.skill.http.SkillJson;
import dev.tutti.skill.run.ExecutionEnvironment;
import dev.tutti.skill.run.SkillArrival;
import dev.tutti.skill.run.SkillArrival.TurnNames;
import dev.tutti.skill.run.SkillDialogues;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.wire.Loops;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kind {@code skill}: its input is the body of {@code POST /v1/skills/{name}/execute}, with {@code
 * skill: name[@range]} beside it.
 *
 * @param ids names its calls
 * @param observer of calls that have ended
 */
public record SkillTask(
    SkillEngine engine,
    SkillDialogues dialogues,
    Loops loops,
    RequestIds ids,
    CallObserver observer,
    Supplier<Prices> prices)
    implements TaskKind {
  private static final String SKILL = "skill";
  private static final String ENDPOINT = "task";

  @Override
  public String name() {
    return SKILL;
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    schema.putArray("required").add(SKILL);
    var properties = schema.putObject("properties");
    properties.putObject(SKILL).put("type", "string");
    properties.putObject("user_message").putArray("type").add("string").add("null");
    properties.putObject("context").putArray("type").add("object").add("null");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    var body = body(input);
    principal.requireModel(SkillName.PREFIX + skill(input));
    if (body.records()) {
      throw Fault.invalid("record", "true (expected: false in a task)");
    }
    engine.choose(request(input, body), principal.caller());
  }

  @Override
  public String subject(ObjectNode input) {
    return skill(input);
  }

  @Override
  public String version(ObjectNode input, Principal principal) {
    return engine.choose(request(input, body(input)), principal.caller()).version().getVersion();
  }

  private static SkillBody body(ObjectNode input) {
    var body = input.deepCopy();
    body.remove(SKILL);
    return SkillBody.of(body);
  }

  private static String skill(ObjectNode input) {
    var name = named(input);
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  private static String named(ObjectNode input) {
    var name = input.path(SKILL);
    if (!name.isString() || name.asString().isEmpty()) {
      throw Fault.invalid(SKILL, name + " (expected: a skill's name, perhaps with @ and a range)");
    }
    return name.asString();
  }

  private static SkillRequest request(ObjectNode input, SkillBody body) {
    var name = named(input);
    int at = name.indexOf('@');
    return body.request(skill(input), at < 0 ? "" : name.substring(at + 1));
  }

  @Override
  public ObjectNode run(TaskRun run) {
    var body = body(run.input());
    var caller = body.caller(run.caller());
    var call = new Call(ids.next(), caller, loops.next(), run.remaining());
    run.onStop(() -> call.cancel(Fault.of(FaultCode.CANCELLED, "the task has to end")));
    call.tail().forTask(run.id());
    var request = request(run.input(), body);
    call.loop().run(() -> call.subject(subject(request)));
    try {
      var result = execute(request, call, new SkillSteps(run));
      observer.tell(call, CallEnd.COMPLETED);
      return result;
    } catch (RuntimeException e) {
      observer.tell(call, Fault.from(e).code().code());
      throw e;
    }
  }

  private ObjectNode execute(SkillRequest request, Call call, SkillSteps steps) {
    var usual = engine.environment();
    var begun = steps.step("begin", SkillSteps.hash(request.name()), () -> begin(request, call));
    var now = Instant.parse(begun.path("now").asString());
    var stepped =
        engine.among(
            new ExecutionEnvironment(
                usual.skills(),
                () -> new StepCatalog(usual.catalog().get(), steps, prices),
                InstantSource.fixed(now),
                usual.zone(),
                steps.tools(usual.tools()),
                steps.memory(usual.memory())),
            steps.choices(call.caller()),
            steps::cached);
    var pinned = request.wanting(VersionSelector.of(begun.path("revision").asString()));
    return SkillJson.of(
        dialogues.execute(
            pinned,
            call,
            arrival(pinned, call, steps.run()),
            (skill, asked) ->
                stepped.execute(
                    steps.run().isLast() ? skill : skill.withoutFallback(),
                    steps.dialogue(asked, call),
                    call,
                    SkillListener.NOBODY)));
  }

  /** The session has the messages of a task once, however many attempts it takes. */
  private SkillArrival arrival(SkillRequest request, Call call, TaskRun run) {
    var names = TurnNames.of(run.id());
    if (run.attempt() > 1 && dialogues.takeBack(request, call, names)) {
      return SkillArrival.NOWHERE;
    }
    var arrival = new CompletableFuture<SkillArrival>();
    call.loop().run(() -> arrival.complete(dialogues.arrive(request, call, names)));
    return arrival.join();
  }

  private StepResult begin(SkillRequest request, Call call) {
    var skill = engine.choose(request, call.caller());
    return StepResult.of(
        Json.object()
            .put("revision", skill.revision())
            .put("now", engine.environment().clock().instant().toString()));
  }

  private static CallSubject subject(SkillRequest request) {
    return new CallSubject("", ENDPOINT, Operation.CHAT, SkillName.PREFIX + request.name(), false);
  }
}
