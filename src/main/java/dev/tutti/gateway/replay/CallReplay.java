package dev.tutti.gateway.replay;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.chat.DetachedCalls;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.ledger.Ledger;
import dev.tutti.recording.BodyRecorder;
import dev.tutti.recording.RecordedBody;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays of recorded calls: what one of their models was asked is asked again, as who wants that,
 * who pays for it and must be allowed to use the model. Only what was kept whole can be asked
 * again. Blocks; thread-safe.
 */
public record CallReplay(
    DetachedCalls calls, BodyRecorder bodies, Ledger ledger, Audit audit, InstantSource clock) {
  private static final int LONGEST_ID = 200;
  private static final int CONFLICT = 409;
  private static final Dialect CHAT = new FreshDialect(new OpenAiDialect(Operation.CHAT));
  private static final Dialect TEXT =
      new FreshDialect(new OpenAiDialect(Operation.TEXT_COMPLETION));

  /**
   * Who wants a replay, and where.
   *
   * @param id of the call that is made
   * @param endpoint that stands in what is recorded of it
   */
  public record Asker(Principal principal, String id, String endpoint) {}

  /**
   * Asks again, and tells the answers of then and now.
   *
   * @throws Fault with status 404 for a call that is not recorded, with 409 where its body was not
   *     kept or not whole, and whatever the model fails with
   */
  public ObjectNode replay(String call, ReplayRequest wanted, Asker asker) {
    if (call.length() > LONGEST_ID) {
      throw unknown("...");
    }
    Store.await(
        audit.note(
            new AuditEvent(
                clock.instant(), asker.principal().label(), "call.replay", "call " + call)));
    var kept = Store.await(bodies.of(call));
    if (kept.isEmpty()) {
      throw nothingKept(call);
    }
    int number = number(call, kept, wanted);
    var body = kept.get(number - 1);
    var now = wanted.over(asked(call, body));
    var answer = calls.ask(detached(now, asker), asker.id(), (_, _) -> {});
    var json =
        Json.object()
            .put("call", answer.requestId())
            .put("replayed", call)
            .put("body", number)
            .put("bodies", kept.size())
            .put("model", now.path("model").asString(""))
            .put("redacted", body.isRedacted());
    json.put("cost_usd", answer.nanoDollars() / 1e9);
    var told = Json.tree(answer.body().getBytes());
    told(json, body, told);
    json.set("answer", told);
    return json;
  }

  private DetachedCalls.DetachedRequest detached(ObjectNode request, Asker asker) {
    return new DetachedCalls.DetachedRequest(
        request.has("messages") ? CHAT : TEXT,
        Buffer.buffer(Json.bytes(request)),
        asker.endpoint(),
        asker.principal(),
        asker.principal().caller(),
        "",
        calls.start().settings().deadline(),
        false);
  }

  private void told(ObjectNode json, RecordedBody body, JsonNode now) {
    var then = read(body.answer()).orElseGet(Json::object);
    json.put("equal", ReplayedAnswer.equal(then, now, bodies::redacted).orElse(null));
    var recorded =
        json.putObject("recorded")
            .put("at", body.at().toString())
            .put("model", body.model())
            .put("outcome", then.path("outcome").asString(null));
    recorded.set("answer", then.isEmpty() ? null : then);
  }

  private Fault nothingKept(String call) {
    if (Store.await(ledger.call(call)).isEmpty()) {
      return unknown(call);
    }
    return conflict(call, "its body was not kept (expected: one that bodies.sample has chosen)");
  }

  private static Fault unknown(String call) {
    return Fault.of(FaultCode.INVALID_REQUEST, "call \"%s\": is not recorded".formatted(call))
        .status(404);
  }

  private static Fault conflict(String call, String why) {
    return Fault.of(FaultCode.INVALID_REQUEST, "call \"%s\": %s".formatted(call, why))
        .status(CONFLICT);
  }

  private static int number(String call, List<RecordedBody> kept, ReplayRequest wanted) {
    int number = wanted.body() == 0 && kept.size() == 1 ? 1 : wanted.body();
    if (number < 1 || number > kept.size()) {
      throw Fault.invalid(
          "body",
          "%s (expected: 1 to %d, as call %s has asked so often)"
              .formatted(wanted.body() == 0 ? "is missing" : number, kept.size(), call));
    }
    return number;
  }

  private static ObjectNode asked(String call, RecordedBody body) {
    var request = read(body.request());
    if (request.isEmpty()) {
      throw conflict(
          call,
          body.cut()
              ? "what was asked was cut (expected: at most bodies.max_length)"
              : "what was asked is no JSON any more, as parts of it were taken out");
    }
    var asked = request.get();
    if (!asked.path("messages").isArray() && !asked.has("prompt")) {
      throw conflict(call, "it has asked for no text (expected: a chat or a completion)");
    }
    return asked;
  }

  /** JSON that was kept whole. */
  private static Optional<ObjectNode> read(String text) {
    try {
      return Json.tree(text) instanceof ObjectNode whole ? Optional.of(whole) : Optional.empty();
    } catch (Fault _) {
      return Optional.empty();
    }
  }
}
