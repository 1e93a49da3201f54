package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is played of a corpus, and what is not and why.
 *
 * @param cases in the order of the recordings; a case's number is its place here
 * @param excluded reasons by the ids of recordings on the list of exceptions
 * @param outOfScope how many recordings of each operation that Tutti does not have
 * @param reframed ids of recordings served in another framing, see {@link GeminiArray}
 */
record Plan(
    List<Case> cases,
    Map<String, String> excluded,
    Map<String, Integer> outOfScope,
    List<String> reframed) {

  static Plan of(List<Recording> recordings, Exceptions exceptions) {
    var plan = new Plan(new ArrayList<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    recordings.forEach(recording -> plan.add(recording, exceptions));
    return plan;
  }

  /** The case with this number. */
  Optional<Case> find(int number) {
    return number < cases.size() ? Optional.of(cases.get(number)) : Optional.empty();
  }

  /** Only the cases whose recorded answers are whole and in the dialect that Tutti answers in. */
  Plan answersInOpenAiDialect() {
    var kept = new ArrayList<Case>();
    for (var one : cases) {
      if (one.route().dialect() == Dialect.OPENAI
          && one.route().endpoint().relays()
          && one.goal() instanceof Goal.Answers) {
        kept.add(new Case(kept.size(), one.recording(), one.route(), one.goal(), one.delivery()));
      }
    }
    return new Plan(kept, excluded, outOfScope, reframed);
  }

  private void add(Recording recording, Exceptions exceptions) {
    var reason = exceptions.excluded(recording);
    if (reason.isPresent()) {
      excluded.put(recording.id(), reason.get());
      return;
    }
    switch (Placement.of(recording)) {
      case Placement.OutOfScope(String operation) -> outOfScope.merge(operation, 1, Integer::sum);
      case Placement.Route route -> add(framed(recording), route);
    }
  }

  private Recording framed(Recording recording) {
    if (!GeminiArray.is(recording)) {
      return recording;
    }
    reframed.add(recording.id());
    return GeminiArray.asEvents(recording);
  }

  private void add(Recording recording, Placement.Route route) {
    var goal = goal(recording, route);
    if (goal.isEmpty()) {
      outOfScope.merge(recording.name().operation() + " (no answer recorded)", 1, Integer::sum);
      return;
    }
    for (var playing : Case.playings(recording, route, goal.get())) {
      cases.add(new Case(cases.size(), recording, route, playing.goal(), playing.delivery()));
    }
    others(route)
        .forEach(endpoint -> addInOtherWords(recording, route.through(endpoint), goal.get()));
  }

  private static List<ReplayEndpoint> others(Placement.Route route) {
    return switch (route.endpoint()) {
      case CHAT -> ReplayEndpoint.OTHER_WORDS;
      case RESPONSES -> List.of(ReplayEndpoint.CHAT, ReplayEndpoint.MESSAGES);
      case COMPLETIONS, EMBEDDINGS, MESSAGES -> List.of();
    };
  }

  private void addInOtherWords(Recording recording, Placement.Route route, Goal goal) {
    for (var playing : Case.playingsInOtherWords(recording, route, goal)) {
      cases.add(new Case(cases.size(), recording, route, playing.goal(), playing.delivery()));
    }
  }

  private static Optional<Goal> goal(Recording recording, Placement.Route route) {
    var truth = Truths.of(recording, route);
    var expected = recording.expected().filter(e -> !e.category().equals("none"));
    return expected.isPresent()
        ? Optional.of(new Goal.Fails(expected.get(), truth))
        : truth.map(Goal.Answers::new);
  }
}
