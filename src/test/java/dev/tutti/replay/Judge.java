package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Says what is wrong with what Tutti answered in one case. Thread-safe. */
final class Judge {
  private final OpenAiSchema schema;
  private final Tally tally;

  Judge(OpenAiSchema schema, Tally tally) {
    this.schema = schema;
    this.tally = tally;
  }

  /** Everything that is wrong; empty when all is right. */
  List<Problem> judge(Case one, Received received) {
    var problems = new ArrayList<Problem>();
    if (received.header("x-tutti-request-id").isEmpty()) {
      problems.add(new Problem("header", "no x-tutti-request-id"));
    }
    if (one.route().endpoint() == ReplayEndpoint.RESPONSES) {
      problems.addAll(new ResponsesJudge(schema, tally).judge(one, received));
      return problems;
    }
    if (one.route().endpoint() == ReplayEndpoint.MESSAGES) {
      problems.addAll(new MessagesJudge(tally).judge(one, received));
      return problems;
    }
    switch (one.goal()) {
      case Goal.Answers(Truth truth) -> problems.addAll(answer(one, truth, received));
      case Goal.Fails fails ->
          problems.addAll(new FaultJudge(schema, tally).failed(one, fails, received));
      case Goal.Breaks(Truth truth) ->
          problems.addAll(new FaultJudge(schema, tally).broken(truth, received));
    }
    return problems;
  }

  private List<Problem> answer(Case one, Truth truth, Received received) {
    if (received.status() != 200) {
      return List.of(Problem.differs("status", 200, received.status() + " " + received.body()));
    }
    var problems = new ArrayList<Problem>();
    for (var name : List.of("x-tutti-model", "x-tutti-deployment", "x-tutti-attempts")) {
      if (received.header(name).isEmpty()) {
        problems.add(new Problem("header", "no " + name));
      }
    }
    problems.addAll(
        one.route().stream() ? streamed(one, truth, received) : whole(one, truth, received));
    return problems;
  }

  private List<Problem> whole(Case one, Truth truth, Received received) {
    var json = parse(received.body());
    var problems = new ArrayList<Problem>(schema.check(one.route().endpoint().schema(), json));
    if (!received.header("content-type").startsWith("application/json")) {
      problems.add(Problem.differs("header", "application/json", received.header("content-type")));
    }
    problems.addAll(model(one, json));
    if (Survival.comparable(one)) {
      problems.addAll(Survival.answer(one.recording().response().body(), json));
    }
    switch (truth) {
      case Truth.Spoken spoken -> {
        tally.compared(spoken);
        problems.addAll(Comparison.of(spoken, Listener.whole(json)));
      }
      case Truth.Vectors vectors -> {
        tally.compared(vectors);
        var recorded = parse(one.recording().response().body());
        problems.addAll(Comparison.of(vectors, recorded, json));
      }
    }
    return problems;
  }

  private List<Problem> streamed(Case one, Truth truth, Received received) {
    if (!received.events()) {
      return List.of(
          Problem.differs("header", "text/event-stream", received.header("content-type")));
    }
    var problems = new ArrayList<>(StreamHeaders.check(received));
    var events = Events.read(received);
    problems.addAll(events.problems());
    if (!events.errors().isEmpty()) {
      problems.add(Problem.differs("error", "an answer", events.errors()));
      return problems;
    }
    problems.addAll(ChunkRules.check(events.chunks()));
    for (var chunk : events.chunks()) {
      problems.addAll(schema.check(one.route().endpoint().chunkSchema(), chunk));
      problems.addAll(model(one, chunk));
    }
    if (truth instanceof Truth.Spoken spoken) {
      tally.compared(spoken);
      problems.addAll(Comparison.of(spoken, Listener.chunks(events.chunks())));
    }
    return problems;
  }

  private static List<Problem> model(Case one, JsonNode json) {
    var model = json.path("model").asString("");
    return model.equals(one.model())
        ? List.of()
        : List.of(Problem.differs("model", one.model(), model));
  }

  static JsonNode parse(String body) {
    try {
      return Corpus.JSON.readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
