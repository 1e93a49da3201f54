package dev.tutti.session.view;

import dev.tutti.context.HistorySummary;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionSummary;
import dev.tutti.session.SummarisedMessages;
import dev.tutti.session.ViewRequest;
import java.util.stream.Collectors;

/**
 * Summary that a view begins with.
 *
 * @param told as a model is told it
 * @param messages those that it stands for
 */
record SummaryOfView(HistorySummary told, SummarisedMessages messages) {
  /** No summary. */
  static final SummaryOfView NONE = new SummaryOfView(HistorySummary.NONE, SummarisedMessages.NONE);

  /**
   * The summary of the history's beginning; none where it stands for something that is not in this
   * history, such as a message that was deleted, or another branch. What was not read is no branch.
   */
  static SummaryOfView of(ViewRequest request, SummaryWriter summaries) {
    return summaries.of(request.session()).map(each -> in(request, each)).orElse(NONE);
  }

  /** The same with a summary that is known. */
  static SummaryOfView in(ViewRequest request, SessionSummary summary) {
    var here = request.before().stream().filter(summary.messages()::hasPlace).toList();
    if (request.unread().rows() == 0 && !summary.messages().areAll(here)) {
      return NONE;
    }
    var ids = here.stream().map(SessionMessage::id).collect(Collectors.toSet());
    long others = Math.max(0, summary.messages().count() - here.size());
    return new SummaryOfView(
        new HistorySummary(summary.text(), summary.tokens(), ids, others), summary.messages());
  }
}
