package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;

/** Progress of a stream with all of its choices. Not thread-safe. */
public final class StreamProgress {
  private static final int MAX_CHOICES = 256;

  private final AnswerShape shape;
  private final List<ChoiceProgress> choices = new ArrayList<>(1);

  public StreamProgress(AnswerShape shape) {
    this.shape = shape;
  }

  /**
   * The progress of a choice.
   *
   * @throws Fault {@code upstream_error} when its number is absurd
   */
  public ChoiceProgress choice(int index) {
    if (index < 0 || index >= MAX_CHOICES) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "choices: index %d (expected: 0 to %d)".formatted(index, MAX_CHOICES - 1));
    }
    while (choices.size() <= index) {
      choices.add(new ChoiceProgress(shape));
    }
    return choices.get(index);
  }

  /** Whether at least one choice has ended. */
  public boolean anyFinished() {
    return choices.stream().anyMatch(ChoiceProgress::finished);
  }

  /** Whether at least one choice has ended, and every other that began. */
  public boolean allFinished() {
    return anyFinished() && choices.stream().allMatch(c -> c.finished() || !c.begun());
  }
}
