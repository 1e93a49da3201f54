package dev.tutti.application.task;

import dev.tutti.application.api.Application;
import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.application.run.ApplicationRequest;
import dev.tutti.application.run.OwnedFiles;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.wire.Loops;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kind {@code application}: its input is the body of {@code POST /v1/apps/{name}}, with {@code
 * call: name} beside it.
 *
 * @param ids names its calls
 * @param observer of calls that have ended
 */
public record ApplicationTask(
    ApplicationEngine engine, Loops loops, RequestIds ids, CallObserver observer)
    implements TaskKind {
  private static final String CALL = "call";
  private static final String ENDPOINT = "task";
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public String name() {
    return "application";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    schema.putArray("required").add(CALL);
    var properties = schema.putObject("properties");
    var names = properties.putObject(CALL).put("type", "string").putArray("enum");
    engine.applications().forEach(each -> names.add(each.name()));
    properties.putObject("parameters").put("type", "object");
    properties.putObject("files").put("type", "array").putObject("items").put("type", "string");
    properties.putObject("model").put("type", "string");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    var _ = request(application(input), input, principal.caller());
  }

  private Application application(ObjectNode input) {
    return engine.application(input.path(CALL).asString(""));
  }

  private ApplicationRequest request(Application application, ObjectNode input, Caller caller) {
    ObjectNode body = input.deepCopy();
    body.remove(CALL);
    return engine.request(application, body, caller);
  }

  @Override
  public String subject(ObjectNode input) {
    return ApplicationEngine.PREFIX + input.path(CALL).asString("");
  }

  @Override
  public Duration timeout() {
    return LONGEST;
  }

  @Override
  public ObjectNode run(TaskRun run) {
    var application = application(run.input());
    var request = request(application, run.input(), run.caller());
    var call = new Call(ids.next(), run.caller(), loops.next(), run.remaining());
    run.onStop(() -> call.cancel(Fault.of(FaultCode.CANCELLED, "the task has to end")));
    var subject = new CallSubject("", ENDPOINT, Operation.CHAT, subject(run.input()), false);
    call.tail().forTask(run.id());
    call.loop().run(() -> call.subject(subject));
    try {
      var answer =
          engine.run(
              application,
              request,
              call,
              new OwnedFiles(engine.documents(), run.caller().owner()),
              run::progress,
              StepCheckpoints.of(run));
      observer.tell(call, CallEnd.COMPLETED);
      return answer.json();
    } catch (RuntimeException e) {
      observer.tell(call, Fault.from(e).code().code());
      throw e;
    }
  }
}
