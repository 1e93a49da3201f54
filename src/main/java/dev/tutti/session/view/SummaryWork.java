package dev.tutti.session.view;

import dev.tutti.context.Compaction;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.ViewRequest;

/**
 * Work of a model that sums a part of a session up.
 *
 * @param compaction what it is shown
 * @param position of the last message of that
 * @param most tokens of the summary, so that views have room for it
 */
record SummaryWork(ChatSession session, Compaction compaction, long position, long most) {
  /** Share of a view's room for its summary, as what is learned of tokens may make it smaller. */
  private static final double FILLED = .7;

  /**
   * The work for a view, as much of it as fits into a request.
   *
   * @param room that views have for a summary, in tokens
   */
  static SummaryWork of(ViewRequest request, Compaction compaction, long room) {
    var shown = SummaryRequest.fitting(compaction);
    var last = shown.messages().getLast().id();
    long position =
        request.history().stream()
            .filter(each -> each.id().equals(last))
            .mapToLong(SessionMessage::position)
            .findFirst()
            .orElse(0);
    return new SummaryWork(request.session(), shown, position, Math.round(FILLED * room));
  }

  /** A text, cut where it has more tokens. */
  String fitting(String text) {
    long tokens = SummaryWriter.tokens(text);
    if (tokens <= most) {
      return text;
    }
    int end = (int) (text.length() * most / tokens);
    int line = text.lastIndexOf('\n', end);
    return text.substring(
            0, line > 0 ? line : text.offsetByCodePoints(0, text.codePointCount(0, end)))
        .strip();
  }
}
