package dev.tutti.session;

import dev.tutti.call.ChatModel;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Calls of models in sessions.
 *
 * @param view of what a model is sent
 * @param settings of the moment
 * @param threads virtual ones, on which views are made
 */
public record SessionChats(
    Sessions sessions,
    SessionTurns turns,
    HistoryView view,
    Supplier<SessionSettings> settings,
    Executor threads) {

  /** The model, asked in the turn of a post. */
  public ChatModel around(ChatModel model, SessionPost post) {
    return new SessionModel(model, this, post);
  }
}
