package dev.tutti.provider.simulated;

import static java.util.Map.entry;

import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** The simulated models by their names; a name that is not here behaves as {@code sim}. */
public final class Behaviours {
  private static final AnsweringBehaviour PLAIN = AnsweringBehaviour.saying(Words::answer);

  private static final List<Entry<String, Behaviour>> TABLE =
      List.of(
          entry("sim", PLAIN),
          entry("sim-echo", AnsweringBehaviour.saying(Words::echo)),
          entry("sim-tools", PLAIN.callingEveryTool()),
          entry("sim-reasoning", PLAIN.after(Words::think)),
          entry("sim-refusal", AnsweringBehaviour.declining(Words::refusal)),
          entry("sim-filter-mid", PLAIN.endingWith(FinishReason.CONTENT_FILTER)),
          entry("sim-slow", new SlowBehaviour(AnsweringBehaviour.saying(Words.filler(200)), 10)),
          entry("sim-long", AnsweringBehaviour.saying(Words.filler(2_000))),
          entry("sim-embedding", PLAIN),
          entry("sim-429", new Failure(FaultCode.RATE_LIMITED, "too many requests")),
          entry("sim-401", new Failure(FaultCode.UPSTREAM_CREDENTIALS, "the key is wrong")),
          entry("sim-500", new Failure(FaultCode.UPSTREAM_ERROR, "something broke inside")),
          entry("sim-503", new Failure(FaultCode.OVERLOADED, "too much to do")),
          entry("sim-overloaded", new Failure(FaultCode.OVERLOADED, "too much to do")),
          entry("sim-context", new Failure(FaultCode.CONTEXT_LENGTH_EXCEEDED, "too long")),
          entry("sim-filter", new Failure(FaultCode.CONTENT_FILTER, "the prompt was filtered")),
          entry("sim-silent", _ -> AnswerPlan.silent()),
          entry("sim-stall", new StoppedBehaviour(PLAIN, new Ending.Silence())),
          entry("sim-cut", StoppedBehaviour.cut(PLAIN)),
          entry("sim-error-mid", StoppedBehaviour.broken(PLAIN)));

  private static final Map<String, Behaviour> BY_NAME =
      TABLE.stream().collect(Collectors.toUnmodifiableMap(Entry::getKey, Entry::getValue));

  private Behaviours() {}

  /** The names, in a reader's order. */
  public static List<String> names() {
    return TABLE.stream().map(Entry::getKey).toList();
  }

  static Behaviour named(String model) {
    return BY_NAME.getOrDefault(model, PLAIN);
  }
}
