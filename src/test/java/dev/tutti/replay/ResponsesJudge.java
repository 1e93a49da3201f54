package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds what comes out of {@code /v1/responses} to the truth and to OpenAI's schema. */
final class ResponsesJudge {
  private final OpenAiSchema schema;
  private final Tally tally;

  ResponsesJudge(OpenAiSchema schema, Tally tally) {
    this.schema = schema;
    this.tally = tally;
  }

  /** Everything that is wrong; empty when all is right. */
  List<Problem> judge(Case one, Received received) {
    return switch (one.goal()) {
      case Goal.Answers(Truth truth) -> answer(one, (Truth.Spoken) truth, received);
      case Goal.Fails(Recording.Expected expected, Optional<Truth> before) -> {
        tally.failed();
        yield failed(
            one, FaultWords.codes(expected.category()), before.stream().toList(), received);
      }
      case Goal.Breaks(Truth truth) -> {
        tally.broken();
        yield failed(one, FaultJudge.BROKEN, List.of(truth), received);
      }
    };
  }

  private List<Problem> answer(Case one, Truth.Spoken truth, Received received) {
    if (received.status() != 200) {
      return List.of(Problem.differs("status", 200, received.status() + " " + received.body()));
    }
    tally.compared(truth);
    if (!one.route().stream()) {
      var response = Judge.parse(received.body());
      var problems = new ArrayList<>(response(one, response));
      problems.addAll(compared(truth, response));
      if (Survival.comparable(one)) {
        problems.addAll(Survival.answer(one.recording().response().body(), response));
      }
      return problems;
    }
    var problems = new ArrayList<>(StreamHeaders.check(received));
    var events = ResponseEvents.read(received);
    problems.addAll(events.problems());
    var response = events.last().path("response");
    if (!events.complete()) {
      problems.add(Problem.differs("sse.done", "an end that is complete", events.last()));
      return problems;
    }
    problems.addAll(response(one, response));
    problems.addAll(compared(truth, response));
    problems.addAll(form(one, events));
    var told = ResponseListener.events(events.events(), response);
    var whole = ResponseListener.whole(response);
    if (!told.equals(whole)) {
      problems.add(Problem.differs("events", whole, told));
    }
    return problems;
  }

  private List<Problem> response(Case one, JsonNode response) {
    var problems = new ArrayList<Problem>();
    if (!isRelayed(one)) {
      problems.addAll(schema.check(ReplayEndpoint.RESPONSES.schema(), response));
    }
    var model = response.path("model").asString("");
    if (!model.equals(one.model())) {
      problems.add(Problem.differs("model", one.model(), model));
    }
    return problems;
  }

  private List<Problem> form(Case one, ResponseEvents events) {
    return isRelayed(one)
        ? List.of()
        : events.firstOfEachType().stream()
            .flatMap(event -> schema.checkEvent(event).stream())
            .toList();
  }

  /** What an upstream of the same API says is relayed, which is more than the schema knows. */
  private static boolean isRelayed(Case one) {
    return one.route().dialect() == Dialect.RESPONSES;
  }

  private static List<Problem> compared(Truth.Spoken truth, JsonNode response) {
    return Comparison.of(completed(truth), ResponseListener.whole(response));
  }

  /** A response that is complete does not say whether its calls are why it ended. */
  private static Truth.Spoken completed(Truth.Spoken truth) {
    var choice = truth.choices().getFirst();
    boolean plain = choice.finish().stream().anyMatch(Set.of("stop", "tool_calls")::contains);
    var finish = plain ? Set.of(ResponseListener.COMPLETED) : choice.finish();
    var same =
        new Truth.Choice(
            choice.text(), choice.reasoning(), choice.calls(), choice.legacy(), finish);
    return new Truth.Spoken(List.of(same), truth.usage());
  }

  private List<Problem> failed(
      Case one, Set<FaultCode> codes, List<Truth> before, Received received) {
    if (received.status() != 200) {
      return new FaultJudge(schema, tally).envelope(received, codes);
    }
    var events = ResponseEvents.read(received);
    var problems = new ArrayList<>(events.problems());
    var response = events.last().path("response");
    if (!response.path("status").asString("").equals("failed")) {
      problems.add(Problem.differs("error.event", "response.failed", events.last()));
    }
    problems.addAll(FaultJudge.code(inOurWords(response), codes));
    problems.addAll(form(one, events));
    var receivedAnswer = ResponseListener.events(events.events(), response);
    before.forEach(truth -> problems.addAll(FaultJudge.beginning(truth, receivedAnswer, false)));
    return problems;
  }

  /** OpenAI has few codes for a response that fails; ours stands beside. */
  private static JsonNode inOurWords(JsonNode response) {
    var error = Corpus.JSON.createObjectNode();
    error
        .putObject("error")
        .put("code", response.path("error").path("tutti_code").asString(""))
        .put("message", response.path("error").path("message").asString(""));
    return error;
  }
}
