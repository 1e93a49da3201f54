package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Newest message with what was said before it, cut into tokens. Immutable.
 *
 * @param message the newest message
 * @param user the last message of the user before it; empty when there is none
 * @param assistant what the assistant said after that; empty when it said nothing
 * @param earlier what was said before these, the newest first
 * @param turns how many turns there are
 * @param said units of everything before the message with how often they are there, in the order in
 *     which they are added up: another order rounds otherwise, and other weights come of it
 */
record Dialogue(
    Passage message,
    Passage user,
    Passage assistant,
    List<Passage> earlier,
    int turns,
    Map<String, Integer> said) {
  /** How many turns count; older ones are left out. */
  private static final int MOST = 10;

  /** The dialogue of a message and of what came before it, the oldest first. */
  static Dialogue of(List<DialogueLine> history, String message) {
    var recent = history.subList(Math.max(0, history.size() - MOST), history.size()).reversed();
    var user = Passage.EMPTY;
    var assistant = Passage.EMPTY;
    var earlier = new ArrayList<Passage>();
    for (var each : recent) {
      var passage = Passage.of(each.text());
      if (each.byUser() && user == Passage.EMPTY) {
        user = passage;
      } else if (!each.byUser() && user == Passage.EMPTY && assistant == Passage.EMPTY) {
        assistant = passage;
      } else {
        earlier.add(passage);
      }
    }
    var said = new LinkedHashMap<>(user.units());
    assistant.units().forEach((unit, times) -> said.merge(unit, times, Integer::sum));
    earlier.forEach(
        passage -> passage.units().forEach((unit, times) -> said.merge(unit, times, Integer::sum)));
    return new Dialogue(
        Passage.of(message),
        user,
        assistant,
        List.copyOf(earlier),
        recent.size(),
        Collections.unmodifiableMap(said));
  }

  /** Whether at least half of a token has been said before. */
  boolean isKnown(TextToken token) {
    return isKnown(token, said);
  }

  /** Whether at least half of a token is among some units. */
  static boolean isKnown(TextToken token, Map<String, Integer> units) {
    var parts = token.units();
    long known = parts.stream().filter(units::containsKey).count();
    return known > 0 && known * 2 >= parts.size();
  }
}
