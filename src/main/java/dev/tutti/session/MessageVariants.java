package dev.tutti.session;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Variants of an answer: others that were asked for in its place. All of them are kept, one behind
 * the other, as nothing that was said is ever changed; a later one names the first in its metadata.
 * Views have one of them: the one that the next message says it goes on from, or else the last.
 */
public final class MessageVariants {
  private static final String VARIANT = "variant";
  private static final String OF = "of";
  private static final String NUMBER = "number";
  private static final String GOES_ON_FROM = "goes_on_from";
  private static final String ASSISTANT = "assistant";

  private MessageVariants() {}

  /**
   * Answer at the end of a history.
   *
   * @param before what was said before it
   * @param of id of its first variant
   * @param variants how many there are of it
   */
  record LastAnswer(List<SessionMessage> before, String of, int variants) {
    /** Metadata of another variant. */
    ObjectNode next() {
      var metadata = Json.object();
      metadata.putObject(VARIANT).put(OF, of).put(NUMBER, variants + 1);
      return metadata;
    }
  }

  /** Metadata of a message that goes on from a variant of the answer before it. */
  static ObjectNode goingOn(String variant) {
    return Json.object().put(GOES_ON_FROM, variant);
  }

  /** Number of a message among the variants of its answer, from 1. */
  public static int number(ObjectNode metadata) {
    return metadata.path(VARIANT).path(NUMBER).asInt(1);
  }

  /** The history as it went on: one variant of each answer. */
  static List<SessionMessage> chosen(List<SessionMessage> history) {
    var chosen = new ArrayList<SessionMessage>(history.size());
    for (int from = 0; from < history.size(); ) {
      int to = end(history, from);
      var wanted = to < history.size() ? text(history.get(to), GOES_ON_FROM) : "";
      chosen.add(
          history.subList(from, to).stream()
              .filter(each -> each.id().equals(wanted))
              .findFirst()
              .orElse(history.get(to - 1)));
      from = to;
    }
    return List.copyOf(chosen);
  }

  /** Place behind the last variant of a message. */
  private static int end(List<SessionMessage> history, int from) {
    int to = from + 1;
    while (to < history.size() && isVariantOf(history.get(to), history.get(from))) {
      to++;
    }
    return to;
  }

  private static boolean isVariantOf(SessionMessage message, SessionMessage first) {
    return first.role().equals(ASSISTANT)
        && message.role().equals(ASSISTANT)
        && message.metadata().path(VARIANT).path(OF).asString("").equals(first.id());
  }

  private static String text(SessionMessage message, String member) {
    return message.metadata().path(member).asString("");
  }

  /** The answer at the end of a whole history, if there is one. */
  static Optional<LastAnswer> last(List<SessionMessage> history) {
    int from = 0;
    int last = -1;
    while (from < history.size()) {
      last = from;
      from = end(history, from);
    }
    boolean answered =
        last > 0
            && history.get(last).role().equals(ASSISTANT)
            && history.get(last - 1).role().equals("user");
    return answered
        ? Optional.of(
            new LastAnswer(history.subList(0, last), history.get(last).id(), history.size() - last))
        : Optional.empty();
  }
}
