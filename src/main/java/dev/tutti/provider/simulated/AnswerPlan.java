package dev.tutti.provider.simulated;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer before it is played. Immutable.
 *
 * @param speed at which it is made
 * @param input the tokens of the prompt
 */
record AnswerPlan(List<AnswerStep> steps, Ending ending, Speed speed, int input) {

  /**
   * Rate at which tokens are made.
   *
   * @param choices that are written at the same time
   * @param fastest the most tokens a second of each, infinite where only the provider's pace counts
   */
  record Speed(int choices, double fastest) {
    static final Speed FREE = new Speed(1, Double.POSITIVE_INFINITY);
  }

  /** An answer that one piece of JSON gives at once. */
  static AnswerPlan whole(Chunk.Whole answer) {
    var step = new AnswerStep(answer, 1);
    return new AnswerPlan(List.of(step), new Ending.Complete(), Speed.FREE, 0);
  }

  /** Nothing but a fault. */
  static AnswerPlan broken(Fault fault) {
    return new AnswerPlan(List.of(), new Ending.Break(fault), Speed.FREE, 0);
  }

  /** Nothing at all. */
  static AnswerPlan silent() {
    return new AnswerPlan(List.of(), new Ending.Silence(), Speed.FREE, 0);
  }

  /** The steps of all choices, in turn. */
  static AnswerPlan of(SimulatedRequest request, List<ChoiceWriter> choices) {
    int input = request.inputTokens();
    var steps = new ArrayList<AnswerStep>();
    steps.add(
        new AnswerStep(Chunk.Events.of(new ChatEvent.Start(request.id(), request.model())), 0));
    int longest = choices.stream().mapToInt(writer -> writer.steps().size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (var writer : choices) {
        if (i < writer.steps().size()) {
          steps.add(writer.steps().get(i));
        }
      }
    }
    steps.add(new AnswerStep(Chunk.Events.of(new ChatEvent.Spent(usage(input, choices))), 0));
    var speed = new Speed(choices.size(), Double.POSITIVE_INFINITY);
    return new AnswerPlan(List.copyOf(steps), new Ending.Complete(), speed, input);
  }

  private static Usage usage(int input, List<ChoiceWriter> choices) {
    long output = choices.stream().mapToLong(ChoiceWriter::spent).sum();
    long reasoning = choices.stream().mapToLong(ChoiceWriter::thought).sum();
    return new Usage(input, output, 0, 0, reasoning, 0, 0, false);
  }

  /** The same, never faster than this. */
  AnswerPlan atMost(double tokensPerSecond) {
    return new AnswerPlan(steps, ending, new Speed(speed.choices, tokensPerSecond), input);
  }

  /**
   * Only the beginning, then another ending. Of an answer that comes in one piece nothing is left,
   * as its reader would never see it.
   */
  AnswerPlan cut(boolean stream, Ending other) {
    int half = stream ? Math.max(2, steps.size() / 2) : 0;
    int content = (int) steps.stream().filter(step -> step.tokens() > 0).count();
    return new AnswerPlan(steps.subList(0, Math.min(half, content + 1)), other, speed, input);
  }
}
