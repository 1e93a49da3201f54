package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.StringNode;

/**
 * One choice being written, within its tokens and the request's {@code stop}: piece by piece for a
 * stream, in one piece otherwise. Not thread-safe.
 */
final class ChoiceWriter {
  private final int choice;
  private final SimulatedRequest request;
  private final int budget;
  private final RandomGenerator random;
  private final List<AnswerStep> steps = new ArrayList<>();
  private int spent;
  private int thought;
  private boolean full;

  ChoiceWriter(int choice, SimulatedRequest request) {
    this.choice = choice;
    this.request = request;
    this.budget = request.tokensPerChoice();
    this.random = request.random(choice);
  }

  /** Reasons aloud. */
  ChoiceWriter think(String text) {
    int before = spent;
    write(text, piece -> List.of(new Reasoning(choice, piece)));
    thought += spent - before;
    return this;
  }

  /** Says something, up to the first of the words to stop at. */
  ChoiceWriter say(String text) {
    int end = text.length();
    var stopped = "";
    for (var word : request.prompt().stop()) {
      int at = word.isEmpty() ? -1 : text.indexOf(word);
      if (at >= 0 && at < end) {
        end = at;
        stopped = word;
      }
    }
    write(text.substring(0, end), this::spoken);
    if (!stopped.isEmpty() && request.request().isAnthropic()) {
      add(List.of(new Extension(choice, "stop_sequence", StringNode.valueOf(stopped))), 0);
    }
    return this;
  }

  /** Declines. */
  ChoiceWriter decline(String text) {
    write(text, piece -> List.of(new Refusal(choice, piece)));
    return this;
  }

  /** Calls a tool. */
  ChoiceWriter call(int index, String id, String name, String arguments) {
    if (full || spent == budget) {
      full = true;
      return this;
    }
    if (!request.request().stream()) {
      write(arguments, whole -> List.of(new ToolCall(choice, index, id, name, whole)));
      return this;
    }
    add(List.of(new ToolCall(choice, index, id, name, "")), 0);
    write(arguments, piece -> List.of(new ToolCall(choice, index, "", "", piece)));
    return this;
  }

  /** Ends the choice, with {@code length} when not everything could be said. */
  ChoiceWriter finish(FinishReason reason) {
    add(List.of(new Finish(choice, full ? FinishReason.LENGTH : reason)), 0);
    return this;
  }

  List<AnswerStep> steps() {
    return steps;
  }

  /** All tokens so far. */
  int spent() {
    return spent;
  }

  /** The tokens of reasoning so far. */
  int thought() {
    return thought;
  }

  private List<ChatEvent> spoken(String text) {
    var alternatives = request.prompt().logprobs();
    if (alternatives.isEmpty()) {
      return List.of(new Text(choice, text));
    }
    var tokens = Likelihood.of(TokenSplitter.cut(text), alternatives.getAsInt(), random);
    return List.of(new Text(choice, text), new Logprobs(choice, tokens));
  }

  private void write(String text, Function<String, List<ChatEvent>> events) {
    var pieces = TokenSplitter.cut(text, budget - spent);
    int fits = pieces.size();
    full |= pieces.stream().mapToInt(String::length).sum() < text.length();
    if (request.request().stream()) {
      pieces.forEach(piece -> add(events.apply(piece), 1));
    } else if (fits > 0) {
      add(events.apply(String.join("", pieces)), fits);
    }
    spent += fits;
  }

  private void add(List<ChatEvent> events, int tokens) {
    steps.add(new AnswerStep(new Chunk.Events(events), tokens));
  }
}
