package dev.tutti.gateway.followup;

import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionVerdicts;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines to train the classifier of follow-ups on: messages of a session on which their callers have
 * said a verdict, each with what was said before it. Not thread-safe, for one session from its
 * beginning on.
 */
public final class VerdictLines {
  private static final int MOST_BEFORE = 10;

  /** As much of a text as the classifier looks at. */
  private static final int LONGEST = 3_000;

  private static final Set<String> SPOKEN = Set.of("user", "assistant");

  private final String session;
  private final Deque<ObjectNode> before = new ArrayDeque<>();

  public VerdictLines(String session) {
    this.session = session;
  }

  /** Lines of the next messages, as {@code bench/followup train} reads them. */
  public Buffer of(List<SessionMessage> messages) {
    var lines = Buffer.buffer();
    for (var message : messages) {
      if (SPOKEN.contains(message.role())) {
        var verdict = SessionVerdicts.of(message);
        if (message.role().equals("user") && !verdict.equals(FollowUpWish.AUTO)) {
          lines.appendBytes(Json.bytes(line(message, verdict))).appendByte((byte) '\n');
        }
        remember(message);
      }
    }
    return lines;
  }

  private ObjectNode line(SessionMessage message, FollowUpWish verdict) {
    boolean goesOn = verdict.equals(FollowUpWish.YES);
    var line = Json.object();
    before.forEach(line.putArray("history")::add);
    line.put("utterance", message.text()).put("label", goesOn ? "follow_up" : "standalone");
    if (goesOn) {
      line.put("topic", "same"); // of another message nobody says whether its topic is new
    }
    boolean chinese = message.text().codePoints().anyMatch(Character::isIdeographic);
    return line.put("kind", "corrected")
        .put("lang", chinese ? "zh" : "en")
        .put("source", "tutti")
        .put("dialogue_id", session);
  }

  private void remember(SessionMessage message) {
    var text = message.text();
    before.addLast(
        Json.object()
            .put("role", message.role())
            .put("content", text.substring(0, Math.min(LONGEST, text.length()))));
    if (before.size() > MOST_BEFORE) {
      before.removeFirst();
    }
  }
}
