package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds what comes out of {@code /v1/messages} to the truth and to Anthropic's grammar. */
final class MessagesJudge {
  private final Tally tally;

  MessagesJudge(Tally tally) {
    this.tally = tally;
  }

  /** Everything that is wrong; empty when all is right. */
  List<Problem> judge(Case one, Received received) {
    var problems = new ArrayList<Problem>();
    if (received.header("request-id").isEmpty()) {
      problems.add(new Problem("header", "no request-id"));
    }
    problems.addAll(
        switch (one.goal()) {
          case Goal.Answers(Truth truth) -> answer(one, (Truth.Spoken) truth, received);
          case Goal.Fails fails -> {
            tally.failed();
            yield failed(one, fails, received);
          }
          case Goal.Breaks(Truth truth) -> {
            tally.broken();
            yield broken(truth, received);
          }
        });
    return problems;
  }

  private List<Problem> answer(Case one, Truth.Spoken truth, Received received) {
    if (received.status() != 200) {
      return List.of(Problem.differs("status", 200, received.status() + " " + received.body()));
    }
    tally.compared(truth);
    if (!one.route().stream()) {
      return message(one, truth, Judge.parse(received.body()));
    }
    var problems = new ArrayList<>(StreamHeaders.check(received));
    var events = MessageEvents.read(received);
    problems.addAll(events.problems());
    if (!events.complete()) {
      problems.add(Problem.differs("sse.done", "message_stop", events.last()));
      return problems;
    }
    problems.addAll(message(one, truth, MessageListener.message(events.events())));
    return problems;
  }

  private static List<Problem> message(Case one, Truth.Spoken truth, JsonNode message) {
    var problems = new ArrayList<>(MessageShape.check(one, message));
    problems.addAll(Comparison.of(inTheseWords(one, truth), MessageListener.heard(message)));
    if (one.route().dialect() == Dialect.ANTHROPIC) {
      problems.addAll(MessagesSurvival.answer(one.recording(), message));
    }
    return problems;
  }

  /** The truth, with stop reasons in Anthropic's words and arguments as an object. */
  private static Truth.Spoken inTheseWords(Case one, Truth.Spoken truth) {
    var choice = truth.choices().getFirst();
    var calls = choice.calls().stream().map(MessagesJudge::call).toList();
    var finish = one.route().dialect() == Dialect.ANTHROPIC ? said(one) : stops(choice);
    var same = new Truth.Choice(choice.text(), choice.reasoning(), calls, choice.legacy(), finish);
    return new Truth.Spoken(List.of(same), truth.usage().map(MessagesJudge::tokens));
  }

  /** Some count the tokens of a cache beside the others, as Anthropic does: they are more. */
  private static Truth.Tokens tokens(Truth.Tokens truth) {
    long cached = truth.cached().stream().findFirst().orElse(0L);
    boolean beside = truth.input().stream().allMatch(input -> input < cached);
    var input =
        beside
            ? truth.input().stream().map(n -> n + cached).collect(Collectors.toSet())
            : truth.input();
    return new Truth.Tokens(
        input, truth.output(), truth.cached(), truth.cacheWrite(), truth.reasoning());
  }

  private static Truth.Call call(Truth.Call call) {
    var json = Judge.parse(call.arguments());
    if (json.isObject() || call.arguments().isBlank()) {
      return call.arguments().isBlank() ? new Truth.Call(call.id(), call.name(), "{}") : call;
    }
    var shown = Corpus.JSON.createObjectNode().put("arguments", call.arguments());
    return new Truth.Call(call.id(), call.name(), shown.toString());
  }

  /** What Anthropic itself said. */
  private static Set<String> said(Case one) {
    return one.recording()
        .answer()
        .map(answer -> answer.at("/choices/0/finish"))
        .filter(JsonNode::isString)
        .map(word -> Set.of(word.asString()))
        .orElse(Set.of());
  }

  private static Set<String> stops(Truth.Choice choice) {
    boolean calls = !choice.calls().isEmpty();
    return choice.finish().stream().map(word -> stop(word, calls)).collect(Collectors.toSet());
  }

  private static String stop(String finish, boolean calls) {
    return switch (finish) {
      case "stop" -> calls ? "tool_use" : "end_turn";
      case "tool_calls" -> "tool_use";
      case "length" -> "max_tokens";
      case "content_filter" -> "refusal";
      default -> finish;
    };
  }

  private static List<Problem> failed(Case one, Goal.Fails goal, Received received) {
    var codes = FaultWords.codes(goal.expected().category());
    if (received.status() != 200) {
      var problems = new ArrayList<>(MessagesErrors.whole(received, codes));
      problems.addAll(FaultJudge.again(one, goal.expected(), received));
      return problems;
    }
    return inStream(received, codes, goal.before(), true);
  }

  private static List<Problem> broken(Truth truth, Received received) {
    return received.status() == 200
        ? inStream(received, FaultJudge.BROKEN, Optional.of(truth), false)
        : MessagesErrors.whole(received, FaultJudge.BROKEN);
  }

  /** An error inside a stream: the last event, and something said before it. */
  private static List<Problem> inStream(
      Received received, Set<FaultCode> codes, Optional<Truth> before, boolean all) {
    if (!received.events()) {
      return List.of(Problem.differs("status", "an error", "200 " + received.body()));
    }
    var events = MessageEvents.read(received);
    var problems = new ArrayList<>(events.problems());
    problems.addAll(MessagesErrors.event(events.last(), received, codes));
    if (events.events().size() < 2) {
      problems.add(new Problem("error.late", "200 although nothing was said before the error"));
    }
    var receivedAnswer = MessageListener.heard(MessageListener.message(events.events()));
    before.ifPresent(truth -> problems.addAll(FaultJudge.beginning(truth, receivedAnswer, all)));
    return problems;
  }
}
