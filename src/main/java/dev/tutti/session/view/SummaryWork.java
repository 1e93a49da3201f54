package dev.tutti.session.view;

import dev.tutti.context.Compaction;
import dev.tutti.context.HistoryMessage;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SummarisedMessages;
import dev.tutti.session.SummaryBasis;
import dev.tutti.session.ViewRequest;
import java.util.List;

/**
 * Work of a model that sums a part of a session up.
 *
 * @param compaction what it is shown
 * @param before what the summary so far stands for
 * @param after what the new one stands for
 * @param position of the last message that the new one stands for
 * @param most tokens of the summary, so that views have room for it
 */
record SummaryWork(
    ChatSession session,
    Compaction compaction,
    SummarisedMessages before,
    SummarisedMessages after,
    long position,
    long most) {
  /** Share of a view's room for its summary, as what is learned of tokens may make it smaller. */
  private static final double FILLED = .7;

  /**
   * The work for a view, as much of it as fits into a request.
   *
   * @param known what the summary that the view begins with stands for
   * @param room that views have for a summary, in tokens
   */
  static SummaryWork of(
      ViewRequest request, Compaction compaction, SummarisedMessages known, long room) {
    var shown = SummaryRequest.fitting(compaction);
    var before = shown.before().isEmpty() ? SummarisedMessages.NONE : known;
    int first = placeOf(shown.messages().getFirst().id(), request.history());
    var messages = request.history().subList(first, first + shown.messages().size());
    boolean follows = first > request.apart();
    var preceding =
        follows ? request.history().subList(first - 1, first) : List.<SessionMessage>of();
    var after = before.with(messages, preceding);
    return new SummaryWork(
        request.session(), shown, before, after, after.last(), Math.round(FILLED * room));
  }

  private static int placeOf(String id, List<SessionMessage> history) {
    int at = 0;
    while (!history.get(at).id().equals(id)) {
      at++;
    }
    return at;
  }

  /** What must be there when the summary is kept. */
  SummaryBasis basis() {
    return new SummaryBasis(
        before, compaction.messages().stream().map(HistoryMessage::id).toList());
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
