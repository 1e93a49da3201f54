package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.responses.Responses;

/** {@code /v1/responses/ID}: responses that were kept, for their owner. */
public record ResponsesDoor(Responses responses) {
  /** {@code GET}: the response. */
  public void show(Visit visit) {
    refuseStream(visit);
    visit.when(responses.find(owner(visit), visit.path("id"), visit.memory()::take), visit::json);
  }

  /** {@code GET .../input_items}: what was given for it. */
  public void input(Visit visit) {
    visit.when(
        responses.input(owner(visit), visit.path("id"), Items.page(visit), visit.memory()::take),
        page -> visit.json(Items.json(page)));
  }

  private static String owner(Visit visit) {
    return visit.principal().caller().owner();
  }

  private static void refuseStream(Visit visit) {
    if (visit.query("stream").filter("true"::equals).isPresent()) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "stream: true (expected: false; events of a response are told once)")
          .at("stream");
    }
  }

  /** {@code DELETE}. */
  public void delete(Visit visit) {
    var id = visit.path("id");
    visit.when(
        responses.delete(owner(visit), id),
        _ ->
            visit.json(Json.object().put("id", id).put("object", "response").put("deleted", true)));
  }

  /**
   * {@code POST .../cancel}. Only responses in the background can be cancelled there, and there are
   * none here: the words are OpenAI's.
   */
  public void cancel(Visit visit) {
    visit.when(
        responses.find(owner(visit), visit.path("id"), visit.memory()::take),
        _ -> {
          throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "Cannot cancel a synchronous response. (expected: closing its connection while it is"
                  + " under way)");
        });
  }

  /**
   * The answer to {@code POST /v1/responses/compact}: what comes of it is opaque, and of use only
   * to the provider that gave it.
   */
  public static Fault noCompaction(Visit visit) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            visit.path()
                + " is not here (expected: /passthrough/{provider}/responses/compact of a provider"
                + " that has it, or a shorter input)")
        .status(404);
  }
}
