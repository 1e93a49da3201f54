package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds errors to the table of faults, OpenAI's envelope and the rules of broken streams. */
final class FaultJudge {
  static final Set<FaultCode> BROKEN = EnumSet.of(FaultCode.TRUNCATED, FaultCode.CONNECTION);

  private final OpenAiSchema schema;
  private final Tally tally;

  FaultJudge(OpenAiSchema schema, Tally tally) {
    this.schema = schema;
    this.tally = tally;
  }

  /** The recorded error must come out as one of its codes. */
  List<Problem> failed(Case one, Goal.Fails goal, Received received) {
    tally.failed();
    var codes = FaultWords.codes(goal.expected().category());
    if (received.status() != 200) {
      var problems = new ArrayList<>(envelope(received, codes));
      problems.addAll(again(one, goal.expected(), received));
      return problems;
    }
    return inStream(codes, received, goal.before().stream().toList(), true);
  }

  /** What an error must say about another try. */
  static List<Problem> again(Case one, Recording.Expected expected, Received received) {
    var problems = new ArrayList<>(retry(expected.retrySame(), received));
    if (FaultWords.codes(expected.category()).contains(FaultCode.RATE_LIMITED)
        && statesDelay(one.recording().response())
        && received.header("retry-after").isEmpty()) {
      problems.add(new Problem("error.retry_after", "the stated delay is lost"));
    }
    return problems;
  }

  /**
   * By the table of faults, Tutti tries again exactly where the recording says that one may. After
   * a time-out that depends on who measured it, which its code does not tell.
   */
  private static List<Problem> retry(boolean expected, Received received) {
    var code = Judge.parse(received.body()).path("error").path("code").asString("");
    return FaultWords.named(code).stream()
            .allMatch(known -> known == FaultCode.TIMEOUT || known.retriesSame() == expected)
        ? List.of()
        : List.of(Problem.differs("error.retry", "tried again: " + expected, code));
  }

  private static boolean statesDelay(Recording.Response response) {
    return response.headers().keySet().stream().anyMatch(name -> name.startsWith("retry-after"))
        || response.body().contains("retryDelay");
  }

  /** A stream that was cut off must end in an error, after a beginning of the truth. */
  List<Problem> broken(Truth truth, Received received) {
    tally.broken();
    return received.status() == 200
        ? inStream(BROKEN, received, List.of(truth), false)
        : envelope(received, BROKEN);
  }

  /** An error instead of an answer. */
  List<Problem> envelope(Received received, Set<FaultCode> codes) {
    var json = Judge.parse(received.body());
    var problems = new ArrayList<>(schema.check("ErrorResponse", json));
    problems.addAll(code(json, codes));
    problems.addAll(status(json, received));
    return problems;
  }

  /** The status must be the one of the code. */
  static List<Problem> status(JsonNode json, Received received) {
    var statuses =
        FaultWords.named(json.path("error").path("code").asString("")).stream()
            .map(FaultCode::status)
            .toList();
    return statuses.contains(received.status()) || tooLarge(json, received.status())
        ? List.of()
        : List.of(
            Problem.differs("error.status", statuses, received.status() + " " + received.body()));
  }

  /** The one code with two statuses: beyond the body limit, and beyond the model's output. */
  private static boolean tooLarge(JsonNode json, int status) {
    return json.path("error").path("code").asString("").equals("request_too_large")
        && status == 400;
  }

  /**
   * An error inside a stream: one error event, nothing after it, and something said before it,
   * because until then there still was a status to say it with.
   */
  private List<Problem> inStream(
      Set<FaultCode> codes, Received received, List<Truth> truths, boolean all) {
    if (!received.events()) {
      return List.of(Problem.differs("status", "an error", "200 " + received.body()));
    }
    var events = Events.read(received);
    var problems = new ArrayList<>(events.problems());
    if (events.errors().size() != 1) {
      problems.add(Problem.differs("error.event", "one error", events.errors()));
    }
    for (var error : events.errors()) {
      problems.addAll(schema.check("ErrorResponse", error));
      problems.addAll(code(error, codes));
    }
    var receivedAnswer = Listener.chunks(events.chunks());
    if (events.chunks().stream().noneMatch(FaultJudge::saysSomething)) {
      problems.add(new Problem("error.late", "200 although nothing was said before the error"));
    }
    truths.forEach(truth -> problems.addAll(beginning(truth, receivedAnswer, all)));
    return problems;
  }

  /** Anything but the role: what has reached the caller cannot be taken back with a status. */
  private static boolean saysSomething(JsonNode chunk) {
    return chunk
        .path("choices")
        .valueStream()
        .anyMatch(
            choice ->
                !choice.path("text").asString("").isEmpty()
                    || choice.path("delta").propertyStream().anyMatch(FaultJudge::says));
  }

  private static boolean says(Map.Entry<String, JsonNode> member) {
    boolean empty =
        member.getValue().isString()
            ? member.getValue().asString().isEmpty()
            : member.getValue().isEmpty();
    return !member.getKey().equals("role") && !empty;
  }

  /** What an error says must be one of the codes. */
  static List<Problem> code(JsonNode json, Set<FaultCode> codes) {
    var error = json.path("error");
    var problems = new ArrayList<Problem>();
    if (FaultWords.named(error.path("code").asString("")).stream().noneMatch(codes::contains)) {
      problems.add(Problem.differs("error.code", codes, error));
    }
    if (error.path("message").asString("").isBlank()) {
      problems.add(new Problem("error.message", "an error without words: " + error));
    }
    return problems;
  }

  /** What was said must be a beginning of the truth, or all of it; and must not look finished. */
  static List<Problem> beginning(Truth truth, ReceivedAnswer receivedAnswer, boolean all) {
    var problems = new ArrayList<Problem>();
    if (!(truth instanceof Truth.Spoken spoken)) {
      return problems;
    }
    for (int i = 0; i < Math.min(spoken.choices().size(), receivedAnswer.choices().size()); i++) {
      var right = spoken.choices().get(i);
      var said = receivedAnswer.choices().get(i);
      if (all ? !right.text().equals(said.text()) : !right.text().startsWith(said.text())) {
        problems.add(Problem.textDiffers("text", right.text(), said.text()));
      }
      if (!right.reasoning().startsWith(said.reasoning())) {
        problems.add(Problem.textDiffers("reasoning", right.reasoning(), said.reasoning()));
      }
      if (!all && !said.finish().isEmpty()) {
        problems.add(Problem.differs("finish", "none in a broken stream", said.finish()));
      }
    }
    return problems;
  }
}
