package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds errors to Anthropic's envelope and its types. */
final class MessagesErrors {
  /** Anthropic's types by status; the others are one for 4xx and one for 5xx. */
  private static final Map<Integer, String> TYPES =
      Map.of(
          401, "authentication_error",
          402, "billing_error",
          403, "permission_error",
          404, "not_found_error",
          413, "request_too_large",
          429, "rate_limit_error",
          503, "overloaded_error",
          504, "timeout_error");

  private MessagesErrors() {}

  /** An error instead of an answer. */
  static List<Problem> whole(Received received, Set<FaultCode> codes) {
    var json = Judge.parse(received.body());
    var problems = new ArrayList<>(event(json, received, codes));
    problems.addAll(FaultJudge.status(json, received));
    type(problems, json, received.status());
    return problems;
  }

  /** The envelope, which is also that of the event. */
  static List<Problem> event(JsonNode json, Received received, Set<FaultCode> codes) {
    var problems = new ArrayList<>(FaultJudge.code(json, codes));
    if (!json.path("type").asString("").equals("error")) {
      problems.add(Problem.differs("error.envelope", "type error", json));
    }
    var id = json.path("request_id").asString("");
    if (!id.equals(received.header("request-id"))) {
      problems.add(Problem.differs("error.request_id", received.header("request-id"), id));
    }
    return problems;
  }

  private static void type(List<Problem> problems, JsonNode json, int status) {
    var expected = TYPES.getOrDefault(status, status < 500 ? "invalid_request_error" : "api_error");
    var found = json.path("error").path("type").asString("");
    if (!expected.equals(found)) {
      problems.add(Problem.differs("error.type", expected, found));
    }
  }
}
