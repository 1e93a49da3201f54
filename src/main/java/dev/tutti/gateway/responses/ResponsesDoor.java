package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.SubPath;
import dev.tutti.http.Visit;
import dev.tutti.responses.Responses;

/** {@code /v1/responses/ID}: responses that were kept, for their owner. */
public record ResponsesDoor(Responses responses) {
  /** The path of all of them. */
  public static final String BELOW = "/v1/responses/";

  private static final String INPUT = "input_items";

  /** {@code GET}: the response, or what was given for it. */
  public void show(Visit visit) {
    var path = SubPath.of(visit, BELOW);
    var owner = visit.principal().caller().owner();
    if (path.is("*")) {
      refuseStream(visit);
      visit.when(responses.find(owner, path.at(0)), visit::json);
    } else if (path.is("*", INPUT)) {
      visit.when(
          responses.input(owner, path.at(0), Items.page(visit)),
          page -> visit.json(Items.json(page)));
    } else {
      throw path.unknown();
    }
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
    var path = SubPath.of(visit, BELOW);
    if (!path.is("*")) {
      throw path.unknown();
    }
    var id = path.at(0);
    visit.when(
        responses.delete(visit.principal().caller().owner(), id),
        _ ->
            visit.json(Json.object().put("id", id).put("object", "response").put("deleted", true)));
  }

  /**
   * {@code POST .../cancel}. Only responses in the background can be cancelled there, and there are
   * none here: the words are OpenAI's.
   */
  public void cancel(Visit visit) {
    var path = SubPath.of(visit, BELOW);
    if (!path.is("*", "cancel")) {
      throw path.unknown();
    }
    visit.when(
        responses.find(visit.principal().caller().owner(), path.at(0)),
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
