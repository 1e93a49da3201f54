package dev.tutti.cooperation.task;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.CallSubject;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.cooperation.plan.CooperationKind;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.cooperation.plan.ModelCheck;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationEngine;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.wire.Loops;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kind {@code cooperation}: its input is the body of {@code POST /v1/cooperation/{kind}}, with
 * {@code call: kind} beside it.
 *
 * @param models that a caller may name
 * @param ids names its calls
 * @param observer of calls that have ended
 */
public record CooperationTask(
    CooperationEngine engine,
    Function<Principal, ModelCheck> models,
    Loops loops,
    RequestIds ids,
    CallObserver observer)
    implements TaskKind {
  private static final String CALL = "call";
  private static final String ENDPOINT = "task";

  @Override
  public String name() {
    return "cooperation";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    schema.putArray("required").add(CALL).add("query");
    var properties = schema.putObject("properties");
    var kinds = properties.putObject(CALL).put("type", "string").putArray("enum");
    CooperationKind.words().forEach(kinds::add);
    properties.putObject("query").put("type", "string");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    var _ = request(input, principal);
  }

  private CooperationRequest request(ObjectNode input, Principal principal) {
    ObjectNode body = input.deepCopy();
    body.remove(CALL);
    return PlanReader.request(kind(input), body, models.apply(principal));
  }

  private static CooperationKind kind(ObjectNode input) {
    var word = input.path(CALL);
    return CooperationKind.of(word.asString(""))
        .orElseThrow(
            () ->
                Fault.invalid(
                    CALL,
                    "%s (expected: one of %s)"
                        .formatted(word, String.join(", ", CooperationKind.words()))));
  }

  @Override
  public String subject(ObjectNode input) {
    return CallSubject.WORKFLOW + input.path(CALL).asString("");
  }

  @Override
  public ObjectNode run(TaskRun run) {
    var request = request(run.input(), run.principal());
    var call = new Call(ids.next(), run.caller(), loops.next(), run.remaining());
    run.onStop(() -> call.cancel(Fault.of(FaultCode.CANCELLED, "the task has to end")));
    var subject = new CallSubject("", ENDPOINT, Operation.CHAT, subject(run.input()), false);
    call.tail().forTask(run.id());
    call.loop().run(() -> call.subject(subject));
    try {
      var progress = TaskProgress.of(run, request.plan());
      var result = engine.run(request, call, progress, StepCheckpoints.of(run));
      observer.tell(call, CallEnd.COMPLETED);
      return result.json();
    } catch (RuntimeException e) {
      observer.tell(call, Fault.from(e).code().code());
      throw e;
    }
  }
}
